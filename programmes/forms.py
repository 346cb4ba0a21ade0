"""Forms of delivery; the rules are asked by the acts, and their faults stand beside the fields."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms

from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Versioned
from irp.models import Post
from irp.rules.plan_dates import (
    UNDATED,
    PlanDate,
    QuarterConvention,
    UnreadableDate,
    parse_entered_date,
)
from programmes.actions import MilestoneUpdate
from programmes.actions.preparation import TEXTS
from programmes.models import MilestoneReport, Return
from programmes.rules import DEFINITIONS, Delivery, Rating, Standing

HINTS = {
    Delivery.NOT_STARTED: "Work on it has not begun. Left out of the RAG percentages.",
    Delivery.GREEN: "On track: it will be done by its baseline date.",
    Delivery.AMBER: "At risk, and there are steps in hand that should recover it. Needs a reason.",
    Delivery.RED: "It will not be done by its baseline date as things stand. Needs a reason.",
    Delivery.COMPLETE: "Done. Enter the day it was completed.",
    Delivery.PAUSED: "Stopped for now by a decision. Needs a reason.",
    Delivery.DESCOPED: "Taken out of the plan by a decision. Needs a reason.",
}


class ForecastEntry(forms.CharField):
    """A forecast as people write dates, such as Jun 2026 or Q3 2026 (Rules 8 and 11)."""

    quarters = QuarterConvention.FINANCIAL

    def to_python(self, value: Any) -> PlanDate:  # type: ignore[override]  # cleans to a date
        """Return the date that was typed; none where the box is blank."""
        words = super().to_python(value)
        if not words:
            return UNDATED
        try:
            return parse_entered_date(words, quarters=self.quarters, allow_undated=True)
        except UnreadableDate as error:
            raise forms.ValidationError(str(error)) from error

    def run_validators(self, value: Any) -> None:
        """Leave the length of the words to the reading of them: what is left is a date."""

    def prepare_value(self, value: Any) -> Any:
        """Return a stored date as it was written."""
        return value.raw if isinstance(value, PlanDate) else value


def prose(label: str, hint: str) -> forms.CharField:
    """Return a field for some paragraphs of a return."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class MilestoneUpdateForm(Versioned):
    """This month's report of a milestone. Nothing is filled in from the last one (Rule 5)."""

    delivery = forms.ChoiceField(
        label="Delivery status",
        choices=[(delivery.value, delivery.label) for delivery in Delivery],
        widget=DefinedRadios(definitions={key.value: words for key, words in HINTS.items()}),
    )
    forecast = ForecastEntry(
        label="Forecast of completion",
        required=False,
        help_text="Such as 30 June 2026, Jun 2026 or Q3 2026. TBC or Ongoing where there is none.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    actual_on = DayEntry(
        label="Completed on",
        required=False,
        help_text="For Complete alone. Day first, such as 30/06/2026 or 30 June 2026",
    )
    narrative = forms.CharField(
        label="What happened this month", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=1000,
        help_text="For Amber, Red, Paused, Descoped, and whenever the status changed.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, quarters: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each form has its own copy of its fields.
        vars(self.fields["forecast"])["quarters"] = QuarterConvention(quarters)

    @staticmethod
    def initial_of(report: MilestoneReport | None) -> dict[str, Any]:
        """Return this month's own report to go on with, or an empty form."""
        if report is None:
            return {"version": 0}
        names = ("delivery", "forecast", "actual_on", "narrative", "reason", "version")
        return {name: getattr(report, name) for name in names}

    def update(self) -> MilestoneUpdate:
        """Return what was entered, for the act."""
        entered = self.cleaned_data | {"delivery": Delivery(self.cleaned_data["delivery"])}
        return MilestoneUpdate(**entered)


class RepeatForm(Versioned):
    """ "No change": nothing to type, only which version of the report was seen."""


class ReturnTextForm(Versioned):
    """The words of a return. Nothing is filled in from the last one (Rule 5)."""

    progress = prose(
        "Progress this month", "What was achieved, and what was not. Needed to submit."
    )
    next_steps = prose("Next steps", "")
    path_to_green = prose(
        "Path to green", "Dated steps that would bring an Amber or Red programme back."
    )
    help_needed = prose("Help needed", "What the boards are asked to decide or unblock.")

    def texts(self) -> dict[str, str]:
        """Return the words by the names that the act takes."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    @staticmethod
    def initial_of(ret: Return) -> dict[str, Any]:
        """Return the words as they stand."""
        return {"version": ret.version, **{name: getattr(ret, name) for name in TEXTS}}


class RatingForm(Versioned):
    """A delivery confidence rating: never filled in, each choice with its meaning (Rules 1, 5)."""

    rating = forms.ChoiceField(
        label="Delivery confidence",
        choices=[(rating.value, rating.label) for rating in Rating],
        widget=DefinedRadios(definitions={key.value: words for key, words in DEFINITIONS.items()}),
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        help_text="For Amber, Red, every change of rating, and Green against a signal.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SignForm(RatingForm):
    """A signature in one of the person's posts, with the lead SAO's rating (Rules 15 and 17)."""

    field_order = ["post", "rating", "reason", "version"]

    def __init__(self, *args: Any, posts: Iterable[Post], lead: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.lead = lead
        choices = [(key, str(post)) for key, post in self.posts.items()]
        several = len(choices) > 1
        widget = forms.RadioSelect() if several else forms.HiddenInput()
        self.fields["post"] = forms.ChoiceField(
            label="Sign as",
            choices=choices,
            widget=widget,
            initial="" if several else choices[0][0],
        )
        self.order_fields(self.field_order)
        if lead not in self.posts.values():
            del self.fields["rating"]
            self.fields["reason"].label = "Comment"
            self.fields["reason"].help_text = "Kept with your signature."
        self.fields.get("rating", forms.Field()).required = not several

    def entered(self) -> dict[str, Any]:
        """Return the act's arguments: post, rating, reason and the version that was read.

        A rating belongs to the lead SAO's signature alone: another post's is taken without it.
        """
        post = self.posts[self.cleaned_data["post"]]
        chosen = self.cleaned_data.get("rating") if post == self.lead else None
        return {
            "post": post,
            "rating": Rating(chosen) if chosen else None,
            "reason": self.cleaned_data["reason"],
            "version": self.cleaned_data["version"],
        }


class SendBackForm(Versioned):
    """Why a return goes back to its preparer (Rule 15)."""

    reason = forms.CharField(
        label="What has to change",
        max_length=2000,
        help_text="The preparer sees this, and it stays in the return’s record.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SubmitForm(forms.Form):
    """The confirmation of a submission: nothing to type."""


NOT_REPORTED = "not_reported"


class MilestoneFilter(forms.Form):
    """Which milestones of a programme to show."""

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "Any"),
            *((where.value, where.label) for where in Standing),
            (NOT_REPORTED, "Not reported this month"),
        ],
    )
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)  # the day stays in sight

    def __init__(self, *args: Any, workstreams: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, name) for name in dict.fromkeys(workstreams) if name]
        if names:
            choices = [("", "Any"), *names]
            self.fields["workstream"] = forms.ChoiceField(
                label="Workstream", required=False, choices=choices
            )
            self.order_fields(["workstream", "state"])

    def chosen(self) -> dict[str, str]:
        """Return the filters in force; one that names nothing is not in force."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        found.pop("as_at", None)
        return found

    def matches(self, row: Any) -> bool:
        """Tell whether a milestone's row passes every filter in force."""
        chosen = self.chosen()
        state = chosen.get("state", "")
        stands = row.is_owed if state == NOT_REPORTED else row.standing == state
        return chosen.get("workstream", row.workstream) == row.workstream and (not state or stands)

    def chips(self, without: Callable[[str], str]) -> list[dict[str, str]]:
        """Return the filters in force in words, each with the address without it."""
        return [
            {"text": f"{self.fields[name].label}: {_words(value)}", "href": without(name)}
            for name, value in self.chosen().items()
        ]


def _words(value: str) -> str:
    """Return a chosen state or workstream as people read it."""
    if value == NOT_REPORTED:
        return "Not reported this month"
    return Standing(value).label if value in set(Standing) else value


class AsAtForm(forms.Form):
    """The day as at which the record is shown."""

    as_at = DayEntry(
        label="As at the end of", required=False, help_text="A past day, such as 30/06/2025"
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self) -> date | None:
        """Return the day; one that is still to come is not known yet."""
        day = self.cleaned_data["as_at"]
        if day and day > self.today:
            raise forms.ValidationError("Enter a day that is not in the future")
        return day

    def day(self) -> date | None:
        """Return the day asked for, or None for now."""
        return self.cleaned_data.get("as_at") if self.is_valid() else None
