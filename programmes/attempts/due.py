"""How the occurrences below the rows of a month's entry are tried, each beside its own row."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from irp.attempts import Clash, clash_of
from irp.context import settings_of
from irp.forms import hold_to_window
from irp.pages import SignedIn
from programmes.actions.occurrences import OccurrenceReport
from programmes.facts.occurrences import DueKey
from programmes.forms.due_occurrences import BOXES, DueForm, due_named, prefix_of
from programmes.models import Occurrence, Return
from programmes.readings.due_occurrences import (
    DueOccurrence,
    due_occurrences,
    occurrences_as_seen,
)
from programmes.readings.open_rows import OpenRow
from programmes.rules.occurrences import Told, due_faults

MOST_DUE = 6  # of a row on the page, the newest; the milestone's own page has them all
END = "-version"


class DueShown(NamedTuple):
    """An occurrence as the page shows it: which, its form, the conflict above it."""

    due: DueKey
    form: DueForm
    clash: Clash | None


class DueForms:
    """The occurrences of a return's rows, a form for each that was sent, and what became of them.

    `refusals` speak of what is reported no more; `clashes` show what was saved meanwhile.
    """

    def __init__(self, request: SignedIn, ret: Return, rows: Iterable[OpenRow]) -> None:
        self.request, self.ret = request, ret
        self.forms: dict[DueKey, DueForm] = {}
        self.clashes: dict[DueKey, Clash] = {}
        self.refusals: list[str] = []
        self.due: dict[DueKey, DueOccurrence] = {}
        self.read(rows)
        if request.method == "POST":
            self._bind()

    def read(self, rows: Iterable[OpenRow]) -> None:
        """Read which occurrences are to be reported, and what the month says of them."""
        self.due = due_occurrences(self.ret, [row.milestone for row in rows])

    def _bind(self) -> None:
        """Bind what was sent; each is compared with what the person saw of it."""
        sent = [name.removesuffix(END) for name in self.request.POST if name.endswith(END)]
        named = [due for prefix in sent if (due := due_named(prefix))]
        versions = {due: DueForm.sent_version(self.request.POST, due) for due in named}
        seen = occurrences_as_seen(self.due, versions)
        for due in named:
            occurrence = self.due.get(due)
            if occurrence is None:
                self._tell_of_lost(due)
                continue
            as_seen = seen.get(due, occurrence.reported) if versions[due] else None
            self.forms[due] = self._form(due, as_seen, is_sent=True)

    def _tell_of_lost(self, due: DueKey) -> None:
        """Refuse what was typed for an occurrence that is reported no more: nothing is dropped."""
        boxes = (self.request.POST.get(f"{prefix_of(due)}-{name}", "") for name in BOXES)
        if any(words.strip() for words in boxes):
            self.refusals.append(
                f"{due} is not among the occurrences to report any more. Copy what you typed for "
                "it, then open this page again."
            )

    def _form(self, due: DueKey, seen: Occurrence | None, *, is_sent: bool = False) -> DueForm:
        form = DueForm(self.request.POST if is_sent else None, of=due, seen=seen)
        hold_to_window(form, lambda: settings_of(self.request).window)
        return form

    def shown(self, ref: str) -> list[DueShown]:
        """Return a row's occurrences as the page shows them, oldest first, the newest alone."""
        return [
            DueShown(
                due=due,
                form=self.forms.get(due) or self._form(due, self.due[due].reported),
                clash=self.clashes.get(due),
            )
            for due in self._on_page(ref)
        ]

    def older(self, ref: str) -> int:
        """Return how many occurrences of a row stand on its milestone's page alone."""
        return sum(due.ref == ref for due in self.due) - len(self._on_page(ref))

    def _on_page(self, ref: str) -> list[DueKey]:
        """Return the newest of a row's occurrences, and those that were sent."""
        own = [due for due in self.due if due.ref == ref]
        return [due for due in own if due in self.forms or due in own[-MOST_DUE:]]

    @property
    def touched(self) -> dict[DueKey, DueForm]:
        """Return the forms that somebody filled in or changed."""
        return {due: form for due, form in self.forms.items() if form.has_changed()}

    def tell(self, *, on: date) -> None:
        """Add what the rule says to what the forms refuse: all in one round."""
        touched = {due: form for due, form in self.touched.items() if not form.errors.get("turn")}
        told = {
            due: Told(
                form.cleaned_data["turn"],
                form.cleaned_data.get("done_on"),
                form.cleaned_data.get("reason", ""),
            )
            for due, form in touched.items()
        }
        held = {due: self.due[due].held for due in told}
        self.add(due_faults(told, held=held, on=on))

    def add(self, faults: dict[DueKey, dict[str, str]]) -> None:
        """Add faults to the boxes that have none."""
        for due, own in faults.items():
            for name, fault in own.items():
                if name not in self.forms[due].errors:
                    self.forms[due].add_error(name, fault)

    @property
    def are_valid(self) -> bool:
        """Tell whether nothing refuses what was filled in."""
        return not self.refusals and all(form.is_valid() for form in self.touched.values())

    def entries(self, *, month: date) -> dict[DueKey, OccurrenceReport]:
        """Return what was filled in, for the act."""
        return {due: form.entered(month=month) for due, form in self.touched.items()}

    def meet(self, clashes: dict[DueKey, Occurrence]) -> None:
        """Show what was saved meanwhile beside what was typed; the saved ones are drawn anew."""
        forms = {}
        for due, row in clashes.items():
            form = forms[due] = self.forms[due]
            self.clashes[due] = clash_of(form, row)
            form.see_again(row)
        self.forms = forms
