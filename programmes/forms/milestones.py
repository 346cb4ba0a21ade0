"""The form of a milestone's report; the act asks the rules, and its faults stand by the fields."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Line, MonthSent, Prose, TypedDate, Versioned
from irp.rules.date_spans import for_example
from irp.rules.numbers import has_other_digits
from irp.rules.plan_dates import (
    UNDATED,
    PlanDate,
    QuarterConvention,
    UnreadableDate,
    how_read,
    parse_entered_date,
)
from irp.rules.window import Window
from programmes.actions import MilestoneDecision, MilestoneUpdate
from programmes.models import MilestoneReport
from programmes.rules.completion import COMPLETION
from programmes.words import Delivery

HINTS = {
    Delivery.NOT_STARTED: "Work on it has not begun.",
    Delivery.GREEN: "On track to be done by its planned date.",
    Delivery.AMBER: "At risk or late, with agreed steps to recover. Give a reason.",
    Delivery.RED: "Will be late or is late, with no agreed way back. Give a reason.",
    Delivery.COMPLETE: "Done. Enter the day it was completed.",
    Delivery.PAUSED: "Stopped for now by a decision. It keeps its dates and may still be late.",
    Delivery.DESCOPED: "Taken out of the plan by a decision.",
}


class ForecastEntry(TypedDate):
    """A forecast as people write dates, such as Jun 2026 or Q3 2026 (Rules 8 and 11)."""

    quarters = QuarterConvention.FINANCIAL
    allows_undated = True  # "Ongoing" and "TBC"
    from_on: date | None = None  # the first day that is still to come: a past forecast is refused

    def words_of(self, window: Window) -> str:
        """Return what to type instead, from the first day that is taken (Rule 9)."""
        return window.since(self.from_on).words if self.from_on else window.words

    def to_python(self, value: Any) -> PlanDate:  # type: ignore[override]  # cleans to a date
        """Return the date that was typed; none where the box is blank."""
        words = super().to_python(value)
        if not words:
            return UNDATED
        if has_other_digits(words):
            raise forms.ValidationError("Enter the date in the digits 0 to 9, such as 30 June 2026")
        try:
            read = parse_entered_date(
                words, quarters=self.quarters, allow_undated=self.allows_undated
            )
        except UnreadableDate as error:
            raise forms.ValidationError(self.refusal_of(error)) from error
        self.hold(read.earliest, read.latest)
        return read

    def how_read(self, value: PlanDate) -> str:
        """Return how the words were read: "Jun 2026, by 30 Jun 2026"."""
        return how_read(value, quarters=self.quarters)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether other words were typed than those that stood in the box."""
        return str(self.prepare_value(initial) or "").strip() != (data or "").strip()

    def prepare_value(self, value: Any) -> Any:
        """Return a stored date as it was written."""
        return value.raw if isinstance(value, PlanDate) else value


class MonthlyForm(Versioned):
    """A form that also knows which month's report the person saw (Rule 16).

    `draft` says that its return was a draft, and nothing that was signed would be cancelled (15).
    """

    period = MonthSent(
        label="month",  # stands in the message
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            "Open this page again. It does not say which month it is for",
        ),
    )
    draft = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ForecastForm(MonthlyForm):
    """A form that says how a milestone stands, by statuses of which some are offered."""

    def __init__(self, *args: Any, quarters: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each form has its own copy of its fields.
        own = vars(self.fields["forecast"])
        own["quarters"], own["from_on"] = QuarterConvention(quarters), on

    def offer(self, statuses: Sequence[Delivery]) -> None:
        """Show these statuses to choose from; what is sent beside them the rule refuses."""
        delivery = cast(forms.ChoiceField, self.fields["delivery"])
        delivery.choices = [(status.value, status.label) for status in statuses]


WHEN = (
    "When you now expect to complete it. For example, 30 June 2026, Jun 2026 or Q3 2026. "
    "Enter TBC or Ongoing if there is no date."
)


class MilestoneUpdateForm(ForecastForm):
    """This month's report of a milestone. Nothing is filled in from the last one (Rule 5)."""

    may_complete = True

    delivery = forms.ChoiceField(
        label=label_of(MilestoneReport, "delivery"),
        choices=Delivery.choices(),
        widget=DefinedRadios(definitions={key.value: words for key, words in HINTS.items()}),
    )
    forecast = ForecastEntry(
        label=label_of(MilestoneReport, "forecast"),
        required=False,
        help_text=f"{WHEN} Leave this empty for Complete.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    actual_on = DayEntry(
        label=label_of(MilestoneReport, "actual_on"),
        label_suffix="(needed for Complete)",
        required=False,
        help_text=f"For Complete only. {for_example(30, 6, 2026)}",
    )
    evidence = Prose(
        label=label_of(MilestoneReport, "evidence"),
        label_suffix="(needed for Complete, unless you say below why there is none)",
        required=False,
        max_length=500,
        help_text="What shows that it is done, and where it is. For example, minute 12 of the "
        "Cabinet, 4 June 2026.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_evidence = Prose(
        label=label_of(MilestoneReport, "no_evidence"),
        required=False,
        max_length=500,
        help_text="Only if there is none. For example, the work was done before records were kept.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    handed_to = Line(
        label=label_of(MilestoneReport, "handed_to"),
        label_suffix="(if it was handed to business as usual)",
        required=False,
        max_length=200,
        help_text="Only if it is closed because it is now everyday work. Name the service, such as "
        "Housing Repairs.",
    )
    narrative = Prose(
        label=label_of(MilestoneReport, "narrative"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = Prose(
        label=label_of(MilestoneReport, "reason"),
        required=False,
        max_length=1000,
        label_suffix="(needed for Amber, Red, a change of status or a later forecast)",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def offer(self, statuses: Sequence[Delivery]) -> None:
        """Show these statuses; what recurs is never complete, nor asked when it was (Rule 10)."""
        super().offer(statuses)
        self.may_complete = Delivery.COMPLETE in statuses
        if not self.may_complete:
            self.fields["forecast"].help_text = WHEN

    @staticmethod
    def initial_of(report: MilestoneReport | None) -> dict[str, Any]:
        """Return this month's own report to go on with, or an empty form."""
        if report is None:
            return {"version": 0}
        names = ("delivery", "forecast", "actual_on", *COMPLETION, "narrative", "reason", "version")
        return {name: getattr(report, name) for name in names}

    def update(self) -> MilestoneUpdate:
        """Return what was entered, for the act."""
        entered = self.cleaned_data | {"delivery": Delivery(self.cleaned_data["delivery"])}
        return MilestoneUpdate(month=entered.pop("period"), **entered)


class MilestoneDecisionForm(ForecastForm):
    """What was decided of a milestone: paused, descoped, or open again (Rules 4 and 18)."""

    delivery = forms.ChoiceField(
        label="New status",
        choices=Delivery.choices(),
        widget=DefinedRadios(definitions={key.value: words for key, words in HINTS.items()}),
    )
    forecast = ForecastEntry(
        label=label_of(MilestoneReport, "forecast"),
        required=False,
        help_text="When it is now expected to be complete. For example, 30 June 2027 or Q3 2027. "
        "Leave this empty if there is no date.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    reason = Prose(
        label="Who decided this, when and why",
        max_length=1000,
        help_text="Name the board and the day of its decision.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def decision(self) -> MilestoneDecision:
        """Return what was entered, for the act."""
        entered = self.cleaned_data | {"delivery": Delivery(self.cleaned_data["delivery"])}
        return MilestoneDecision(month=entered.pop("period"), **entered)


class RepeatForm(MonthlyForm):
    """ "No change": nothing to type, only which version of which month's report was seen."""
