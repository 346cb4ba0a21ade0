"""People who sign in, and the posts they hold: rights follow posts (ADR 0005)."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.functional import cached_property

from irp.fields import (
    AddressField,
    FlagField,
    NameField,
    WholeField,
)
from irp.models.posts import Post, PostHolding
from irp.models.tracked import Tracked
from irp.prepared import rows_of
from irp.querysets import UserManager
from irp.rules.calendar import london_day


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

    def holdings_on(self, on: date | None) -> list[PostHolding]:
        """Return the posts held on a day, joint posts' parts not included; read once."""
        if on is None or not self.is_active:
            return []
        return [holding for holding in self._holdings if holding.is_held_on(on)]

    def holdings_ever(self) -> list[PostHolding]:
        """Return every post held, before and to come, by its first day; read once."""
        return sorted(self._holdings, key=lambda holding: (holding.starts_on, holding.pk))

    @cached_property
    def _holdings(self) -> list[PostHolding]:
        return rows_of(holdings_of, user_id=self.pk)

    def posts_are_read(self, held: list[PostHolding]) -> None:
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

    def holds(self, post: Post | None) -> bool:
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


def holdings_of(*, user_id: int) -> models.QuerySet[PostHolding]:
    """Return what posts a person has held and holds, each with its post."""
    rows = PostHolding.objects.filter(user_id=user_id)
    return rows.select_related("post", "delegated_by")
