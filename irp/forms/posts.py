"""Forms of posts: which there are, and who takes one up, leaves it or leads delivery (Rule 17)."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from irp.fields import label_of
from irp.forms.entries import DayEntry, Name, Prose, Versioned
from irp.forms.people import PersonField
from irp.forms.sent import RowChoice
from irp.models import Board, Post, PostHolding
from irp.rules.administration import appointment_faults, committee_fault
from irp.rules.date_spans import for_example, printed_day
from irp.words import BoardKind, Capacity, PostKind


class CommitteeField(RowChoice):
    """One of the council's committees, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=label_of(Post, "committee"),
            queryset=Board.objects.filter(kind=BoardKind.COMMITTEE).order_by("number", "pk"),
            required=False,
            empty_label="None",
            **kwargs,
        )


class PostForm(forms.Form):
    """A post that the documents do not name."""

    title = Name(
        label=label_of(Post, "title"),
        max_length=200,
        help_text="As the council writes it. You cannot change it later.",
    )
    kind = forms.ChoiceField(
        label=label_of(Post, "kind"), choices=PostKind.choices(), widget=forms.RadioSelect
    )

    committee = CommitteeField(
        help_text="For a lead member or committee. Whoever holds the post can read what is exempt "
        "for the committee."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].help_text = "This decides what the person who holds the post can do."

    def clean(self) -> dict[str, Any]:
        """Refuse a committee beside a kind of post that sits on none."""
        cleaned = super().clean() or {}
        forum = cleaned["committee"].kind if cleaned.get("committee") else ""
        if "kind" in cleaned and (fault := committee_fault(kind=cleaned["kind"], forum=forum)):
            self.add_error("committee", fault)
        return cleaned


class PostCommitteeForm(Versioned):
    """The committee that a member's post sits on, and why it changes."""

    committee = CommitteeField(help_text="Leave this empty if it sits on none.")
    reason = Prose(
        label="Reason",
        max_length=400,
        help_text="For example, who appointed to the committee and when. It stays in the record.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AppointmentForm(forms.Form):
    """Who takes up which post, from when to when (Rule 17)."""

    user = PersonField(label=label_of(PostHolding, "user"))
    post = RowChoice(
        label=label_of(PostHolding, "post"),
        queryset=Post.objects.order_by("title"),
        empty_label="Choose a post",
    )
    starts_on = DayEntry(
        label=label_of(PostHolding, "starts_on"), help_text=for_example(30, 6, 2026)
    )
    ends_on = DayEntry(
        label=label_of(PostHolding, "ends_on"),
        required=False,
        help_text="Leave this empty if there is no end date.",
    )
    capacity = forms.ChoiceField(
        label=label_of(PostHolding, "capacity"),
        choices=Capacity.choices(),
        initial=Capacity.PERMANENT.value,
        widget=forms.RadioSelect,
    )
    delegated_by = PersonField(
        label=label_of(PostHolding, "delegated_by"),
        required=False,
        help_text="If the person holds somebody else’s post on their behalf.",
        error_messages={"invalid_choice": "Choose the person who delegates the post"},
    )

    def clean(self) -> dict[str, Any]:
        """Tell at once what the act would refuse of the days and of the delegation."""
        cleaned = super().clean() or {}
        user = cleaned.get("user")
        faults = appointment_faults(
            starts_on=cleaned.get("starts_on"),
            ends_on=cleaned.get("ends_on"),
            by_own_delegation=user is not None and user == cleaned.get("delegated_by"),
        )
        for name, fault in faults.items():
            self.add_error(name, fault)
        return cleaned


class HoldingEndForm(Versioned):
    """The last day on which a post is held, and why it ends."""

    ends_on = DayEntry(label=label_of(PostHolding, "ends_on"), help_text=for_example(30, 6, 2026))
    reason = Prose(
        label="Reason",
        max_length=500,
        help_text="Why the post ends. It stays in the record.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, holding: PostHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding = holding

    def clean_ends_on(self) -> date:
        """Refuse a last day before the first."""
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.holding.starts_on:
            raise ValidationError(f"Enter {printed_day(self.holding.starts_on)} or a later day")
        return ends_on


class DeliveryLeadForm(Versioned):
    """The Responsible Delivery Lead's post of a programme, and who takes it up."""

    title = Name(
        label="Title of the post",
        max_length=200,
        help_text="Programmes with the same title share the post.",
    )
    user = PersonField(
        label=label_of(PostHolding, "user"),
        required=False,
        help_text="Leave this empty to appoint somebody later.",
    )
    starts_on = DayEntry(
        label=label_of(PostHolding, "starts_on"), required=False, help_text=for_example(30, 6, 2026)
    )
    succeeds = forms.BooleanField(
        label="Whoever holds the post now leaves it the day before", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for person and day together, or for neither."""
        cleaned = super().clean() or {}
        if cleaned.get("user") and not cleaned.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", "Enter the first day on which the person holds the post")
        if cleaned.get("starts_on") and not cleaned.get("user") and "user" not in self.errors:
            self.add_error("user", "Choose the person who takes over the post, or remove the day")
        if cleaned.get("succeeds") and not cleaned.get("user") and "user" not in self.errors:
            self.add_error("user", "Choose the person who takes over the post, or remove the tick")
        return cleaned
