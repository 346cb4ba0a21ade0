"""The form in which commissioners confirm the quarters of the Assurance Plan (Rule 11)."""

from django import forms

from assurance.models import QuartersAct
from irp.fields import label_of
from irp.forms import DayEntry, Prose, Versioned
from irp.models import PlanSettings
from irp.rules.date_spans import for_example
from irp.rules.plan_dates import QuarterConvention


class QuartersForm(Versioned):
    """Which quarters, when it was decided and why; `confirmed` once it was shown what moves."""

    quarters = forms.TypedChoiceField(
        label="Quarters in the Commissioners’ Assurance Plan",
        coerce=QuarterConvention,
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose calendar or financial-year quarters"},
    )
    decided_on = DayEntry(
        label=label_of(QuartersAct, "decided_on"), help_text=for_example(3, 11, 2026)
    )
    reason = Prose(
        label=label_of(QuartersAct, "reason"),
        max_length=2000,
        help_text="Say who agreed it. Everybody who reads the plan sees this, and each date that "
        "moves keeps it in its history.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
