"""The form of the agreed assumptions (Rules 7, 11, 14 and 18)."""

from typing import Any, cast

from django import forms

from irp.fields import WholeField, label_of
from irp.forms.entries import DayEntry, Name, Prose, Versioned
from irp.forms.numbers import WholeEntry
from irp.models import PlanSettings
from irp.rules.assumptions import DEADLINES, assumption_faults
from irp.rules.date_spans import for_example
from irp.words import Agrees

BEFORE = "working days before the TIB"


def _number(name: str, unit: str, what: str) -> WholeEntry:
    """Return a field for a whole number; `what` is what a blank one asks for."""
    column = cast(WholeField, PlanSettings._meta.get_field(name))
    return WholeEntry(
        label=label_of(PlanSettings, name),
        min_value=column.least,
        max_value=column.most,
        error_messages={"required": f"Enter {what}, from {column.least} to {column.most}"},
        widget=forms.TextInput(attrs={"suffix": unit, "class": "govuk-input--width-3"}),
    )


def _days_before(name: str, what: str) -> WholeEntry:
    return _number(name, BEFORE, f"how many {BEFORE} {what}")


class OwnDay(DayEntry):
    """A day of the settings: the window of dates is made of it and cannot hold it."""

    is_windowed = False


class SettingsForm(Versioned):
    """The agreed assumptions: what neither document says (Rules 7, 11, 14 and 18)."""

    council = Name(label=label_of(PlanSettings, "council"), max_length=200)
    irp_quarters = forms.ChoiceField(
        label=label_of(PlanSettings, "irp_quarters"),
        choices=PlanSettings.CONVENTIONS,
        widget=forms.RadioSelect,
        help_text=(
            "This applies to dates you enter from now on. Dates entered earlier do not change."
        ),
    )
    intervention_starts_on = OwnDay(
        label=label_of(PlanSettings, "intervention_starts_on"),
        error_messages={"required": "Enter the day on which the intervention began"},
        help_text=for_example(5, 10, 2023),
    )
    intervention_ends_on = OwnDay(
        label=label_of(PlanSettings, "intervention_ends_on"),
        error_messages={"required": "Enter the day on which the intervention ends"},
        help_text=(
            "The Assurance Plan says “October 2028”, read as the last day of that month. A date "
            "on or after it shows “at or after the end of the intervention”."
        ),
    )
    years_before = _number("years_before", "years", "how many years before it dates are taken")
    years_after = _number("years_after", "years", "how many years after it dates are taken")
    moves_watched = _number("moves_watched", "times", "how many moves of a forecast are too many")
    periods_watched = _number(
        "periods_watched", "periods", "within how many periods moves are counted"
    )
    narrative_alike_percent = _number(
        "narrative_alike_percent", "%", "at how many per cent two texts count as alike"
    )
    forecast_tolerance_days = _number(
        "forecast_tolerance_days", "days", "by how many days a forecast may be past its date"
    )
    stale_months = _number("stale_months", "months", "after how many months a report is stale")
    opens_days = _days_before("opens_days", "a period opens")
    return_due_days = _days_before("return_due_days", "returns are due")
    sign_off_days = _days_before("sign_off_days", "the SAO signs")
    challenge_days = _days_before("challenge_days", "CPMO’s challenge closes")
    freeze_days = _days_before("freeze_days", "a period is frozen")
    issue_days = _days_before("issue_days", "packs are issued")
    change_sao_days = _number(
        "change_sao_days", "days from the original date", "how far SAO and CPMO may move a date"
    )
    change_tib_days = _number(
        "change_tib_days", "days from the original date", "how far TIB may move a date"
    )
    agreed_by = forms.ChoiceField(
        label="Who agrees what commissioners judge of a test",
        choices=Agrees.choices(),
        widget=forms.RadioSelect,
        help_text="This is for tests met, for “confident of progress” and for reports to the "
        "Secretary of State. Nobody agrees what they drafted: what the lead drafted is for another "
        "commissioner. Commissioners decide it.",
        error_messages={"required": "Choose who agrees what commissioners judge of a test"},
    )
    reason = Prose(
        label="Who agreed this, and when",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="This is shown in the history of the settings.",
    )

    def clean(self) -> dict[str, Any]:
        """Hold the numbers to each other, by the rule that the act holds them to."""
        cleaned = super().clean() or {}
        faults = assumption_faults(
            deadlines=[cleaned.get(f"{step}_days") for step in DEADLINES],
            moves=cleaned.get("moves_watched"),
            periods=cleaned.get("periods_watched"),
            sao_days=cleaned.get("change_sao_days"),
            stale_months=cleaned.get("stale_months"),
            tib_days=cleaned.get("change_tib_days"),
            starts_on=cleaned.get("intervention_starts_on"),
            ends_on=cleaned.get("intervention_ends_on"),
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
        given = {name: self.cleaned_data[name] for name in ("version", "reason")}
        return {"assumptions": self.assumptions(), **given}
