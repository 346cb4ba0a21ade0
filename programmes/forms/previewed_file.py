"""A form that takes a file, shows what it would do, and does it once that is confirmed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from irp.rules.csv_rows import MOST_BYTES, CellFault

MOST_FAULTS = 30  # named at once; the rest are counted
NO_FILE = "Choose the file"


class PreviewedFile(forms.Form):
    """The file, or what its preview read from it; `seen` is the mark of that preview."""

    file = forms.FileField(label="File (CSV or JSON)", required=False, label_suffix=" ")
    file_text = forms.CharField(
        required=False, strip=False, max_length=MOST_BYTES, widget=forms.HiddenInput
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = ""
        self.planned: Sequence[Any] = []
        self.faults: Sequence[CellFault] = []
        # The file comes after what is said of it.
        self.order_fields([name for name in self.fields if name not in PreviewedFile.base_fields])

    def read(self, content: bytes) -> tuple[Sequence[Any], Sequence[CellFault]]:
        """Return what a file would do, row by row, and every fault of it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Read the file, a new one before that of the preview; every fault names its line."""
        entered = super().clean() or self.cleaned_data
        if {"file_text", "file"} & set(self.errors):
            return entered
        file = entered.get("file")
        content = file.read(MOST_BYTES + 1) if file else entered.get("file_text", "").encode()
        if not content.strip():
            self.add_error("file", NO_FILE)
            return entered
        self.planned, self.faults = self.read(content)
        # What is drawn back is what was read; a file that is none is chosen again.
        self.text = content.decode("utf-8-sig", "ignore") if self.planned else ""
        for fault in self.faults[:MOST_FAULTS]:
            words = str(fault)
            self.add_error(None, words[:1].upper() + words[1:])
        if (more := len(self.faults) - MOST_FAULTS) > 0:
            self.add_error(None, f"And {more} more. Correct these first")
        return entered

    def read_anew(self) -> None:
        """Read the same file again, where what it is read against has changed meanwhile."""
        self.planned, self.faults = self.read(self.text.encode())

    @property
    def is_read(self) -> bool:
        """Tell whether a file was read without a fault: its effect can be shown."""
        self.is_valid()  # reads the file, where nothing has yet
        return bool(self.planned) and not self.faults
