"""A file of rows that a person sends: its form, and what it would do, before it is saved."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django import forms

from irp.forms.numbers import WholeEntry
from irp.rules.csv_rows import CellFault

Load = TypeVar("Load")
Texts = tuple[tuple[str, str, str], ...]  # label, stored, in the file


@dataclass(frozen=True, kw_only=True)
class RowShown:
    """A row as the preview shows it: where it stands, its record, what differs."""

    line: int
    ref: str
    title: str
    texts: Texts = ()


@dataclass
class ReadFile(Generic[Load]):
    """A file as it was read: its faults, what it would save, what was changed since."""

    faults: list[CellFault] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    stale: list[RowShown] = field(default_factory=list)  # changed since the file was made

    @property
    def may_load(self) -> bool:
        """Tell whether all of it can be saved."""
        return bool(self.loads) and not self.faults and not self.stale


class RowsFileForm(forms.Form):
    """The file that a person chooses; its text is sent again to confirm what was shown."""

    file = forms.FileField(
        label="CSV file",
        label_suffix="(UTF-8)",
        required=False,
        help_text="Download the file below, change it in a spreadsheet, and save it as CSV UTF-8.",
    )
    file_text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    seen = WholeEntry(required=False, min_value=0, widget=forms.HiddenInput)  # what it was beside
    asked = forms.CharField(required=False, widget=forms.HiddenInput)  # the units it was shown in
