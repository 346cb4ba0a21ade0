"""The form of a new edition: its file, and the decision that approved it (Rule 18b)."""

from datetime import date
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose
from irp.rules.csv_rows import CellFault
from irp.rules.date_spans import for_example
from programmes.actions.editions import Approval
from programmes.forms.previewed_file import PreviewedFile
from programmes.models import PlanEdition
from programmes.rules.edition_rows import PlanBefore, RowPlan
from programmes.rules.editions import read_edition_file


class EditionForm(PreviewedFile):
    """The decision, and the file or what its preview read from it."""

    NEXT = "New edition"

    name = Line(
        label=label_of(PlanEdition, "name"), max_length=200, help_text="For example, Plan of 2027"
    )
    approver = Line(
        label=label_of(PlanEdition, "approver"), max_length=200, help_text="For example, Cabinet"
    )
    approved_on = DayEntry(
        label=label_of(PlanEdition, "approved_on"), help_text=for_example(30, 6, 2027)
    )
    minute = Line(label="Minute", max_length=100, help_text="Its number. For example, 4.2")
    note = Prose(
        label=label_of(PlanEdition, "note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, before: PlanBefore, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before

    def clean_approved_on(self) -> date:
        """Return the day of the decision, which is no day to come."""
        day: date = self.cleaned_data["approved_on"]
        if day > self.before.on:
            raise forms.ValidationError("Enter a day that is not in the future")
        return day

    def read(self, content: bytes) -> tuple[list[RowPlan], list[CellFault]]:
        """Return what the file does with each milestone, and every fault of it."""
        return read_edition_file(content, self.before)

    def approval(self) -> Approval:
        """Return the decision that is cited."""
        names = ("name", "approver", "approved_on", "minute", "note")
        return Approval(**{name: self.cleaned_data[name] for name in names})
