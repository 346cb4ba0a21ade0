"""The form of a new edition: its file, and the decision that approved it (Rule 18b)."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose
from programmes.actions.editions import Approval
from programmes.models import PlanEdition
from programmes.rules.csv_rows import MOST_BYTES, CellFault
from programmes.rules.editions import PlanBefore, RowPlan, read_edition_file

MOST_FAULTS = 30  # named at once; the rest are counted


class EditionForm(forms.Form):
    """The decision, and the file or what its preview read from it."""

    NEXT = "New edition"

    name = Line(
        label=label_of(PlanEdition, "name"), max_length=200, help_text="For example, Plan of 2027"
    )
    approver = Line(
        label=label_of(PlanEdition, "approver"), max_length=200, help_text="For example, Cabinet"
    )
    approved_on = DayEntry(
        label=label_of(PlanEdition, "approved_on"), help_text="For example, 30 6 2027"
    )
    minute = Line(label="Minute", max_length=100, help_text="Its number. For example, 4.2")
    note = Prose(
        label=label_of(PlanEdition, "note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(
        label="File of the edition (CSV or JSON)", required=False, label_suffix=" "
    )
    file_text = forms.CharField(
        required=False, strip=False, max_length=MOST_BYTES, widget=forms.HiddenInput
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, before: PlanBefore, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self.text = ""
        self.planned: list[RowPlan] = []
        self.faults: list[CellFault] = []

    def clean(self) -> dict[str, Any]:
        """Read the file, a new one before that of the preview; every fault names its line."""
        entered = super().clean() or self.cleaned_data
        if {"file_text", "file"} & set(self.errors):
            return entered
        file = entered.get("file")
        content = file.read(MOST_BYTES + 1) if file else entered.get("file_text", "").encode()
        if not content.strip():
            self.add_error("file", "Choose the file of the edition")
            return entered
        self.planned, self.faults = read_edition_file(content, self.before)
        # What is drawn back is what was read; a file that is none is chosen again.
        self.text = content.decode("utf-8-sig", "ignore") if self.planned else ""
        for fault in self.faults[:MOST_FAULTS]:
            said = str(fault)
            self.add_error(None, said[:1].upper() + said[1:])
        if (more := len(self.faults) - MOST_FAULTS) > 0:
            self.add_error(None, f"And {more} more. Correct these first")
        return entered

    @property
    def is_read(self) -> bool:
        """Tell whether a file was read without a fault: its effect can be shown."""
        self.is_valid()  # reads the file, where nothing has yet
        return bool(self.planned) and not self.faults

    def approval(self) -> Approval:
        """Return the decision that is cited."""
        names = ("name", "approver", "approved_on", "minute", "note")
        return Approval(**{name: self.cleaned_data[name] for name in names})
