"""The form of a reading (Rule 27)."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.forms import MonthEntry, NumberEntry, Prose, Versioned
from kpis.models import Indicator, Reading
from kpis.rules import PENCE, PERCENT, PLACES, POUNDS, YES_NO, reading_faults
from kpis.words import Figure


class ReadingForm(Versioned):
    """A value with its data period, provisional or revised; nothing of it is prefilled.

    Its version is the key of the indicator's newest reading when it was opened, 0 for none.
    """

    month = MonthEntry(
        label=label_of(Reading, "month"),
        help_text="The month of the data, not of the report. For example, Jun 2026",
    )
    value = NumberEntry(
        label=label_of(Reading, "value"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    figure = forms.TypedChoiceField(
        label=label_of(Reading, "figure"),
        choices=Figure.choices(),
        coerce=Figure,
        widget=forms.RadioSelect,
    )
    note = Prose(
        label=label_of(Reading, "note"),
        required=False,
        max_length=1000,
        help_text="The source, numerator and denominator, or what changed in a revision.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, indicator: Indicator, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.on = indicator, on
        if indicator.unit == YES_NO:
            self.fields["value"] = forms.TypedChoiceField(
                label=label_of(Reading, "value"),
                choices=[("1", "Yes"), ("0", "No")],
                coerce=Decimal,
                widget=forms.RadioSelect,
            )
            return
        value = cast(NumberEntry, self.fields["value"])
        value.pounds, value.percent = indicator.unit in POUNDS, indicator.unit == PERCENT
        places, example = (PENCE, "1,234.50") if value.pounds else (PLACES, "12.5")
        value.help_text = f"In {indicator.unit}. At most {places} decimal places."
        value.error_messages["invalid"] = f"Enter a number such as {example}"

    def see_again(self, row: Reading) -> None:
        """Take the reading that a conflict has just shown for the newest."""
        self._show(version=row.pk)

    def entered(self) -> dict[str, Any]:
        """Return what is recorded, and the newest reading that was seen."""
        recorded = dict(self.cleaned_data)
        seen = recorded.pop("version")
        return recorded | {"seen": seen}

    def clean(self) -> dict[str, Any]:
        """Hold the reading to the rule; that the month was revised already is the act's to say."""
        cleaned = super().clean() or {}
        faults = reading_faults(
            unit=self.indicator.unit,
            month=cleaned.get("month"),
            value=cleaned.get("value"),
            revised=cleaned.get("figure") is Figure.REVISED,
            revised_already=False,
            on=self.on,
            over_100=self.indicator.over_100,
        )
        for name, fault in faults.items():
            self.add_error(name, fault)
        return cleaned
