"""The form of the agreed assumptions (Rules 7, 11 and 14)."""

from typing import Any, cast

from django import forms

from irp.fields import WholeField
from irp.forms.entries import DayEntry, Versioned
from irp.models import PlanSettings
from irp.rules.assumptions import DEADLINES, assumption_faults

QUARTERS = ("irp_quarters", "cap_quarters")
WHOLE_NUMBERS: dict[str, tuple[str, str]] = {
    "moves_watched": ("A forecast moves too often when it moved", "times"),
    "periods_watched": ("… within", "periods"),
    "narrative_alike_percent": ("A narrative hardly changed when alike by", "%"),
    "opens_days": ("Period opens", "working days before the TIB"),
    "return_due_days": ("Returns due", "working days before the TIB"),
    "sign_off_days": ("SAO sign-off", "working days before the TIB"),
    "challenge_days": ("CPMO challenge", "working days before the TIB"),
    "freeze_days": ("Freeze", "working days before the TIB"),
    "issue_days": ("Packs issued", "working days before the TIB"),
}


class SettingsForm(Versioned):
    """The agreed assumptions: what neither document says (Rules 7, 11 and 14)."""

    council = forms.CharField(label="Council", max_length=200)
    irp_quarters = forms.ChoiceField(
        label="Quarters in the Improvement and Recovery Plan",
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
    )
    cap_quarters = forms.ChoiceField(
        label="Quarters in the Commissioners' Assurance Plan",
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
        help_text="The plan reads as calendar quarters but does not say so.",
    )
    intervention_ends_on = DayEntry(label="The intervention ends on")
    reason = forms.CharField(
        label="Who agreed this, and when",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept in the history of the settings.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, unit) in WHOLE_NUMBERS.items():
            column = cast(WholeField, PlanSettings._meta.get_field(name))
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=column.least,
                max_value=column.most,
                error_messages={"invalid": "Enter a whole number"},
                widget=forms.TextInput(attrs={"suffix": unit, "class": "govuk-input--width-3"}),
            )
        self.order_fields(["version", "council", *QUARTERS, "intervention_ends_on", *WHOLE_NUMBERS])

    def clean(self) -> dict[str, Any]:
        """Hold the numbers to each other, by the rule that the act holds them to."""
        cleaned = super().clean() or {}
        if WHOLE_NUMBERS.keys() <= cleaned.keys():
            faults = assumption_faults(
                deadlines=[cleaned[f"{step}_days"] for step in DEADLINES],
                moves=cleaned["moves_watched"],
                periods=cleaned["periods_watched"],
            )
            for name, fault in faults.items():
                self.add_error(name, fault)
        return cleaned

    def assumptions(self) -> dict[str, Any]:
        """Return what is to be stored, by column."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"version", "reason"}
        }
