"""The form of an opening position: its file, the tracker that it comes from, and its day (18c)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose
from irp.rules.csv_rows import CellFault
from irp.rules.date_spans import for_example
from programmes.actions.takeover import Tracker
from programmes.forms.previewed_file import PreviewedFile
from programmes.models import TakeOver
from programmes.rules.takeover import read_opening_file
from programmes.rules.takeover_plan import Ground, OpeningPlan


class TakeOverForm(PreviewedFile):
    """Which tracker, as at which day, and the file or what its preview read from it."""

    tracker = Line(
        label=label_of(TakeOver, "tracker"),
        max_length=200,
        help_text="For example, Excel tracker of the programme office",
    )
    position_on = DayEntry(
        label=label_of(TakeOver, "position_on"), help_text=for_example(31, 3, 2026)
    )
    note = Prose(
        label=label_of(TakeOver, "note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, ground: Callable[[date], Ground], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ground, self.on = ground, on

    def read(self, content: bytes) -> tuple[list[OpeningPlan], list[CellFault]]:
        """Return what the file takes over, and every fault; as at today where no day is read."""
        return read_opening_file(content, self.ground(self.position_on_entered))

    def clean_position_on(self) -> date:
        """Return the day, which is no day to come."""
        day: date = self.cleaned_data["position_on"]
        if day > self.on:
            raise forms.ValidationError("Enter a day that is not in the future")
        return day

    @property
    def position_on_entered(self) -> date:
        """Return the day of the position, today where none was entered rightly."""
        entered: date | None = self.cleaned_data.get("position_on")
        return entered or self.on

    def entered_tracker(self) -> Tracker:
        """Return what the position is taken over from."""
        return Tracker(
            **{name: self.cleaned_data[name] for name in ("tracker", "position_on", "note")}
        )
