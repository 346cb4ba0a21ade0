"""What the pages of administration show: people with their posts; and how any timeline is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, pairwise
from typing import Any

from django.db.models import Prefetch, QuerySet

from irp.models import PlanSettings, Post, PostHolding, User


@dataclass(frozen=True)
class Change:
    """One thing that changed: its name, and the words before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event of a timeline, as `components/timeline.html` prints it."""

    at: datetime
    who: str
    what: str
    post: str = ""
    changes: tuple[Change, ...] = ()
    why: str = ""
    happened_on: date | None = None
    late: bool = False


def changed(label: str, before: str, after: str) -> tuple[Change, ...]:
    """Return the change, if it is one."""
    return (Change(label, before, after),) if before != after else ()


def words(value: Any) -> str:
    """Return a stored value as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    return "" if value is None else str(value)


def entries_of(rows: Sequence[Any], fields: dict[str, str], *, of: str = "") -> Iterator[Entry]:
    """Yield an entry for each history row, the newest first, with what it changed.

    `fields` gives the label of each column that is shown; `of` heads entries of another record.
    """
    for row, before in pairwise([*rows, None]):
        changes = tuple(
            Change(label, words(getattr(before, name)), words(getattr(row, name)))
            for name, label in fields.items()
            if before is not None and getattr(before, name) != getattr(row, name)
        )
        reason = row.history_change_reason or ("Changed" if before else "Created")
        yield Entry(
            at=row.history_date,
            who=row.actor_name or "Not recorded",
            post=row.actor_post,
            what=f"{of}: {reason}" if of else reason,
            changes=changes,
            happened_on=row.happened_on,
        )


USER_FIELDS = {"name": "Name", "email": "Email address", "is_active": "Active"}
HOLDING_FIELDS = {"starts_on": "First day", "ends_on": "Last day", "interim": "Interim"}
SETTINGS_FIELDS = {
    field.name: str(field.verbose_name).capitalize()
    for field in PlanSettings._meta.concrete_fields
    if field.name not in {"id", "version"}
}


def account_timeline(user: User) -> list[Entry]:
    """Return what was done to an account and to the posts it holds, the newest first."""
    of_holdings = PostHolding.history.filter(user_id=user.pk)
    titles = dict(Post.objects.values_list("pk", "title"))
    by_holding: dict[int, list[Any]] = {}
    for row in of_holdings.order_by("-history_date", "-history_id"):
        by_holding.setdefault(row.id, []).append(row)
    account = list(user.history.order_by("-history_date", "-history_id"))
    entries = chain(
        entries_of(account, USER_FIELDS),
        *(
            entries_of(rows, HOLDING_FIELDS, of=titles[rows[0].post_id])
            for rows in by_holding.values()
        ),
    )
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


@dataclass(frozen=True)
class PersonRow:
    """One person of the list: their account and the posts they hold on the day."""

    user: User
    posts: tuple[str, ...]


def people() -> QuerySet[User]:
    """Return every person with their holdings, by name; closed accounts last."""
    held = PostHolding.objects.select_related("post", "delegated_by")
    return User.objects.order_by("-is_active", "name", "email").prefetch_related(
        Prefetch("holdings", queryset=held)
    )


def person_rows(users: Iterable[User], *, on: date) -> list[PersonRow]:
    """Return the rows of the list of people; closed accounts hold nothing."""
    return [
        PersonRow(
            user=user,
            posts=tuple(
                sorted(
                    row.title_as_held
                    for row in user.holdings.all()
                    if user.is_active and row.is_held_on(on)
                )
            ),
        )
        for user in users
    ]


@dataclass(frozen=True)
class PostRow:
    """One post of the list: who holds it on the day, and who takes it up later."""

    post: Post
    holders: tuple[PostHolding, ...]
    coming: tuple[PostHolding, ...]


def posts() -> QuerySet[Post]:
    """Return every post with its holdings, by kind and title."""
    held = PostHolding.objects.filter(user__is_active=True)
    return Post.objects.order_by("kind", "title").prefetch_related(
        Prefetch("holdings", queryset=held.select_related("user", "delegated_by", "post"))
    )


def post_rows(some: Iterable[Post], *, on: date) -> list[PostRow]:
    """Return the rows of the list of posts; closed accounts hold nothing."""
    return [
        PostRow(
            post=post,
            holders=tuple(row for row in post.holdings.all() if row.is_held_on(on)),
            coming=tuple(row for row in post.holdings.all() if row.starts_on > on),
        )
        for post in some
    ]
