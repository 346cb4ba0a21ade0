"""How a month of savings is tried: every fault at once, a conflict beside its row (Rule 26)."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.forms.boundfield import BoundField
from django.http import HttpResponse

from irp.asked import note_filters
from irp.field_messages import messages_of
from irp.models import ReportingPeriod
from irp.pages import SignedIn, page
from irp.presenters import Pages
from irp.rules.financial_years import financial_year, year_words
from irp.rules.money import printed_pounds
from programmes.attempts.month_rows import ROWS, MonthRowsAttempt
from programmes.forms.saving_month import AMOUNTS, MonthFilter, MonthRowForm
from programmes.models import Saving, SavingAmounts, SavingValidation
from programmes.readings.saving_rows import newest_amounts, newest_validations, savings_with_posts

Form = TypeVar("Form", bound=MonthRowForm)


@dataclass(frozen=True, kw_only=True)
class MonthRow(Generic[Form]):
    """A saving of the month's table, with its form, what is in force and what others saved."""

    saving: Saving
    form: Form
    amounts: SavingAmounts | None
    validation: SavingValidation | None
    clash: tuple[tuple[str, str, str], ...] = ()  # label, saved now, typed
    refusals: tuple[str, ...] = ()  # why this person may not write it

    def told(self, box: BoundField) -> str:
        """Return what is wrong with a box, in the words of every form; "" for nothing."""
        return " ".join(str(message) for message in messages_of(box))


class MonthAttempt(MonthRowsAttempt[Saving, Form], Generic[Form]):
    """The savings of a month as a table, and what became of what was sent of it."""

    template: str
    form_kind: type[Form]

    def __init__(self, request: SignedIn, period: ReportingPeriod, *, at: datetime) -> None:
        super().__init__(request, period, at=at)
        self.boxes = self.form_kind.BOXES
        self.savings = [row for row in savings_with_posts() if self.is_of_person(row)]
        self.filter = MonthFilter(request.GET, choices=self._choices())
        note_filters(request, self.filter)
        self.year = int(self.filter.chosen("year") or financial_year(period.month))
        self.savings = [row for row in self.savings if self._is_asked(row)]
        self.read()
        self.read_sent()

    @abstractmethod
    def is_of_person(self, row: Saving) -> bool:
        """Tell whether a saving is in the person's table at all."""

    def read(self) -> None:
        """Read what is in force of each saving."""
        self.by_ref = {row.ref: row for row in self.savings}
        keys = [row.pk for row in self.savings]
        self.amounts = newest_amounts(year=self.year, at=self.at, among=keys)
        self.validations = newest_validations(year=self.year, at=self.at, among=keys)
        self.savings.sort(key=lambda row: (row.pk not in self.amounts, row.ref))

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        now = financial_year(self.period.month)
        programmes = {row.of_programme.ref: row.of_programme.name for row in self.savings}
        directorates = sorted({row.directorate for row in self.savings} - {""})
        return {
            "year": [
                ("", year_words(now)),
                *((str(year), year_words(year)) for year in (now + 1, now - 1, now - 2)),
            ],
            "programme": [("", "Any"), *programmes.items()],
            "directorate": [("", "Any"), *((name, name) for name in directorates)],
        }

    def _is_asked(self, row: Saving) -> bool:
        programme, directorate = (self.filter.chosen(name) for name in ("programme", "directorate"))
        return programme in ("", row.of_programme.ref) and directorate in ("", row.directorate)

    def sheet(self) -> HttpResponse:
        """Return the page: what was typed where something was refused, else the rows."""
        if self.clashes:
            self.read()
        shown: Sequence[Saving] = [self.by_ref[ref] for ref in self.clashes or self.sent]
        leaf = None
        if self.request.method != "POST":
            leaf = Pages(self.savings, ROWS).get_page(self.request.GET.get("page"))
            shown = list(leaf)
        context = {
            "period": self.period,
            "year": self.year,
            "rows": [self._row(row) for row in shown],
            "leaf": leaf,
            "filter_form": self.filter,
            "faults": self.faults,
            "clash": bool(self.clashes),
            "entered": sum(row.period_id == self.period.pk for row in self.amounts.values()),
            "count": len(self.savings),
            "failed": self.status != 200,
        }
        return page(self.request, self.template, context, status=self.status)

    def _row(self, row: Saving) -> MonthRow[Form]:
        ref = row.ref
        clash: tuple[tuple[str, str, str], ...] = ()
        form = self.forms.get(ref) or self.form(row, None)
        if ref in self.clashes:
            clash = self.differences(row, form)
            form = self.seen_again(row, form)
        return MonthRow(
            saving=row,
            form=form,
            amounts=self.amounts.get(row.pk),
            validation=self.validations.get(row.pk),
            clash=clash,
            refusals=self.refusals_of(row),
        )

    def refusals_of(self, row: Saving) -> tuple[str, ...]:
        """Return why this person may not write a row of the table."""
        return ()

    def differences(self, row: Saving, form: Form) -> tuple[tuple[str, str, str], ...]:
        """Return label, saved now and typed of each amount that others saved meanwhile."""
        now, found = self.amounts.get(row.pk), []
        for name in AMOUNTS:
            stored = getattr(now, name) if now else None
            typed = form.cleaned_data.get(name)
            if name in form.fields and (stored or None) != (typed or None):
                words = [printed_pounds(one) if one is not None else "–" for one in (stored, typed)]
                found.append((str(form.fields[name].label), words[0], words[1]))
        return tuple(found)

    def versions(self, row: Saving) -> dict[str, int]:
        """Return the keys of what is in force, by the hidden boxes of a row."""
        now = self.amounts.get(row.pk)
        return {"version": now.pk if now else 0}
