"""The forms of a reading and of a target, and which indicators a list shows (Rules 25 and 27)."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Line, MonthEntry, NumberEntry, Prose, Versioned
from kpis.models import Indicator, Reading, Target
from kpis.readings import beside, judged_so_far
from kpis.rules import (
    NOTHING,
    PENCE,
    PERCENT,
    PLACES,
    POUNDS,
    YES_NO,
    reading_faults,
    target_faults,
)
from kpis.words import Figure, Yardstick


def value_entry(indicator: Indicator, *, label: str, unless: str = "") -> forms.Field:
    """Return the box of a value in an indicator's unit, which says how it is typed.

    `unless` says when it may be left empty.
    """
    named: dict[str, Any] = {"label": label, "required": not unless, "label_suffix": unless or None}
    if indicator.unit == YES_NO:
        return forms.TypedChoiceField(
            **named,
            choices=[("1", "Yes"), ("0", "No")],
            coerce=Decimal,
            empty_value=None,
            widget=forms.RadioSelect,
        )
    pounds = indicator.unit in POUNDS
    places, example = (PENCE, "1,234.50") if pounds else (PLACES, "12.5")
    total = " What there is in all, up to the end of the month." if indicator.cumulative else ""
    return NumberEntry(
        **named,
        pounds=pounds,
        percent=indicator.unit == PERCENT,
        help_text=f"In {indicator.unit}. At most {places} decimal places.{total}",
        error_messages={"invalid": f"Enter a number such as {example}"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


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
        cast(MonthEntry, self.fields["month"]).until = on
        self.fields["value"] = value_entry(indicator, label=label_of(Reading, "value"))

    def see_again(self, row: Reading) -> None:
        """Take the reading that a conflict has just shown for the newest."""
        self._show(version=row.pk)

    def entered(self) -> dict[str, Any]:
        """Return what is recorded, and the newest reading that was seen."""
        recorded = dict(self.cleaned_data)
        seen = recorded.pop("version")
        return recorded | {"seen": seen}

    def clean(self) -> dict[str, Any]:
        """Hold the reading to the rule, beside those that stand already."""
        cleaned = super().clean() or {}
        month = cleaned.get("month")
        faults = reading_faults(
            unit=self.indicator.unit,
            month=month,
            value=cleaned.get("value"),
            revised=cleaned.get("figure") in {Figure.REVISED, None},  # what is missing is said
            on=self.on,
            over_100=self.indicator.over_100,
            cumulative=self.indicator.cumulative,
            beside=beside(self.indicator, month) if month else NOTHING,
        )
        for name, fault in faults.items():
            self.add_error(name, fault)
        return cleaned


class TargetForm(Versioned):
    """The next version of a target or benchmark; nothing of it is prefilled.

    Its version is the key of the newest version when it was opened, 0 for none.
    """

    kind = forms.TypedChoiceField(
        label=label_of(Target, "kind"),
        choices=Yardstick.choices(),
        coerce=Yardstick,
        widget=DefinedRadios(definitions={kind.value: kind.meaning for kind in Yardstick}),
    )
    value = forms.Field(label=label_of(Target, "value"))  # see `value_entry`
    is_none = forms.BooleanField(label="There is none from this month on", required=False)
    from_month = MonthEntry(
        label=label_of(Target, "from_month"),
        help_text="The first month of data that it holds for. For example, Apr 2026",
    )
    decided_by = Line(
        label=label_of(Target, "decided_by"),
        max_length=200,
        help_text="A person by their post, or a meeting with its date.",
    )
    reason = Prose(
        label=label_of(Target, "reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        label = str(self.fields["value"].label)
        self.fields["value"] = value_entry(indicator, label=label, unless="(or tick below)")

    def see_again(self, row: Target) -> None:
        """Take the version that a conflict has just shown for the newest."""
        self._show(version=row.pk)

    def entered(self) -> dict[str, Any]:
        """Return what is set, and the newest version that was seen."""
        entered = dict(self.cleaned_data)
        seen = entered.pop("version")
        del entered["is_none"]
        return entered | {"seen": seen}

    def clean(self) -> dict[str, Any]:
        """Hold the version to the rule, beside those that stand already."""
        cleaned = super().clean() or {}
        known = judged_so_far(self.indicator, cleaned.get("kind") or Yardstick.TARGET)
        faults = target_faults(
            unit=self.indicator.unit,
            over_100=self.indicator.over_100,
            cumulative=self.indicator.cumulative,
            value=cleaned.get("value"),
            is_none=bool(cleaned.get("is_none")),
            from_month=cleaned.get("from_month"),
            begun=known.begun,
            judged_until=known.until,
        )
        for name, fault in faults.items():
            if name not in self.errors:
                self.add_error(name, fault)
        return cleaned
