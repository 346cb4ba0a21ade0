"""How a month of savings is tried: every fault at once, a conflict beside its row (Rule 26)."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.forms.boundfield import BoundField
from django.http import HttpResponse

from irp.actions import NotOpen, Refused, whole
from irp.asked import note_filters
from irp.field_messages import messages_of
from irp.form_rendering import error_list
from irp.models import ReportingPeriod
from irp.pages import SignedIn, page
from irp.presenters import Pages
from irp.rules.financial_years import financial_year, year_words
from irp.rules.money import printed_pounds
from irp.sent import may_come_again, take_effect
from programmes.actions.saving_month import FaultySavings, MonthEntered
from programmes.forms.saving_month import AMOUNTS, MonthFilter, MonthRowForm
from programmes.models import Saving, SavingAmounts, SavingValidation
from programmes.readings.saving_rows import newest_amounts, newest_validations, savings_with_posts

ROWS = 200  # of a page: what is entered and saved at once
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


class MonthAttempt(ABC, Generic[Form]):
    """The savings of a month as a table, and what became of what was sent of it."""

    template: str
    form_kind: type[Form]

    def __init__(self, request: SignedIn, period: ReportingPeriod, *, at: datetime) -> None:
        self.request, self.period, self.at = request, period, at
        self.refusals: list[str] = []
        self.savings = [row for row in savings_with_posts() if self.is_of_person(row)]
        self.filter = MonthFilter(request.GET, choices=self._choices())
        note_filters(request, self.filter)
        self.year = int(self.filter.chosen("year") or financial_year(period.month))
        self.savings = [row for row in self.savings if self._is_asked(row)]
        self.read()
        self.sent = (
            [ref for ref in self._named() if ref in self.by_ref] if request.method == "POST" else []
        )
        self.forms = {ref: self.form(self.by_ref[ref], request.POST) for ref in self.sent}
        self.clashes: dict[str, Saving] = {}

    @abstractmethod
    def is_of_person(self, row: Saving) -> bool:
        """Tell whether a saving is in the person's table at all."""

    @abstractmethod
    def form(self, row: Saving, data: Mapping[str, Any] | None) -> Form:
        """Return the form of a row."""

    @abstractmethod
    def act(self, entries: dict[str, Any]) -> MonthEntered[Any]:
        """Write what was entered, by reference."""

    def read(self) -> None:
        """Read what is in force of each saving."""
        self.by_ref = {row.ref: row for row in self.savings}
        keys = [row.pk for row in self.savings]
        self.amounts = newest_amounts(year=self.year, at=self.at, among=keys)
        self.validations = newest_validations(year=self.year, at=self.at, among=keys)
        self.savings.sort(key=lambda row: (row.pk not in self.amounts, row.ref))

    def _named(self) -> list[str]:
        """Return the references of the rows of which a box was sent."""
        sent, end = self.request.POST, "-version"
        refs = [name.removesuffix(end) for name in sent if name.endswith(end)]
        return [ref for ref in refs if any(f"{ref}-{box}" in sent for box in self.form_kind.BOXES)]

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
    def touched(self) -> dict[str, Form]:
        """Return the forms of the rows that somebody filled in or changed."""
        return {ref: form for ref, form in self.forms.items() if form.has_changed()}

    def enter(self) -> MonthEntered[Any] | None:
        """Return what the act made of the rows; None where the forms or the act refused."""
        if self.request.POST.get("period") != self.period.slug:
            self.refusals.append(
                f"The open month is {self.period} now. Read what stands here, then save again."
            )
            return None
        touched = self.touched
        are_valid = [form.is_valid() for form in touched.values()]  # each says all its faults
        if not all(are_valid):
            return None
        entries = {ref: form.entry() for ref, form in touched.items()}

        def once() -> MonthEntered[Any]:
            take_effect(self.request)
            done = self.act(entries)
            if done.clashes:
                may_come_again(self.request)
            return done

        try:
            done = whole(once, tries=1)
        except FaultySavings as faulty:
            for ref, faults in faulty.faults.items():
                for name, fault in faults.items():
                    self.forms[ref].add_error(name, fault)
            return None
        except NotOpen:
            raise
        except Refused as refused:
            self.refusals += refused.reasons
            return None
        self.request.took_effect = not done.clashes
        self.clashes = done.clashes
        return done

    @property
    def status(self) -> int:
        """Return the status of the answer: 422 for faults, 409 for conflicts, else 200."""
        if self.clashes:
            return 409
        faulty = any(form.errors for form in self.forms.values())
        return 422 if self.refusals or faulty else 200

    @property
    def faults(self) -> list[dict[str, str]]:
        """Return what the error summary lists, each fault with its row and linked to its box."""
        return [{"text": words} for words in self.refusals] + [
            fault | {"text": f"{ref}: {fault['text']}"}
            for ref, form in self.forms.items()
            for fault in error_list(form)
        ]

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

    def seen_again(self, row: Saving, form: Form) -> Form:
        """Return the form with the version that the conflict has just shown."""
        data = form.data.copy()  # type: ignore[attr-defined]
        for name, value in self.versions(row).items():
            data[f"{row.ref}-{name}"] = str(value)
        return self.form(row, data)

    def versions(self, row: Saving) -> dict[str, int]:
        """Return the keys of what is in force, by the hidden boxes of a row."""
        now = self.amounts.get(row.pk)
        return {"version": now.pk if now else 0}
