"""What the pages of administration show: people with their posts; and how any timeline is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, pairwise
from typing import Any, Protocol

from django.core.paginator import Page, Paginator
from django.db.models import Model

from irp.fields import label_of, words_in
from irp.models import PlanSettings, Post, PostHolding, User
from irp.readings.accounts import histories_of_holdings, titles_of_posts
from irp.readings.versions import row_versions
from irp.rules.administration import is_over, is_to_come
from irp.rules.numbers import whole_number


class Pages(Paginator):
    """A long list page by page; an address that asks for none of them is given the first."""

    def get_page(self, number: int | float | str | None) -> Page:
        """Return the page of a number as an address writes it, in ASCII digits."""
        return super().get_page(max(1, whole_number(str(number)) or 1))


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
    links: tuple[tuple[str, str], ...] = ()  # the words and the address of each page it names


class Acted(Protocol):
    """What says who did it, in what post, and when: an act's row, or a fact of one."""

    @property
    def at(self) -> datetime: ...

    @property
    def by_name(self) -> str: ...

    @property
    def by_post(self) -> str: ...


def act_entry(
    act: Acted,
    what: str,
    *,
    changes: tuple[Change, ...] = (),
    why: str = "",
    happened_on: date | None = None,
) -> Entry:
    """Return the entry of an act: who did it and when are its own."""
    return Entry(
        at=act.at,
        who=act.by_name,
        post=act.by_post,
        what=what,
        changes=changes,
        why=why,
        happened_on=happened_on,
    )


def changed(label: str, before: str, after: str) -> tuple[Change, ...]:
    """Return the change, if it is one."""
    return (Change(label, before, after),) if before != after else ()


def history_entries(
    rows: Sequence[Any], model: type[Model], names: Iterable[str], *, of: str = ""
) -> Iterator[Entry]:
    """Yield an entry for each history row of a model, the newest first, with what it changed.

    `names` are the columns that are shown; `of` heads entries of another record.
    """
    names = tuple(names)
    for row, before in pairwise([*rows, None]):
        changes = tuple(
            Change(
                label_of(model, name),
                words_in(model, name, getattr(before, name)),
                words_in(model, name, getattr(row, name)),
            )
            for name in names
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


USER_COLUMNS = ("name", "email", "is_active")
HOLDING_COLUMNS = ("starts_on", "ends_on", "capacity", "awaits", "confirmed_on")
SETTINGS_COLUMNS = tuple(
    field.name
    for field in PlanSettings._meta.concrete_fields
    if field.name not in {"id", "version"}
)


def account_timeline(user: User) -> list[Entry]:
    """Return what was done to an account and to the posts it holds, the newest first."""
    titles, by_holding = titles_of_posts(), histories_of_holdings(user)
    account = list(row_versions(User, id=user.pk))
    entries = chain(
        history_entries(account, User, USER_COLUMNS),
        *(
            history_entries(rows, PostHolding, HOLDING_COLUMNS, of=titles[rows[0].post_id])
            for rows in by_holding.values()
        ),
    )
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


@dataclass(frozen=True)
class WithoutPost:
    """What a person without a post today is told: which they take up, which they held last."""

    coming: tuple[PostHolding, ...]  # the next first
    last: PostHolding | None


def without_post(user: User, *, on: date) -> WithoutPost | None:
    """Return what a person who holds no post on a day held and will hold; None who holds one."""
    if user.holdings_on(on):
        return None
    held = user.holdings_ever()
    over = [holding for holding in held if is_over(holding.ends_on, on=on)]
    return WithoutPost(
        coming=tuple(holding for holding in held if is_to_come(holding.starts_on, on=on)),
        last=max(over, key=lambda holding: holding.ends_on or on, default=None),
    )


@dataclass(frozen=True)
class PersonRow:
    """One person of the list: their account and the posts they hold on the day."""

    user: User
    posts: tuple[str, ...]


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


def post_rows(posts: Iterable[Post], *, on: date) -> list[PostRow]:
    """Return the rows of the list of posts; closed accounts hold nothing."""
    return [
        PostRow(
            post=post,
            holders=tuple(row for row in post.holdings.all() if row.is_held_on(on)),
            coming=tuple(row for row in post.holdings.all() if is_to_come(row.starts_on, on=on)),
        )
        for post in posts
    ]
