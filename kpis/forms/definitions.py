"""The form of an indicator's definition (Rule 27)."""

from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.forms import Line, Prose, RowChoice, Versioned, WholeEntry
from irp.models import Post
from kpis.actions.definitions import DEFINED
from kpis.models import Indicator
from kpis.rules import LONGEST_LAG, UNITS, definition_faults
from kpis.words import NO_OWNER, Frequency, Polarity


class DefinitionForm(Versioned):
    """How an indicator is read, as it is stored; a blank box says that nobody has set it."""

    definition = Prose(
        label=label_of(Indicator, "definition"),
        required=False,
        max_length=2000,
        help_text="What the figure is, so that two people would arrive at the same one.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    numerator = Line(
        label=label_of(Indicator, "numerator"),
        required=False,
        max_length=200,
        help_text="For example, invoices paid within terms",
    )
    denominator = Line(
        label=label_of(Indicator, "denominator"),
        required=False,
        max_length=200,
        help_text="For example, invoices received in the month",
    )
    unit = forms.ChoiceField(label=label_of(Indicator, "unit"))
    polarity = forms.ChoiceField(
        label=label_of(Indicator, "polarity"),
        choices=Polarity.choices(),
        widget=forms.RadioSelect,
    )
    frequency = forms.ChoiceField(
        label=label_of(Indicator, "frequency"),
        required=False,
        choices=[("", "Not set"), *Frequency.choices()],
    )
    lag_months = WholeEntry(
        label=label_of(Indicator, "lag_months"),
        required=False,
        min_value=0,
        max_value=LONGEST_LAG,
        help_text="After the end of the data. 1: the figure of June is due by the end of July.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
    )
    source_system = Line(label=label_of(Indicator, "source_system"), required=False, max_length=200)
    owner = RowChoice(
        label=label_of(Indicator, "owner"),
        queryset=Post.objects.order_by("title"),
        required=False,
        empty_label=NO_OWNER,
        help_text="The holder of this post may record its readings.",
    )
    is_survey = forms.BooleanField(label="The figures are from a survey", required=False)
    reason = Prose(
        label="Reason",
        max_length=500,
        help_text="Why this is set or changed. It stays in the record.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, indicator: Indicator, is_read: bool) -> None:
        stored = {name: getattr(indicator, name) for name in (*DEFINED, "version")}
        super().__init__(data, initial=stored)
        self.indicator, self.is_read = indicator, is_read
        units = dict.fromkeys([*UNITS, indicator.unit])  # a loaded plan may have others
        cast(forms.ChoiceField, self.fields["unit"]).choices = [(unit, unit) for unit in units]

    def clean(self) -> dict[str, Any]:
        """Hold the definition to the rule."""
        cleaned = super().clean() or {}
        frequency = cleaned.get("frequency")
        faults = definition_faults(
            unit=cleaned.get("unit", self.indicator.unit),
            unit_before=self.indicator.unit,
            frequency=Frequency(frequency) if frequency else None,
            lag_months=cleaned.get("lag_months"),
            numerator=cleaned.get("numerator", ""),
            denominator=cleaned.get("denominator", ""),
            is_read=self.is_read,
        )
        for name, fault in faults.items():
            if name not in self.errors:
                self.add_error(name, fault)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what is stored, by the names of the columns."""
        return {name: self.cleaned_data[name] for name in DEFINED}
