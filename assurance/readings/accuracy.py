"""Drafts shared for accuracy, for their authors and for the officers they are shared with (23)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Count, DateField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from assurance.facts.recommendations import ActionPosition
from assurance.models import AccuracyComment, AccuracyShare, Requirement
from assurance.readings.recommendations import action_rows, positions_of
from assurance.rules.accuracy import OFFICERS, is_open
from irp.models import PostHolding, User
from irp.prepared import Asker, rows_of
from irp.rules.calendar import london_day

ASKED = "asked"  # what tells a share among rows of actions


class Shared(NamedTuple):
    """A share with the comments on it; `is_open` says that its officer sees the draft today."""

    share: AccuracyShare
    comments: tuple[AccuracyComment, ...]
    is_open: bool


class Asked(NamedTuple):
    """A draft that an officer is asked to check, as Your work tells of it."""

    ref: str  # of the requirement
    title: str
    author: int
    by_name: str
    until: date


def officers(*, on: date) -> QuerySet[User]:
    """Return the people with whom a draft may be shared on a day: council officers."""
    held = PostHolding.objects.held(on=on).filter(post__kind__in=OFFICERS)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")


def share_rows(user: Asker, *, on: date) -> QuerySet[AccuracyShare, Any]:
    """Return the open shares with an officer in the columns of `action_rows`, nobody else's."""
    rows = AccuracyShare.objects.open_to(user, on=on).order_by()
    shown: QuerySet[AccuracyShare, Any] = rows.values_list(
        Value(ASKED),
        "by_name",
        "draft__by_id",
        "id",
        "draft__requirement__title",
        "draft__requirement__ref",
        "until",
        Cast(Value(None), DateField()),
        Value(""),
    )
    return shown


def asked_of(rows: Iterable[tuple[Any, ...]]) -> list[Asked]:
    """Return the newest share of each draft, from `share_rows`, oldest first."""
    newest = {
        (ref, author): Asked(ref, title, author, by_name, until)
        for _, by_name, author, _, title, ref, until, *_ in sorted(rows, key=itemgetter(3))
    }
    return list(newest.values())


def actions_and_asked(user: User, *, at: datetime) -> tuple[list[ActionPosition], list[Asked]]:
    """Return every action as it stands and what an officer is asked to check; one statement."""
    if user.holds_kind(*OFFICERS):
        kinds, on = frozenset(user.kinds()), london_day(at)
        rows = rows_of(_actions_and_shares, kinds, by=user.pk, at=at, on=on)
    else:
        rows = rows_of(action_rows, at=at)
    return (
        positions_of(row for row in rows if row[0] != ASKED),
        asked_of(row for row in rows if row[0] == ASKED),
    )


def _actions_and_shares(kinds: frozenset[str], *, by: int, at: datetime, on: date) -> QuerySet[Any]:
    return action_rows(at=at).union(share_rows(Asker(kinds, by), on=on), all=True)


def share_of(user: User, ref: str, author: int, *, at: datetime) -> AccuracyShare | None:
    """Return the share through which an officer sees a draft, None for everybody else."""
    rows = AccuracyShare.objects.open_to(user, on=london_day(at))
    found: AccuracyShare | None = rows.filter(draft__requirement__ref=ref, draft__by=author).last()
    return found


def shares_of(requirement: Requirement, *, user: User, at: datetime) -> list[Shared]:
    """Return the shares of drafts of a requirement that a commissioner may see, newest first."""
    today = london_day(at)
    seen = AccuracyShare.objects.seen_by(user, on=today)
    rows: list[Any] = list(seen.filter(draft__requirement=requirement))
    comments = comments_on(rows)
    return [
        Shared(
            row,
            tuple(comments[row.pk]),
            is_open(
                until=row.until,
                on=today,
                taken_back=hasattr(row, "end"),
                draft_ended=row.draft_ended,
                author_serves=row.author_serves,
            ),
        )
        for row in reversed(rows)
    ]


def comments_told(asker: Asker) -> Coalesce:
    """Return how many comments a commissioner's own draft under way has, to be read with it."""
    own = AccuracyShare.objects.under_way(asker)
    of_row = {"share__draft__requirement": OuterRef("requirement")}
    told = AccuracyComment.objects.of(own).filter(**of_row).order_by().values(*of_row)
    return Coalesce(Subquery(told.annotate(number=Count("pk")).values("number")), 0)


def comments_on(shares: Iterable[AccuracyShare]) -> dict[int, list[AccuracyComment]]:
    """Return the comments on shares that a person was found to see, by the share's key."""
    found: dict[int, list[AccuracyComment]] = defaultdict(list)
    for row in AccuracyComment.objects.of(list(shares)):
        found[row.share_id].append(row)
    return found
