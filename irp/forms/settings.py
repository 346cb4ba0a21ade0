"""The form of the agreed assumptions (Rules 7, 11 and 14)."""

from typing import Any, cast

from django import forms

from irp.fields import WholeField
from irp.forms.entries import DayEntry, Line, Prose, Versioned
from irp.models import PlanSettings
from irp.rules.assumptions import DEADLINES, assumption_faults

QUARTERS = ("irp_quarters", "cap_quarters")
BEFORE = "working days before the TIB"
# Label, unit, and what a blank one asks for.
WHOLE_NUMBERS: dict[str, tuple[str, str, str]] = {
    "moves_watched": (
        "A forecast moves too often when it has moved",
        "times",
        "how many moves of a forecast are too many",
    ),
    "periods_watched": ("… within", "periods", "within how many periods moves are counted"),
    "narrative_alike_percent": (
        "A text has hardly changed when it is alike by",
        "%",
        "at how many per cent two texts count as alike",
    ),
    **{
        f"{step}_days": (label, BEFORE, f"how many {BEFORE} {what}")
        for step, label, what in (
            ("opens", "Period opens", "a period opens"),
            ("return_due", "Returns due", "returns are due"),
            ("sign_off", "SAO sign-off", "the SAO signs"),
            ("challenge", "CPMO challenge", "the CPMO’s challenge closes"),
            ("freeze", "Freeze", "a period is frozen"),
            ("issue", "Packs issued", "packs are issued"),
        )
    },
}


class SettingsForm(Versioned):
    """The agreed assumptions: what neither document says (Rules 7, 11 and 14)."""

    council = Line(label="Council", max_length=200)
    irp_quarters = forms.ChoiceField(
        label="Quarters in the Improvement and Recovery Plan",
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
        help_text=(
            "This applies to dates you enter from now on. Dates entered earlier do not change."
        ),
    )
    cap_quarters = forms.ChoiceField(
        label="Quarters in the Commissioners' Assurance Plan",
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
        help_text=(
            "The plan seems to use calendar quarters but does not say so. If you change this, its "
            "assurance dates are worked out again, so the commissioners must agree. You see how "
            "many move before anything is saved."
        ),
    )
    intervention_ends_on = DayEntry(
        label="The intervention ends on",
        error_messages={"required": "Enter the day on which the intervention ends"},
        help_text=(
            "The Assurance Plan says “October 2028”, read as the last day of that month. A date "
            "on or after it shows “at or after the end of the intervention”."
        ),
    )
    reason = Prose(
        label="Who agreed this, and when",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="This is shown in the history of the settings.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, unit, what) in WHOLE_NUMBERS.items():
            column = cast(WholeField, PlanSettings._meta.get_field(name))
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=column.least,
                max_value=column.most,
                error_messages={"required": f"Enter {what}"},
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

    def entered(self) -> dict[str, Any]:
        """Return the act's arguments: the assumptions, who agreed them, and the version seen."""
        said = {name: self.cleaned_data[name] for name in ("version", "reason")}
        return {"assumptions": self.assumptions(), **said}
