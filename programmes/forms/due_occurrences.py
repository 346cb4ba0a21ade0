"""The form of one occurrence among the rows of a return; what nobody touches is not written."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Prose
from irp.rules.numbers import whole_number
from programmes.actions.occurrences import OccurrenceReport
from programmes.facts.occurrences import DueKey
from programmes.forms.occurrences import OccurrenceForm
from programmes.models import Occurrence
from programmes.words import Turn

PREFIX = re.compile(r"due-([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)", re.ASCII)
BOXES = ("turn", "done_on", "reason")


def prefix_of(due: DueKey) -> str:
    """Return what the names of an occurrence's boxes begin with: "due-2026-10-31-HOU-20"."""
    return f"due-{due.due_on:%Y-%m-%d}-{due.ref}"


def due_named(prefix: str) -> DueKey | None:
    """Return the occurrence whose boxes begin with this, None for anything else."""
    found = PREFIX.fullmatch(prefix)
    try:
        return DueKey(found[2], date.fromisoformat(found[1])) if found else None
    except ValueError:
        return None


class DueForm(OccurrenceForm):
    """What became of one occurrence, small enough to stand below its row."""

    period = None  # type: ignore[assignment]  # the page is of one month: its address says which
    draft = None  # type: ignore[assignment]  # and says once that the return was one
    turn = forms.TypedChoiceField(
        label=label_of(Occurrence, "turn"),
        coerce=Turn,
        choices=[("", "Choose what became of it"), *Turn.choices()],
        error_messages={"required": "Choose what became of it"},
    )
    done_on = DayEntry(
        label=label_of(Occurrence, "done_on"), label_suffix="(if held)", required=False
    )
    reason = Prose(
        label=label_of(Occurrence, "reason"),
        label_suffix="(if missed or not needed)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, of: DueKey, seen: Occurrence | None
    ) -> None:
        super().__init__(
            data, prefix=prefix_of(of), empty_permitted=True, use_required_attribute=False
        )
        self.of, self.initial = of, self.initial_of(seen)
        if data is not None:
            self.initial["version"] = self.sent_version(data, of)

    @staticmethod
    def sent_version(data: Mapping[str, Any], of: DueKey) -> int:
        """Return which version of the entry the person saw, 0 where that cannot be read."""
        return whole_number(str(data.get(f"{prefix_of(of)}-version", ""))) or 0

    def entered(self, *, month: date) -> OccurrenceReport:
        """Return what was entered for a month, for the act."""
        return OccurrenceReport(due_on=self.of.due_on, month=month, **self.cleaned_data)
