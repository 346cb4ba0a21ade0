"""Forms of benefits: what one says, what was read of it, which a list shows (Rule 26)."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, NumberEntry, Prose, RowChoice, Versioned
from irp.models import Post
from irp.rules.date_spans import for_example
from programmes.figures.benefits import BenefitLine
from programmes.forms.list_filter import ANY, ProgrammesFilter
from programmes.models import Benefit, BenefitReading, Programme, Saving
from programmes.rules.benefits import benefit_faults
from programmes.words.benefits import BenefitGroup, BenefitKind, Better


def _number(name: str, hint: str = "") -> NumberEntry:
    return NumberEntry(
        label=label_of(Benefit, name),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=hint,
        pounds=True,
        percent=True,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


def _day(name: str, hint: str) -> DayEntry:
    return DayEntry(label=label_of(Benefit, name), required=False, help_text=hint)


class BenefitForm(Versioned):
    """What a benefit says."""

    title = Line(
        label=label_of(Benefit, "title"),
        max_length=300,
        error_messages={"required": "Enter what the benefit is"},
    )
    kind = forms.ChoiceField(label=label_of(Benefit, "kind"), choices=BenefitKind.choices())
    owner = RowChoice(
        label=label_of(Benefit, "owner"),
        queryset=Post.objects.order_by("title"),
        required=False,
        empty_label="Not named",
        help_text="A post in the service, whose holder still measures it after the programme "
        "closes.",
    )
    measure = Line(
        label=label_of(Benefit, "measure"),
        required=False,
        max_length=300,
        label_suffix="(needed unless it is counted as a saving)",
        help_text="For example, days to re-let an empty home",
    )
    unit = Line(
        label=label_of(Benefit, "unit"),
        required=False,
        max_length=40,
        help_text="For example, days, % or £",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    better = forms.ChoiceField(label=label_of(Benefit, "better"), choices=Better.choices())
    baseline = _number("baseline", "What it was before. In digits.")
    target = _number("target", "In digits.")
    target_on = _day("target_on", for_example(31, 3, 2028))
    review_on = _day(
        "review_on", f"When somebody checks whether it lasts. {for_example(31, 3, 2029)}"
    )
    saving = RowChoice(
        label=label_of(Benefit, "saving"),
        queryset=Saving.objects.order_by("ref"),
        required=False,
        empty_label="Not cashable",
        help_text="A benefit in money is counted as its saving, once.",
    )
    note = Prose(
        label=label_of(Benefit, "note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Say what the rule says with every other fault."""
        entered = super().clean() or self.cleaned_data
        if not self.errors:
            for name, fault in benefit_faults(entered).items():
                self.add_error(name, fault)
        return entered

    def values(self) -> dict[str, Any]:
        """Return what was entered by column."""
        others = {"version", "programme"}
        return {name: value for name, value in self.cleaned_data.items() if name not in others}

    @classmethod
    def initial_of(cls, row: Benefit) -> dict[str, Any]:
        """Return what a benefit says now."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}


class NewBenefitForm(BenefitForm):
    """A new benefit, with the programme that it is of."""

    field_order = ["title", "programme"]
    programme = RowChoice(
        label="Programme",
        queryset=Programme.objects.filter(closed_on__isnull=True).order_by("number"),
        error_messages={"required": "Choose the programme that it is of"},
    )


class BenefitReadingForm(Versioned):
    """What was read of a benefit for the open month; nothing of it is prefilled."""

    value = NumberEntry(
        label=label_of(BenefitReading, "value"),
        max_digits=14,
        decimal_places=2,
        pounds=True,
        percent=True,
        help_text="In digits.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    note = Prose(
        label=label_of(BenefitReading, "note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asked = forms.CharField(required=False, widget=forms.HiddenInput)


class BenefitFilter(ProgrammesFilter):
    """Which benefits to show."""

    programme = forms.ChoiceField(label="Programme", required=False)
    show = forms.ChoiceField(label="Show", required=False, choices=[ANY, *BenefitGroup.choices()])

    def matches(self, line: BenefitLine) -> bool:
        """Tell whether a benefit passes every filter in force."""
        programme = line.facts.programme
        own = {"show": {group.value for group in line.groups}, "programme": {programme}}
        return self._passes(own, {programme})
