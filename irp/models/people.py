"""Users, the posts they hold and since when: rights follow posts (ADR 0005)."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from irp.fields import (
    AddressField,
    DayField,
    FlagField,
    LineField,
    Link,
    NameField,
    ProseField,
    WholeField,
    one_of,
)
from irp.models.tracked import Act, Sourced, Tracked
from irp.prepared import rows_of
from irp.querysets import PostHoldingQuerySet, UserManager
from irp.rules.administration import takes_effect
from irp.rules.calendar import london_day
from irp.words import MEMBERS, Capacity, PostKind


class User(Tracked, AbstractBaseUser):
    """A person who signs in with an e-mail address; deactivated, never deleted (Rule 31).

    Nobody is a superuser and nobody has Django's groups: rights follow posts alone (ADR 0005).
    """

    email = AddressField("email address", unique=True)
    name = NameField(max_length=200)
    is_active = FlagField("active", default=True)
    last_login = models.DateTimeField(null=True, blank=True)
    sessions_ended = WholeField(default=0)  # how often: a session of before a closure stays ended

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    acting_on: date | None = None  # the day rights are judged on; set by whoever reads the clock

    def has_perm(self, right: str, row: Any = None) -> bool:
        """Tell whether the person has a right, over a row where it is one over rows."""
        return any(backend.has_perm(self, right, row) for backend in auth.get_backends())

    def get_session_auth_hash(self) -> str:
        """Return what a session is good for: this password, and no closure since."""
        return f"{super().get_session_auth_hash()} {self.sessions_ended}"

    def holdings_on(self, on: date | None) -> list["PostHolding"]:
        """Return the posts held on a day, joint posts' parts not included; read once."""
        if on is None or not self.is_active:
            return []
        return [holding for holding in self._holdings if holding.is_held_on(on)]

    def holdings_ever(self) -> list["PostHolding"]:
        """Return every post held, before and to come, by its first day; read once."""
        return sorted(self._holdings, key=lambda holding: (holding.starts_on, holding.pk))

    @cached_property
    def _holdings(self) -> list["PostHolding"]:
        return rows_of(holdings_of, user_id=self.pk)

    def posts_are_read(self, held: list["PostHolding"]) -> None:
        """Keep the posts that were read with the person, to be read no more."""
        self._holdings = held

    def kinds(self) -> set[str]:
        """Return the kinds of post held on the day the person acts."""
        return {holding.post.kind for holding in self.holdings_on(self.acting_on)}

    def holds_kind(self, *kinds: str) -> bool:
        """Tell whether a post of one of these kinds is held on the day the person acts."""
        return not self.kinds().isdisjoint(kinds)

    def sits_on(self) -> set[int]:
        """Return the committees, by key, that the posts held on the day of acting sit on."""
        held = self.holdings_on(self.acting_on)
        return {holding.post.committee_id for holding in held if holding.post.committee_id}

    def holds(self, post: "Post | None") -> bool:
        """Tell whether this post, or a part of this joint post, is held on the day of acting."""
        held = {holding.post.title for holding in self.holdings_on(self.acting_on)}
        return post is not None and not held.isdisjoint({post.title, *post.part_titles})

    def posts_line(self, *, at: datetime) -> str:
        """Return the titles of the posts held at a moment, as they stand in the record."""
        held = self.holdings_on(london_day(at))
        return "; ".join(sorted(holding.title_as_held for holding in held))[:400]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Let Django's own login stamp its moment and renew a hash: no fact of the plan.

        Django hashes a password anew at sign-in where its way of hashing has become stronger.
        """
        fields = list(kwargs.get("update_fields") or [])
        if fields in (["last_login"], ["password"]):
            values = {name: getattr(self, name) for name in fields}
            type(self).objects.filter(pk=self.pk).update(**values)
            return
        super().save(*args, **kwargs)


def holdings_of(*, user_id: int) -> models.QuerySet["PostHolding"]:
    """Return what posts a person has held and holds, each with its post."""
    rows = PostHolding.objects.filter(user_id=user_id)
    return rows.select_related("post", "delegated_by")


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

    user = Link(User, models.PROTECT, verbose_name="person", related_name="holdings")
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
        User, models.PROTECT, null=True, blank=True, related_name="delegations"
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
