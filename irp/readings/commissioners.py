"""Who the commissioners are: for packs as facts, for Your work who waits or is new (Rule 24b)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, QuerySet, Value, When

from irp.facts import CommissionerFacts
from irp.models import HoldingConfirmation, Post, PostHolding, User
from irp.readings.sources import Source
from irp.rules.administration import takes_effect
from irp.rules.calendar import london_day
from irp.words import PostKind

HELD = "holding"
# A holding in eight columns of the types that a page's other lists have, so that a page that reads
# those reads this with them: its kind, whose it is, the post, its key, the kind of post, the day on
# which it was confirmed, whether it waits, and the account.
HOLDING_PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        PostHolding,
        (
            Value(HELD),
            "user__name",
            "post__title",
            "id",
            "post__kind",
            "confirmed_on",
            Case(When(awaits=True, then=1), default=0, output_field=IntegerField()),
            "user_id",
        ),
    ),
)


class Named(NamedTuple):
    """A commissioner's post as far as Your work tells of it; `confirmed_on` None while it waits."""

    key: int  # of the holding
    person: str
    user: int
    post: str
    awaits: bool
    confirmed_on: date | None


def named(rows: Iterable[tuple[Any, ...]]) -> tuple[Named, ...]:
    """Return commissioners' posts by name, from `HOLDING_PARTS`."""
    return tuple(
        Named(key, person, user, post, bool(awaits), confirmed_on)
        for what, person, post, key, kind, confirmed_on, awaits, user in sorted(
            rows, key=lambda row: row[1]
        )
        if what == HELD and kind == PostKind.COMMISSIONER
    )


def serving(*, on: date) -> QuerySet[PostHolding]:
    """Return the commissioners' posts in effect on a day, of accounts that are open."""
    rows: QuerySet[PostHolding] = PostHolding.objects.held(on=on).filter(
        post__kind=PostKind.COMMISSIONER, user__is_active=True
    )
    return rows


def waiting(*, on: date) -> tuple[frozenset[int], bool]:
    """Return the holdings that still wait on a day, by key, and whether a commissioner serves.

    One that has ended, or of a closed account, waits no more. In one statement.
    """
    names = ("id", "awaits", "starts_on", "ends_on", "confirmed_on")
    rows = PostHolding.objects.not_over(on=on).filter(
        post__kind=PostKind.COMMISSIONER, user__is_active=True
    )
    found = list(rows.values(*names))
    return (
        frozenset(row["id"] for row in found if row["awaits"]),
        any(takes_effect(on=on, **{name: row[name] for name in names[1:]}) for row in found),
    )


def commissioners(source: Source) -> tuple[CommissionerFacts, ...]:
    """Return the commissioners whose posts take effect at a moment, by post and name."""
    on = london_day(source.at)
    titles = {
        key: title
        for key, title, kind in source.columns(Post, "id", "title", "kind")
        if kind == PostKind.COMMISSIONER
    }
    names = {key: name for key, name, active in source.columns(User, "id", "name", "is_active")
             if active}  # fmt: skip
    confirmations = {row.holding_id: row for row in source.acts(HoldingConfirmation)}
    columns = ("id", "post_id", "user_id", "starts_on", "ends_on", "awaits", "confirmed_on")
    found = []
    for key, post, user, starts_on, ends_on, awaits, confirmed_on in source.columns(
        PostHolding, *columns
    ):
        in_effect = takes_effect(
            starts_on=starts_on, ends_on=ends_on, awaits=awaits, confirmed_on=confirmed_on, on=on
        )
        if post in titles and user in names and in_effect:
            act = confirmations.get(key)
            found.append(
                CommissionerFacts(
                    person=names[user],
                    post=titles[post],
                    starts_on=starts_on,
                    ends_on=ends_on,
                    confirmed_on=confirmed_on,
                    confirmed_by=act.by_name if act else "",
                    letter=act.letter if act else "",
                )
            )
    return tuple(sorted(found, key=lambda holder: (holder.post, holder.person)))


def needs_letter(*, on: date) -> bool:
    """Tell whether no commissioner serves: the first is confirmed by the appointment letter."""
    return not serving(on=on).exists()
