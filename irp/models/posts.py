"""Posts, who holds them from when to when, and what was done to pass or confirm one (Rule 17)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import (
    DayField,
    FlagField,
    LineField,
    Link,
    NameField,
    ProseField,
    one_of,
)
from irp.models.tracked import Act, Sourced, Tracked
from irp.querysets import PostHoldingQuerySet
from irp.rules.administration import takes_effect
from irp.words import MEMBERS, Capacity, PostKind


class Post(Tracked, Sourced):
    """A post of the council or around it, named as the documents name it."""

    title = NameField(max_length=200, unique=True)
    kind = LineField(max_length=20, choices=PostKind.choices())
    aliases = models.JSONField(default=list, blank=True)
    part_titles = models.JSONField(default=list, blank=True)  # a joint post names its parts
    # Of a member's post: who holds it reads what is exempt for that committee (ADR 0006).
    committee = Link(
        "irp.Board",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="committee it sits on",
        related_name="+",
    )

    class Meta:
        ordering: ClassVar = ["title"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("kind", PostKind), name="post_choices"),
            models.CheckConstraint(
                condition=Q(committee__isnull=True) | Q(kind__in=[kind.value for kind in MEMBERS]),
                name="post_of_a_member_sits_on_a_committee",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostHolding(Tracked):
    """Who holds a post from when to when, in what capacity, or by whose delegation (Rule 17)."""

    user = Link("irp.User", models.PROTECT, verbose_name="person", related_name="holdings")
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    starts_on = DayField("first day")
    ends_on = DayField("last day", null=True, blank=True, not_before="starts_on")
    capacity = LineField(
        "how it is held",
        max_length=10,
        choices=Capacity.choices(),
        default=Capacity.PERMANENT.value,
    )
    delegated_by = models.ForeignKey(
        "irp.User", models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    # A commissioner's post gives no right until it is confirmed, and none before that day (24b).
    awaits = FlagField("waits to be confirmed", default=False)
    confirmed_on = DayField("confirmed", null=True, blank=True)

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(delegated_by__isnull=True) | ~Q(delegated_by=F("user")),
                name="delegation_is_to_another",
            ),
            models.CheckConstraint(condition=one_of("capacity", Capacity), name="holding_capacity"),
            models.CheckConstraint(
                condition=Q(awaits=False) | Q(confirmed_on__isnull=True),
                name="holding_waits_or_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.title_as_held}"

    @property
    def title_as_held(self) -> str:
        """Return the post's title with "(acting)", "(interim)" or by whom it is delegated."""
        return f"{self.post.title}{self.how_held}"

    @property
    def how_held(self) -> str:
        """Return " (acting)", " (interim)" or by whom it is delegated; "" for neither."""
        if self.delegated_by_id:
            return f" (delegated by {self.delegated_by})"
        return "" if self.capacity == Capacity.PERMANENT else f" ({self.capacity})"

    def is_held_on(self, on: date) -> bool:
        """Tell whether the post is held on that day, both ends included, and takes effect."""
        return takes_effect(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            awaits=self.awaits,
            confirmed_on=self.confirmed_on,
            on=on,
        )


class PostHandover(Act):
    """A post passed from one person to another in one act: both holdings, and why (Rule 31)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="handovers")
    left = models.ForeignKey(PostHolding, models.PROTECT, related_name="+")
    came = models.OneToOneField(PostHolding, models.PROTECT, related_name="+")
    starts_on = DayField("first day")  # of who came
    reason = ProseField(max_length=500)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(left=F("came")), name="handover_is_to_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="handover_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.post} handed over"


class HoldingConfirmation(Act):
    """A commissioner's post takes effect: who confirmed it, for the first by which letter (24b)."""

    holding = models.OneToOneField(PostHolding, models.PROTECT, related_name="confirmation")
    letter = LineField(
        "reference of the appointment letter", max_length=200, blank=True, default=""
    )
    letter_on = DayField("date of the letter", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(letter="", letter_on__isnull=True)
                | (~Q(letter="") & Q(letter_on__isnull=False)),
                name="confirmation_cites_a_letter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.holding}, confirmed"
