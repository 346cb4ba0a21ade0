"""Forms of a return: its words, its signature, the ratings, the way back."""

from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Prose, Versioned
from irp.rules.numbers import whole_number
from programmes.models import Confidence, Return
from programmes.readings.signing import report_versions
from programmes.rules.ratings import change_faults, rating_faults
from programmes.words import DEFINITIONS, TEXTS, Rating


def prose(name: str, hint: str, *, needed: str = "") -> Prose:
    """Return a field for a column of paragraphs; a draft may be saved without them.

    `needed` says in the label when they are needed after all.
    """
    return Prose(
        label=label_of(Return, name),
        required=False,
        max_length=4000,
        help_text=hint,
        label_suffix=needed,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReturnTextForm(Versioned):
    """The words of a return. Nothing is filled in from the last one (Rule 5)."""

    progress = prose(
        "progress",
        "What was achieved, and what was not.",
        needed="(needed to submit)",
    )
    next_steps = prose("next_steps", "")
    path_to_green = prose(
        "path_to_green",
        "If Amber or Red, the steps that bring the programme back, with dates.",
    )
    help_needed = prose("help_needed", "What you ask the boards to decide or unblock.")

    def texts(self) -> dict[str, str]:
        """Return the words by the names that the act takes."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    @staticmethod
    def initial_of(ret: Return) -> dict[str, Any]:
        """Return the words as they stand."""
        return {"version": ret.version, **{name: getattr(ret, name) for name in TEXTS}}


class RatingForm(Versioned):
    """A delivery confidence rating: never filled in, each choice with its meaning (Rules 1, 5)."""

    rating = forms.TypedChoiceField(
        label=label_of(Confidence, "rating"),
        coerce=Rating,
        empty_value=None,
        choices=Rating.choices(),
        widget=DefinedRadios(definitions={key.value: words for key, words in DEFINITIONS.items()}),
    )
    reason = Prose(
        label=label_of(Confidence, "reason"),
        required=False,
        max_length=2000,
        help_text="Needed for Amber, Red, a change of rating, or Green despite a warning sign.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of Amber and Red beside the other faults: all in one round."""
        entered = super().clean() or self.cleaned_data
        rating = entered.get("rating")
        if rating and "reason" not in self.errors:
            for fault in rating_faults(rating=rating, last=None, reason=entered["reason"]):
                self.add_error("reason", fault)
        return entered


KEEP = "keep"


class AssureForm(Versioned):
    """CPMO's last word, now that it sees the SAO's rating; nothing is filled in (Rules 2, 5)."""

    decision = forms.ChoiceField(
        label="CPMO’s rating",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose to keep the rating or to change it"},
    )
    reason = Prose(
        label="Reason for the change",
        required=False,
        max_length=2000,
        label_suffix="(needed if you change the rating)",
        help_text="Both ratings stay in the record.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, first: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first
        others = [rating for rating in Rating if rating is not first]
        cast(forms.ChoiceField, self.fields["decision"]).choices = [
            (KEEP, f"Keep {first.label}"),
            *((rating.value, f"Change to {rating.label}") for rating in others),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a change beside its box, as the act does (Rule 2)."""
        entered = super().clean() or self.cleaned_data
        if (decision := entered.get("decision") or KEEP) != KEEP and "reason" not in self.errors:
            given = {"first": self.first, "reason": entered.get("reason", "")}
            for fault in change_faults(rating=Rating(decision), **given):
                self.add_error("reason", fault)
        return entered

    def entered(self) -> dict[str, Any]:
        """Return the act's arguments; to keep the first rating is to give no other."""
        decision = self.cleaned_data["decision"]
        return {
            "rating": None if decision == KEEP else Rating(decision),
            "reason": self.cleaned_data["reason"],
            "version": self.cleaned_data["version"],
        }


class SendBackForm(Versioned):
    """Why a return goes back to its preparer (Rule 15)."""

    reason = Prose(
        label="What has to change",
        max_length=2000,
        help_text="The preparer sees this. It stays in the record of the return.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TakeBackForm(Versioned):
    """Why a preparer takes a submitted return back (Rule 15)."""

    reason = Prose(
        label="Why you are taking it back",
        max_length=2000,
        help_text="This stays in the record of the return.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SubmitForm(Versioned):
    """The confirmation of a submission: nothing to type, but which words were read (Rule 15)."""

    reports = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_reports(self) -> dict[str, int]:
        """Return the version of each report that was read, by milestone reference."""
        pairs = [pair.partition(":") for pair in self.cleaned_data["reports"].split()]
        read = {ref: whole_number(version) for ref, _, version in pairs}
        if None in read.values():
            raise forms.ValidationError("Open this page again. It does not say what you read")
        return cast(dict[str, int], read)

    @staticmethod
    def initial_of(ret: Return) -> dict[str, Any]:
        """Return what the page of a return lets a person read: its version and its reports'."""
        pairs = report_versions(ret).items()
        return {
            "version": ret.version,
            "reports": " ".join(f"{ref}:{version}" for ref, version in pairs),
        }

    def see_again(self, row: Return) -> None:
        """Take what the page shows now: it is that which the next press submits."""
        self._show(**self.initial_of(row))
