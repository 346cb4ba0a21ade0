"""The form of one benefit among many of a month: what was read of it (Rule 26)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import Line, NumberEntry
from programmes.actions.benefit_month import ReadingEntry
from programmes.forms.saving_month import MonthRowForm
from programmes.models import BenefitReading


class BenefitRowForm(MonthRowForm):
    """What was read of a benefit; nothing of it is prefilled, and an empty row is not written."""

    BOXES = ("value", "note")
    value = NumberEntry(
        label=label_of(BenefitReading, "value"),
        max_digits=14,
        decimal_places=2,
        pounds=True,
        percent=True,
    )
    note = Line(label=label_of(BenefitReading, "note"), required=False, max_length=1000)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, ref: str, **more: Any) -> None:
        super().__init__(data, ref=ref, **more)
        if data is not None:  # nobody types it: a row of which nothing else was sent is untouched
            self.initial["asked"] = data.get(f"{ref}-asked", "")

    def entry(self) -> ReadingEntry:
        """Return what was entered, for the act."""
        return ReadingEntry(**self.cleaned_data)


class BenefitMonthFilter(forms.Form):
    """Which benefits to enter."""

    programme = forms.ChoiceField(label="Programme", required=False)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "All"), ("unread", "Those not read this month")],
    )

    def __init__(self, asked: Mapping[str, Any], *, programmes: list[tuple[str, str]]) -> None:
        super().__init__(asked, auto_id="id_filter_%s")
        field: Any = self.fields["programme"]
        field.choices = [("", "Any"), *programmes]

    def chosen(self, name: str) -> str:
        """Return what is chosen, "" for nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
