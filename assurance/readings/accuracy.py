"""Drafts shared for accuracy, for their authors and for the officers they are shared with (23)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assurance.models import AccuracyComment, AccuracyShare, Requirement
from assurance.rules.accuracy import OFFICERS, is_open
from irp.models import PostHolding, User
from irp.rules.calendar import london_day


class Shared(NamedTuple):
    """A share with the comments on it; `is_open` says that its officer sees the draft today."""

    share: AccuracyShare
    comments: tuple[AccuracyComment, ...]
    is_open: bool


def officers(*, on: date) -> QuerySet[User]:
    """Return the people with whom a draft may be shared on a day: council officers."""
    held = PostHolding.objects.held(on=on).filter(post__kind__in=OFFICERS)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name", "pk")


def shared_with(user: User, *, at: datetime) -> list[AccuracyShare]:
    """Return the newest open share of each commissioner's draft with an officer, oldest first."""
    rows = AccuracyShare.objects.open_to(user, on=london_day(at))
    newest = {(row.draft.requirement_id, row.draft.by_id): row for row in rows}
    return list(newest.values())


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
    said = comments_on(rows)
    return [
        Shared(
            row,
            tuple(said[row.pk]),
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


def comments_told(user: User, *, at: datetime) -> Coalesce:
    """Return how many comments a commissioner's own draft under way has, to be read with it."""
    seen = AccuracyShare.objects.seen_by(user, on=london_day(at))
    own = seen.filter(draft__by=user, draft_ended=False).order_by()
    of_row = {"share__draft__requirement": OuterRef("requirement")}
    told = AccuracyComment.objects.of(own).filter(**of_row).order_by().values(*of_row)
    return Coalesce(Subquery(told.annotate(number=Count("pk")).values("number")), 0)


def comments_on(shares: Iterable[AccuracyShare]) -> dict[int, list[AccuracyComment]]:
    """Return the comments on shares that a person was found to see, by the share's key."""
    found: dict[int, list[AccuracyComment]] = defaultdict(list)
    for row in AccuracyComment.objects.of(list(shares)):
        found[row.share_id].append(row)
    return found
