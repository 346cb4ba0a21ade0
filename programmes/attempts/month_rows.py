"""How many rows of a month are tried at once: every fault, a conflict beside its row (DESIGN 4a).

What they have in common whose every row is one form: savings, assets and lots.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.forms.boundfield import BoundField
from django.http import HttpResponse

from irp.actions import NotOpen, Refused, whole
from irp.field_messages import messages_of
from irp.form_rendering import error_list
from irp.models import ReportingPeriod
from irp.pages import SignedIn, page
from irp.presenters import Pages
from irp.sent import may_come_again, take_effect
from programmes.actions.month_rows import FaultyRows, RowsEntered
from programmes.forms.saving_month import MonthRowForm
from programmes.models import Benefit, Lot, Saving

ROWS = 200  # of a page: what is entered and saved at once
Row = TypeVar("Row", Benefit, Lot, Saving)
Form = TypeVar("Form", bound=MonthRowForm)
Clash = tuple[
    tuple[str, str, str], ...
]  # of each box: its label, what is saved now, what was typed


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """A row of the month's table, and what others saved of it meanwhile."""

    clash: Clash = ()

    def told(self, box: BoundField) -> str:
        """Return what is wrong with a box, in the words of every form; "" for nothing."""
        return " ".join(str(message) for message in messages_of(box))


class MonthRowsAttempt(ABC, Generic[Row, Form]):
    """Rows of a month by reference, and what became of what was sent of them."""

    template: str
    boxes: tuple[str, ...]  # of a form; a row of which one was sent is tried
    filter: Any  # the form by which the rows are chosen
    count: int  # of the rows that the person may write
    newest: dict[int, Any]  # what is in force, by the key of the row

    def __init__(self, request: SignedIn, period: ReportingPeriod, *, at: datetime) -> None:
        self.request, self.period, self.at = request, period, at
        self.refusals: list[str] = []
        self.by_ref: dict[str, Row] = {}
        self.sent: list[str] = []
        self.forms: dict[str, Form] = {}
        self.clashes: dict[str, Row] = {}

    @abstractmethod
    def form(self, row: Row, data: Mapping[str, Any] | None) -> Form:
        """Return the form of a row."""

    @abstractmethod
    def act(self, entries: dict[str, Any]) -> RowsEntered[Row, Any]:
        """Write what was entered, by reference."""

    @abstractmethod
    def read_again(self) -> None:
        """Read what is in force, others having written meanwhile."""

    @abstractmethod
    def in_turn(self) -> Sequence[Row]:
        """Return the rows in the order of the page."""

    @abstractmethod
    def differences(self, row: Row, form: Form) -> Clash:
        """Return what others saved meanwhile beside what was typed, of each box that differs."""

    @abstractmethod
    def shown(self, row: Row, form: Form, clash: Clash) -> RowShown:
        """Return a row as the page shows it."""

    def versions(self, row: Row) -> dict[str, int]:
        """Return the keys of what is in force, by the hidden boxes of a row."""
        now = self.newest.get(row.pk)
        return {"version": now.pk if now else 0}

    def read_sent(self) -> None:
        """Read the forms that were sent of the rows that the person may write."""
        if self.request.method == "POST":
            self.sent = [ref for ref in self._named() if ref in self.by_ref]
            self.forms = {ref: self.form(self.by_ref[ref], self.request.POST) for ref in self.sent}

    def _named(self) -> list[str]:
        """Return the references of the rows of which a box was sent."""
        sent, end = self.request.POST, "-version"
        refs = [name.removesuffix(end) for name in sent if name.endswith(end)]
        return [ref for ref in refs if any(f"{ref}-{box}" in sent for box in self.boxes)]

    @property
    def touched(self) -> dict[str, Form]:
        """Return the forms of the rows that somebody filled in or changed."""
        return {ref: form for ref, form in self.forms.items() if form.has_changed()}

    def enter(self) -> RowsEntered[Row, Any] | None:
        """Return what the act made of the rows; None where the forms or the act refused."""
        if self.request.POST.get("period") != self.period.slug:
            self.refusals.append(
                f"The open month is {self.period} now. Read what is here, then save again."
            )
            return None
        touched = self.touched
        are_valid = [form.is_valid() for form in touched.values()]  # each says all its faults
        if not all(are_valid):
            return None
        entries = {ref: form.entry() for ref, form in touched.items()}

        def once() -> RowsEntered[Row, Any]:
            take_effect(self.request)
            done = self.act(entries)
            if done.clashes:
                may_come_again(self.request)
            return done

        try:
            done = whole(once, tries=1)
        except FaultyRows as faulty:
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
        faulty = any(form.errors for form in self.touched.values())
        return 422 if self.refusals or faulty else 200

    @property
    def faults(self) -> list[dict[str, str]]:
        """Return what the error summary lists, each fault with its row and linked to its box."""
        return [{"text": words} for words in self.refusals] + [
            fault | {"text": f"{ref}: {fault['text']}"}
            for ref, form in self.touched.items()
            for fault in error_list(form)
        ]

    def seen_again(self, row: Row, form: Form) -> Form:
        """Return the form with the version that the conflict has just shown."""
        data = form.data.copy()  # type: ignore[attr-defined]
        for name, value in self.versions(row).items():
            data[f"{form.prefix}-{name}"] = str(value)
        return self.form(row, data)

    def sheet(self, **besides: Any) -> HttpResponse:
        """Return the page: what was typed where something was refused, else the rows."""
        if self.clashes:
            self.read_again()
        rows: Sequence[Row] = [self.by_ref[ref] for ref in self.clashes or self.sent]
        leaf = None
        if self.request.method != "POST":
            leaf = Pages(self.in_turn(), ROWS).get_page(self.request.GET.get("page"))
            rows = list(leaf)
        context = {
            "period": self.period,
            "rows": [self._row(row) for row in rows],
            "leaf": leaf,
            "filter_form": self.filter,
            "faults": self.faults,
            "clash": bool(self.clashes),
            "entered": sum(row.period_id == self.period.pk for row in self.newest.values()),
            "count": self.count,
            "failed": self.status != 200,
        }
        return page(self.request, self.template, context | besides, status=self.status)

    def _row(self, row: Row) -> RowShown:
        form = self.forms.get(row.ref) or self.form(row, None)
        if row.ref not in self.clashes:
            return self.shown(row, form, ())
        return self.shown(row, self.seen_again(row, form), self.differences(row, form))
