"""How a month's entry is tried: every fault at once, a conflict beside its row (DESIGN 4a.1)."""

from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from django.http import HttpResponse
from django.utils.functional import cached_property

from irp.actions import Refused, whole
from irp.attempts import Clash, clash_of
from irp.form_rendering import error_list
from irp.models import User
from irp.pages import SignedIn, page
from irp.presenters import Pages
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.numbers import counted
from irp.sent import may_come_again, take_effect
from kpis.actions import FaultyReadings, ReadingsRecorded, record_readings
from kpis.forms.entry import EntryRowForm
from kpis.readings import EntryRow, answered_for, compositions, entry_rows

ROWS = 60  # on a page
FEW = 8  # rows that a narrow window shows without folding them by aim
END = "-version"


class ShownRow(NamedTuple):
    """A row with its form, and what was recorded meanwhile."""

    row: EntryRow
    form: EntryRowForm
    met: Clash | None


class EntryGroup(NamedTuple):
    """The rows of one aim's indicators."""

    aim: str
    rows: tuple[ShownRow, ...]

    @property
    def words(self) -> str:
        """Return "A Well-run Council: 19 indicators, 3 entered"."""
        entered = sum(bool(shown.row.printed) for shown in self.rows)
        return f"{self.aim}: {counted(len(self.rows), 'indicator')}, {entered} entered"


def _aim(shown: ShownRow) -> str:
    return shown.row.indicator.aim.name


class EntryAttempt:
    """The indicators of a month's entry, a form for each that was sent, and what became of them.

    `refusals` speak of the whole; `clashes` show by reference what was recorded meanwhile.
    """

    def __init__(self, request: SignedIn, *, month: date, at: datetime) -> None:
        self.request, self.month, self.at = request, month, at
        every = request.user.has_perm("kpis.set_target")  # the CPMO
        made = compositions(Now(at))
        asked = answered_for(request.user, every=every)
        self.indicators = [row for row in asked if row.ref not in made]
        self.forms: dict[str, EntryRowForm] = {}
        self.clashes: dict[str, Clash] = {}
        self.refusals: list[str] = []
        if request.method == "POST":
            self._bind()

    @cached_property
    def rows(self) -> dict[str, EntryRow]:
        """Return the rows of the month, by reference."""
        return {row.indicator.ref: row for row in entry_rows(self.indicators, month=self.month)}

    def _bind(self) -> None:
        """Bind the rows that were sent; what was typed for one that is there no more is said."""
        sent = [name.removesuffix(END) for name in self.request.POST if name.endswith(END)]
        for ref in sent:
            if row := self.rows.get(ref):
                self.forms[ref] = self._form(row, is_sent=True)
            elif self.request.POST.get(f"{ref}-value", "").strip():
                self.refusals.append(
                    f"{ref} is not among your indicators of this month any more. Copy what you "
                    "typed for it, then open this page again."
                )

    def _form(self, row: EntryRow, *, is_sent: bool = False) -> EntryRowForm:
        data = self.request.POST if is_sent else None
        return EntryRowForm(data, row=row, on=london_day(self.at))

    @property
    def filled(self) -> dict[str, EntryRowForm]:
        """Return the forms of the rows that somebody filled in."""
        return {ref: form for ref, form in self.forms.items() if form.is_filled}

    @property
    def status(self) -> int:
        """Return the status of the answer: 422 for faults, 409 for conflicts, else 200."""
        if self.clashes:
            return 409
        refused = self.refusals or any(form.errors for form in self.filled.values())
        return 422 if refused else 200

    @property
    def faults(self) -> list[dict[str, str]]:
        """Return what the error summary lists, each fault with its row and linked to its box."""
        return [{"text": words} for words in self.refusals] + [
            fault | {"text": f"{ref}: {fault['text']}"}
            for ref, form in self.filled.items()
            for fault in error_list(form)
        ]

    def enter(self, *, by: User) -> ReadingsRecorded | None:
        """Return what the act made of the rows; None where the forms or the act refused."""
        filled = self.filled
        if not filled and not self.refusals:
            self.refusals.append("Enter at least one reading")
        are_valid = [form.is_valid() for form in filled.values()]
        if self.refusals or not all(are_valid):
            return None
        entries = [(form.indicator, form.reading()) for form in filled.values()]

        def once() -> ReadingsRecorded:
            take_effect(self.request)
            recorded = record_readings(entries, by=by, at=self.at)
            if recorded.clashes:
                may_come_again(self.request)
            return recorded

        try:
            recorded = whole(once, tries=1)
        except FaultyReadings as faulty:
            forms = list(filled.values())
            for place, faults in faulty.faults.items():
                for name, fault in faults.items():
                    form = forms[place]
                    form.add_error(name if name in form.fields else None, fault)
            return None
        except Refused as refused:
            self.refusals += refused.reasons
            return None
        self.request.took_effect = not recorded.clashes
        self._meet(recorded)
        return recorded

    def _meet(self, recorded: ReadingsRecorded) -> None:
        """Show what was recorded meanwhile beside what was typed; other rows are drawn anew."""
        forms = {}
        for ref, reading in recorded.clashes.items():
            form = forms[ref] = self.forms[ref]
            self.clashes[ref] = clash_of(form, reading)
            form.see_again(reading)
        self.forms = forms
        if forms:
            del self.rows  # the other rows have been recorded by now: what is counted is read anew

    def sheet(self, months: list[date]) -> HttpResponse:
        """Return the page: what was typed where something was refused, else the rows."""
        leaf = None
        shown = list(self.rows.values())
        if self.request.method == "POST":
            shown = [row for row in shown if row.indicator.ref in self.forms]
        else:
            leaf = Pages(shown, ROWS).get_page(self.request.GET.get("page"))
            shown = list(leaf)
        rows = [
            ShownRow(
                row,
                self.forms.get(row.indicator.ref) or self._form(row),
                self.clashes.get(row.indicator.ref),
            )
            for row in shown
        ]
        context = {
            "month": self.month,
            "months": months,
            "groups": [EntryGroup(name, tuple(some)) for name, some in groupby(rows, _aim)],
            "folds": len(rows) > FEW,
            "leaf": leaf,
            "entered": sum(row.month in row.known.values for row in self.rows.values()),
            "all_rows": len(self.rows),
            "faults": self.faults,
            "clash": bool(self.clashes),
            "failed": self.status != 200,
        }
        return page(self.request, "kpis/readings_enter.html", context, status=self.status)
