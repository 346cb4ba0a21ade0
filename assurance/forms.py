"""Forms of assurance; what a rule refuses stands as a message that says what to type."""

from datetime import date
from typing import Any

from django import forms

from assurance.models import Pack
from assurance.rules import JUDGEMENTS_DEFINED, Judgement
from irp.actions import Refused, planned_deadlines
from irp.form_rendering import DefinedRadios
from irp.models import ReportingPeriod
from irp.rules.calendar import PeriodDeadlines
from irp.rules.date_spans import WHAT_TO_TYPE
from irp.rules.plan_dates import (
    PlanDate,
    Precision,
    QuarterConvention,
    UnreadableDate,
    parse_entered_date,
)


class AssessForm(forms.Form):
    """One voice's assessment: the judgement is chosen anew each time (Rules 5 and 19)."""

    judgement = forms.ChoiceField(
        label="Judgement",
        choices=[(judgement.value, judgement.label) for judgement in Judgement],
        widget=DefinedRadios(definitions={j.value: JUDGEMENTS_DEFINED[j] for j in Judgement}),
    )
    rationale = forms.CharField(
        label="Rationale",
        help_text="Why you judge so, against what commissioners consider for this requirement.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    evidence_cited = forms.CharField(
        label="Evidence cited",
        help_text="Name each document, report or figure with its date.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def _entered(typed: str, *, precision: Precision, otherwise: str) -> PlanDate:
    """Read a date of one precision; raises ValidationError that says what to type."""
    try:
        entered = parse_entered_date(typed, quarters=QuarterConvention.FINANCIAL)
    except UnreadableDate as error:
        unknown = str(error) == WHAT_TO_TYPE
        raise forms.ValidationError(otherwise if unknown else str(error)) from error
    if entered.precision is not precision:
        raise forms.ValidationError(otherwise)
    return entered


class PeriodOpenForm(forms.Form):
    """The month and its two boards; `deadlines` are worked back from the TIB (Rule 14)."""

    month = forms.CharField(
        label="Month",
        help_text="The month that the period reports on, for example October 2026",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    tib_on = forms.CharField(
        label="Day of the TIB",
        help_text=(
            "When the Transformation and Improvement Board meets, day first, for example "
            "24/11/2026 or 24 November 2026"
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    irb_on = forms.CharField(
        label="Day of the IRB",
        help_text=(
            "When the Improvement and Recovery Board meets, on or after the TIB, for example "
            "1/12/2026"
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    deadlines: PeriodDeadlines | None = None

    def clean_month(self) -> date:
        """Return the first day of the month typed."""
        otherwise = "Enter a month and its year, such as October 2026"
        entered = _entered(
            self.cleaned_data["month"], precision=Precision.MONTH, otherwise=otherwise
        )
        return entered.earliest or date.min

    def _day(self, name: str, board: str) -> date:
        otherwise = f"Enter the day of the {board}, day first, such as 24/11/2026"
        entered = _entered(self.cleaned_data[name], precision=Precision.DAY, otherwise=otherwise)
        return entered.latest or date.min

    def clean_tib_on(self) -> date:
        """Return the day of the TIB."""
        return self._day("tib_on", "TIB")

    def clean_irb_on(self) -> date:
        """Return the day of the IRB."""
        return self._day("irb_on", "IRB")

    def clean(self) -> dict[str, Any]:
        """Work the deadlines back, or say why the period cannot be opened."""
        entered = super().clean() or self.cleaned_data
        if self.errors:
            return entered
        try:
            self.deadlines = planned_deadlines(**entered)
        except Refused as refused:
            raise forms.ValidationError(refused.reasons) from refused
        return entered

    @property
    def fingerprint(self) -> str:
        """Return what is confirmed: the month, the boards and every deadline, as one text."""
        if self.deadlines is None:
            return ""
        days = self.deadlines
        parts = [self.cleaned_data["month"], self.cleaned_data["irb_on"]]
        parts += [getattr(days, name) for name in type(days).__dataclass_fields__]
        return " ".join(part.isoformat() for part in parts)


class FreezeForm(forms.Form):
    """The confirmation of a freeze, which is for ever (Rule 16)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    reason = forms.CharField(
        label="Reason for freezing without the missing returns",
        help_text="It stands in the record of this period beside your name.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confirmed = forms.BooleanField(label="I have read the list and freeze this period for ever")

    def __init__(self, *args: Any, missing: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = missing > 0
        reason.error_messages["required"] = (
            "Enter the reason for freezing without the missing returns"
        )
        if not missing:
            reason.label = "Note for the record"

    def clean_seen(self) -> frozenset[str]:
        """Return the references of the programmes that the person was shown as missing."""
        return frozenset(self.cleaned_data["seen"].split())


class PackRequestForm(forms.Form):
    """What is asked of a pack: again, as final, or corrected with a reason."""

    offer = forms.ChoiceField(
        choices=[("again", "Again"), ("issue", "Issue"), ("correct", "Correct")],
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label="Reason for the correction",
        help_text="It is printed in the new version, which supersedes this one.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = self["offer"].value() == "correct"


class PackFilterForm(forms.Form):
    """The list of packs narrowed by month and forum."""

    forum = forms.ChoiceField(
        label="Forum", required=False, choices=[("", "Both boards"), *Pack.Forum.choices]
    )
    period = forms.ModelChoiceField(
        label="Period",
        required=False,
        queryset=ReportingPeriod.objects.frozen(),
        to_field_name="month",
        empty_label="Every period",
    )
