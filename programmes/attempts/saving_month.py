"""How a month of savings is tried: every fault at once, a conflict beside its row (Rule 26)."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.http import HttpResponse

from irp.asked import note_filters
from irp.models import ReportingPeriod
from irp.pages import SignedIn
from irp.readings import UNDER_LOCKS
from irp.rules.financial_years import financial_year, year_words
from irp.rules.money import printed_pounds
from programmes.attempts.month_rows import Clash, MonthRowsAttempt, RowShown
from programmes.forms.saving_month import AMOUNTS, MonthFilter, MonthRowForm
from programmes.models import Saving, SavingAmounts, SavingValidation
from programmes.readings.saving_rows import newest_amounts, newest_validations, savings_with_posts

Form = TypeVar("Form", bound=MonthRowForm)


@dataclass(frozen=True, kw_only=True)
class MonthRow(RowShown, Generic[Form]):
    """A saving of the month's table, with its form, what is in force and what others saved."""

    saving: Saving
    form: Form
    amounts: SavingAmounts | None
    validation: SavingValidation | None
    refusals: tuple[str, ...] = ()  # why this person may not write it


class MonthAttempt(MonthRowsAttempt[Saving, Form], Generic[Form]):
    """The savings of a month as a table, and what became of what was sent of it."""

    form_kind: type[Form]

    def __init__(self, request: SignedIn, period: ReportingPeriod, *, at: datetime) -> None:
        super().__init__(request, period, at=at)
        self.boxes = self.form_kind.BOXES
        self.savings = [row for row in savings_with_posts() if self.is_of_person(row)]
        self.filter = MonthFilter(request.GET, choices=self._choices())
        note_filters(request, self.filter)
        self.year = int(self.filter.chosen("year") or financial_year(period.month))
        self.savings = [row for row in self.savings if self._is_asked(row)]
        self.read(at=at)
        self.read_sent()

    @abstractmethod
    def is_of_person(self, row: Saving) -> bool:
        """Tell whether a saving is in the person's table at all."""

    def read(self, *, at: datetime) -> None:
        """Read what is in force of each saving at a moment."""
        self.by_ref = {row.ref: row for row in self.savings}
        keys = [row.pk for row in self.savings]
        self.newest = newest_amounts(year=self.year, at=at, among=keys)
        self.validations = newest_validations(year=self.year, at=at, among=keys)
        self.savings.sort(key=lambda row: (row.pk not in self.newest, row.ref))

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

    @property
    def count(self) -> int:  # type: ignore[override]
        """Return how many savings the table has."""
        return len(self.savings)

    def read_again(self) -> None:
        """Read what is in force, others having written meanwhile."""
        self.read(at=UNDER_LOCKS)

    def in_turn(self) -> list[Saving]:
        """Return the savings, those with amounts first."""
        return self.savings

    def shown(self, row: Saving, form: Form, clash: Clash) -> MonthRow[Form]:
        """Return a saving with its form and what is in force."""
        return MonthRow(
            saving=row,
            form=form,
            amounts=self.newest.get(row.pk),
            validation=self.validations.get(row.pk),
            clash=clash,
            refusals=self.refusals_of(row),
        )

    def sheet(self, **besides: Any) -> HttpResponse:
        """Return the page of the year that is asked for."""
        return super().sheet(year=self.year, **besides)

    def refusals_of(self, row: Saving) -> tuple[str, ...]:
        """Return why this person may not write a row of the table."""
        return ()

    def differences(self, row: Saving, form: Form) -> Clash:
        """Return label, saved now and typed of each amount that others saved meanwhile."""
        now, found = self.newest.get(row.pk), []
        for name in AMOUNTS:
            stored = getattr(now, name) if now else None
            typed = form.cleaned_data.get(name)
            if name in form.fields and (stored or None) != (typed or None):
                words = [
                    printed_pounds(amount) if amount is not None else "–"
                    for amount in (stored, typed)
                ]
                found.append((str(form.fields[name].label), words[0], words[1]))
        return tuple(found)
