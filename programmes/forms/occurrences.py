"""Forms of recurring rows: what became of an occurrence, and the first date (Rule 10)."""

from datetime import date
from typing import Any

from django import forms

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Prose, Versioned
from irp.rules.date_spans import for_example
from programmes.actions.occurrences import OccurrenceReport
from programmes.forms.milestones import MonthlyForm
from programmes.models import Milestone, Occurrence
from programmes.words import Turn

HINTS = {
    Turn.HELD: "It took place. Enter the day, also where that was after its due day.",
    Turn.NOT_NEEDED: "There was no need for it. Give the reason.",
    Turn.MISSED: "It did not take place. Give the reason.",
}


class OccurrenceForm(MonthlyForm):
    """What became of one occurrence. Nothing is filled in from another one (Rule 5)."""

    turn = forms.TypedChoiceField(
        label=label_of(Occurrence, "turn"),
        coerce=Turn,
        choices=Turn.choices(),
        widget=DefinedRadios(definitions={key.value: words for key, words in HINTS.items()}),
    )
    done_on = DayEntry(
        label=label_of(Occurrence, "done_on"),
        label_suffix="(needed for Held)",
        required=False,
        help_text=f"For Held only. {for_example(30, 6, 2026)}",
    )
    reason = Prose(
        label=label_of(Occurrence, "reason"),
        label_suffix="(needed for Missed and Not needed)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def initial_of(row: Occurrence | None) -> dict[str, Any]:
        """Return the month's own entry to go on with, or an empty form."""
        names = ("turn", "done_on", "reason", "version")
        return {name: getattr(row, name) for name in names} if row else {"version": 0}

    def report(self, due_on: date) -> OccurrenceReport:
        """Return what was entered, for the act."""
        entered = dict(self.cleaned_data)
        return OccurrenceReport(due_on=due_on, month=entered.pop("period"), **entered)


class FirstDateForm(Versioned):
    """The day from which the occurrences of a row are counted."""

    first_on = DayEntry(
        label=label_of(Milestone, "first_on"),
        help_text="The day of the first occurrence. Each following one is counted from it. "
        + for_example(12, 1, 2026),
    )
