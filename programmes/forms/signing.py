"""The form of a signature: the SAO's rating, and what they ask the boards for."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from irp.forms import DayEntry, Line, Prose
from irp.models import Post
from irp.rules.date_spans import for_example
from programmes.actions.points import Ask
from programmes.facts.dimensions import NOT_JUDGED, Dimensions
from programmes.forms.returns import RatingForm
from programmes.rules.points import ask_faults
from programmes.rules.ratings import dimension_faults
from programmes.words import Dimension, Rating


def _judged(dimension: Dimension) -> forms.TypedChoiceField:
    """Return the box of a dimension; nothing is chosen for the person (Rule 5)."""
    return forms.TypedChoiceField(
        label=dimension.label,
        required=False,
        coerce=Rating,
        empty_value=None,
        choices=[("", "Not judged"), *Rating.choices()],
    )


class SignForm(RatingForm):
    """A signature in one of the person's posts, with the lead SAO's rating (Rules 15 and 17)."""

    field_order = [
        "post",
        "rating",
        "reason",
        *Dimension,
        "dimensions_reason",
        "ask",
        "asked_of",
        "ask_due_on",
        "version",
    ]
    post = forms.ChoiceField(
        label="Sign as",
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose the post you are signing as"
        ),
    )

    ask = Prose(
        label="What you ask the boards to decide or unblock",
        required=False,
        max_length=1000,
        help_text="CPMO takes it to a board, or declines it with a reason. The answer is shown "
        "on the next return.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asked_of = Line(
        label="Who you ask",
        required=False,
        max_length=200,
        label_suffix="(needed with an ask)",
        help_text="For example, TIB or the Section 151 Officer",
    )
    ask_due_on = DayEntry(
        label="When you need the answer",
        required=False,
        label_suffix="(needed with an ask)",
        help_text=for_example(24, 11, 2026),
    )

    time = _judged(Dimension.TIME)
    cost = _judged(Dimension.COST)
    scope = _judged(Dimension.SCOPE)
    people = _judged(Dimension.PEOPLE)
    benefits = _judged(Dimension.BENEFITS)
    dimensions_reason = Prose(
        label="Why, for those that are Amber or Red",
        required=False,
        max_length=2000,
        label_suffix="(needed for Amber and Red)",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, posts: Iterable[Post], lead: Post, on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.posts = {str(post.pk): post for post in posts}
        self.lead = lead
        choices = [(key, str(post)) for key, post in self.posts.items()]
        several = len(choices) > 1
        widget = forms.RadioSelect() if several else forms.HiddenInput()
        post = cast(forms.ChoiceField, self.fields["post"])
        post.widget, post.choices = widget, choices
        post.initial = "" if several else choices[0][0]
        if lead not in self.posts.values():
            for name in ("rating", *Dimension, "dimensions_reason"):
                del self.fields[name]
            self.fields["reason"].label = "Comment"
            self.fields["reason"].help_text = "This is recorded with your signature."
        self.fields.get("rating", forms.Field()).required = not several

    def clean(self) -> dict[str, Any]:
        """Say what an ask lacks beside the other faults: all in one round."""
        entered = super().clean() or self.cleaned_data
        if {"ask", "asked_of", "ask_due_on"}.isdisjoint(self.errors):
            given = self._ask()
            faults = ask_faults(
                words=given.words, asked_of=given.asked_of, due_on=given.due_on, on=self.on
            )
            for name, fault in faults.items():
                self.add_error(name, fault)
        if "dimensions_reason" in self.fields and "dimensions_reason" not in self.errors:
            judged = self._dimensions()
            for fault in dimension_faults(given=judged.given, reason=judged.reason):
                self.add_error("dimensions_reason", fault)
        return entered

    def _dimensions(self) -> Dimensions:
        given = {dimension: self.cleaned_data.get(dimension.value) for dimension in Dimension}
        return Dimensions(
            given={dimension: rating for dimension, rating in given.items() if rating},
            reason=self.cleaned_data.get("dimensions_reason", ""),
        )

    def _ask(self) -> Ask:
        names = {"words": "ask", "asked_of": "asked_of", "due_on": "ask_due_on"}
        return Ask(**{name: self.cleaned_data[box] for name, box in names.items()})

    def entered(self) -> dict[str, Any]:
        """Return the act's arguments: post, rating, reason, ask and the version that was read.

        A rating belongs to the lead SAO's signature alone: another post's is taken without it.
        """
        post = self.posts[self.cleaned_data["post"]]
        return {
            "post": post,
            "rating": self.cleaned_data.get("rating") if post == self.lead else None,
            "reason": self.cleaned_data["reason"],
            "ask": self._ask(),
            "dimensions": self._dimensions() if post == self.lead else NOT_JUDGED,
            "version": self.cleaned_data["version"],
        }
