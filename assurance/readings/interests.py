"""The interests that commissioners declared, up to a moment, in one statement (Rule 24b)."""

from collections.abc import Iterable
from datetime import datetime

from assurance.facts.interests import InterestFacts
from assurance.models import Interest
from assurance.rules.interests import barred_words, is_in_force
from irp.models import User
from irp.rules.calendar import london_day


def interests(
    *, at: datetime, outcome: int | None = None, by: User | None = None
) -> list[InterestFacts]:
    """Return the interests of an outcome or of all, of one person or of all, oldest first."""
    rows = Interest.objects.filter(at__lte=at).select_related("end", "outcome")
    if outcome is not None:
        rows = rows.filter(outcome__number=outcome)
    if by is not None:
        rows = rows.filter(by=by)
    return [_facts(row, at=at) for row in rows.order_by("number")]


def barred(user: User, outcome: int, *, at: datetime) -> str:
    """Return why this person cannot judge in an outcome, "" where they can."""
    declared = interests(at=at, outcome=outcome, by=user)
    return barred_words(declared, by=user.pk, outcome=outcome, on=london_day(at))


def declared_by(acts: Iterable[tuple[int | None, datetime]]) -> list[InterestFacts]:
    """Return the interests that people had declared, and in force, when they acted (Rule 24b)."""
    done = list(acts)
    latest = max(at for _, at in done)
    return [
        interest
        for interest in interests(at=latest)
        if any(
            interest.by == by
            and interest.at <= at
            and is_in_force(
                starts_on=interest.starts_on, ends_on=interest.ends_on, on=london_day(at)
            )
            for by, at in done
        )
    ]


def _facts(row: Interest, *, at: datetime) -> InterestFacts:
    end = getattr(row, "end", None)
    ended = end if end is not None and end.at <= at else None
    return InterestFacts(
        number=row.number,
        outcome=row.outcome.number,
        words=row.words,
        starts_on=row.starts_on,
        ends_on=ended.ends_on if ended else None,
        by=row.by_id,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
        ended_at=ended.at if ended else None,
    )
