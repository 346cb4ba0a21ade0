"""The form of one asset or lot among many of a month: how far its sale has come (Rule 25)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from irp.fields import label_of
from irp.forms import DayEntry, Line, MoneyEntry
from programmes.actions.lots import ProgressEntry
from programmes.forms.saving_month import MonthRowForm
from programmes.models import LotProgress
from programmes.readings.receipts import PROGRESS
from programmes.rules.receipts import MONEY, progress_faults


def _day(name: str) -> DayEntry:
    return DayEntry(label=label_of(LotProgress, name), required=False)


def _amount(name: str) -> MoneyEntry:
    return MoneyEntry(label=label_of(LotProgress, name), required=False)


class ProgressForm(MonthRowForm):
    """A lot's progress; the newest stands in the boxes, and is written if something changed."""

    BOXES = ("expected", "note")
    expected = _amount("expected")
    expected_on = _day("expected_on")
    agreed = _amount("agreed")
    agreed_on = _day("agreed_on")
    exchanged = _amount("exchanged")
    exchanged_on = _day("exchanged_on")
    completed = _amount("completed")
    completed_on = _day("completed_on")
    received = _amount("received")
    received_on = _day("received_on")
    withdrawn = forms.BooleanField(label="Withdrawn from sale", required=False)
    note = Line(label=label_of(LotProgress, "note"), required=False, max_length=1000)
    same = forms.BooleanField(label="No change", required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, ref: str, initial: dict[str, Any], on: date
    ) -> None:
        super().__init__(data, ref=ref, initial=initial)
        self.on = on

    @staticmethod
    def initial_of(row: LotProgress | None) -> dict[str, Any]:
        """Return what is in force; the note of a month is its own."""
        if row is None:
            return {"version": 0}
        values = {name: getattr(row, name) for name in PROGRESS if name != "note"}
        return values | {"version": row.pk}

    def clean(self) -> dict[str, Any]:
        """Hold the sale to the rule: each stage whole, after the one before it, reached."""
        entered = super().clean() or self.cleaned_data
        if entered.get("same") and set(self.changed_data) - {"same", "note", "version"}:
            self.add_error("same", "Untick “No change”, or leave the sale as it was")
        unread = {name.removesuffix("_on") for name in self.errors}
        for name, fault in progress_faults(entered, on=self.on).items():
            if name.removesuffix("_on") not in unread:
                self.add_error(name, fault)
        return entered

    def entry(self) -> ProgressEntry:
        """Return what was entered, for the act."""
        values = dict(self.cleaned_data)
        del values["same"]
        return ProgressEntry(**values)

    @property
    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """Return the boxes of each step: its day and its amount."""
        return [(self[f"{name}_on"], self[name]) for name in MONEY]


class LotMonthFilter(forms.Form):
    """Which assets and lots to enter."""

    programme = forms.ChoiceField(label="Programme", required=False)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "Those still to be sold or paid"), ("all", "All")],
    )
    lot = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, Any], *, programmes: list[tuple[str, str]]) -> None:
        super().__init__(asked, auto_id="id_filter_%s")
        field: Any = self.fields["programme"]
        field.choices = [("", "Any"), *programmes]

    def chosen(self, name: str) -> str:
        """Return what is chosen, "" for nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
