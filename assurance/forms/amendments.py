"""Forms of amendments of the Assurance Plan; each is shown before it is saved (Rules 18, 24)."""

from typing import Any

from django import forms

from assurance.actions.amendments import Worded
from assurance.models import Amendment, AssuranceTest, PriorityOutcome, Requirement
from assurance.words import Purpose
from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, RowChoice, Versioned
from irp.rules.date_spans import for_example
from irp.rules.plan_dates import PlanDate, QuarterConvention
from programmes.forms.milestones import ForecastEntry


class CapDate(ForecastEntry):
    """A date of the Assurance Plan as commissioners say it, in the plan's own quarters."""

    allows_undated = False


class AmendmentForm(Versioned):
    """What every amendment says: who agreed it and why; `confirmed` once it was shown."""

    agreed_by = Line(
        label=label_of(Amendment, "agreed_by"),
        max_length=300,
        help_text="Commissioners’ names or posts, the meeting and its day.",
        error_messages={"required": "Enter which commissioners agreed it, and when"},
    )
    reason = Prose(
        label=label_of(Amendment, "reason"),
        max_length=2000,
        help_text="Everybody who reads the plan sees this.",
        error_messages={"required": "Enter the reason for the amendment"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, quarters: QuarterConvention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        if isinstance(due := self.fields.get("due"), CapDate):
            due.quarters = quarters


class DateAgreeForm(AmendmentForm):
    """A date's new days."""

    field_order = ["due", "agreed_by", "reason"]
    due = CapDate(
        label="The date agreed",
        max_length=100,
        help_text="For example, Q2 2027 or 30 June 2027",
        error_messages={"required": "Enter the date, such as Q2 2027 or 30 June 2027"},
    )


class _Words(AmendmentForm):
    title = Line(
        label="What the Council must put in place",
        max_length=600,
        error_messages={"required": "Enter what the Council must put in place"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    considerations = Prose(
        label="What commissioners consider",
        required=False,
        max_length=6000,
        help_text="One on each line.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @property
    def words(self) -> Worded:
        """Return what was entered."""
        entered = self.cleaned_data
        lines = [line.strip() for line in entered["considerations"].splitlines()]
        return Worded(title=entered["title"], considerations=[line for line in lines if line])


class RewordForm(_Words):
    """What a requirement says instead."""

    field_order = ["title", "considerations", "agreed_by", "reason"]

    @classmethod
    def initial_of(cls, row: Requirement) -> dict[str, Any]:
        """Return what it says now."""
        return {"title": row.title, "considerations": "\n".join(row.considerations)}


class RetireForm(AmendmentForm):
    """From which day a requirement counts no more."""

    field_order = ["on", "agreed_by", "reason"]
    on = DayEntry(
        label="Retired from",
        help_text=f"Today or a later day. {for_example(30, 6, 2027)}",
        error_messages={"required": "Enter the day from which it no longer counts"},
    )


class AddForm(_Words):
    """A new requirement with its first date."""

    field_order = [
        *("outcome", "test", "title", "considerations", "purpose", "due", "agreed_by", "reason")
    ]
    outcome = RowChoice(
        label="Priority outcome",
        queryset=PriorityOutcome.objects.order_by("number"),
        error_messages={"required": "Choose the outcome that it is of"},
    )
    test = RowChoice(
        label="Test",
        queryset=AssuranceTest.objects.order_by("number"),
        error_messages={"required": "Choose the test that it is under"},
    )
    purpose = forms.TypedChoiceField(
        label="What its first date is for",
        coerce=Purpose,
        choices=[
            (purpose.value, purpose.label) for purpose in Purpose if purpose is not Purpose.BEGIN
        ],
        initial=Purpose.ASSURANCE.value,
        error_messages={"required": "Choose what its first date is for"},
    )
    due = CapDate(
        label="Its first date",
        max_length=100,
        help_text="For example, Q2 2027 or 30 June 2027",
        error_messages={"required": "Enter the date, such as Q2 2027 or 30 June 2027"},
    )


def due_of(form: AmendmentForm) -> PlanDate:
    """Return the date that was typed."""
    due: PlanDate = form.cleaned_data["due"]
    return due
