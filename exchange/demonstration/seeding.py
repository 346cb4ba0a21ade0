"""Seed the demonstration: people, then month after month as a council would have lived it.

One transaction: all of it or nothing. Months before the last frozen one keep their snapshot and
get no packs: drawing some sixty would take a quarter of an hour, and any of them can be asked for
on the period's page, since a pack is drawn from its snapshot alone. The TIB and the IRB pack of
the last frozen month are asked for as final and drawn by the Celery worker like any other.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from assurance.actions import change_settings
from exchange.demonstration.board_meetings import prepare_boards
from exchange.demonstration.classification import classify_items
from exchange.demonstration.council import Council, gather
from exchange.demonstration.edition import write_for_packs
from exchange.demonstration.living import begin, live_through
from exchange.demonstration.months import (
    EVENTFUL,
    FIRST,
    Meeting,
    london_moment,
    meetings,
)
from exchange.demonstration.occurrences import set_first_dates
from exchange.demonstration.owners import OWNED_FROM, name_owners
from exchange.demonstration.restructuring import (
    CLOSED_FROM,
    hand_on_and_close,
)
from exchange.demonstration.taken_over import take_over_what_was_done
from irp.actions import Refused, period_offsets
from irp.holidays import england_holidays
from irp.models import ReportingPeriod
from irp.readings import plan_settings
from packs.actions import request_pack
from packs.words import EditionStatus, Forum
from programmes.models import Programme, Return

BY = "manage.py seed_demo"
OPENS_DAYS = 25  # working days before the TIB: each period opens about when the last is frozen
ACTED = 3  # frozen months, at least, acted out through the actions; `writing` says why not all are


def is_seeded() -> bool:
    """Tell whether the demonstration stands."""
    return plan_settings().demonstration


def seed(*, at: datetime, tell: Callable[[str], object] = lambda line: None) -> None:
    """Seed the history from April 2024 up to the moment `at`.

    Refused where no plan is loaded, where the plan has returns of its own, since a demonstration
    is never mixed into them, and before the first month is frozen. Writes nothing where the
    demonstration stands already.
    """
    if is_seeded():
        tell("The demonstration is seeded already.")
        return
    with transaction.atomic():
        council = _found(at)
        frozen, following = _months_until(at)
        if not frozen:
            raise Refused(f"The demonstration begins when {FIRST:%B %Y} is frozen: a later day.")
        last = None
        for place, meeting in enumerate(frozen):
            acted = place >= len(frozen) - ACTED or meeting.month >= EVENTFUL
            if last and last.frozen_at and meeting.month == CLOSED_FROM:
                hand_on_and_close(council, at=last.frozen_at + timedelta(minutes=10))
            if last and last.frozen_at and meeting.month == OWNED_FROM:
                at_eve = last.frozen_at + timedelta(minutes=5)
                until = following.irb_on + timedelta(days=62)
                name_owners(council, ends_on=until, by=BY, at=at_eve)
            last = live_through(council, meeting, last, acted=acted)
        assert last is not None
        _ask_for_packs(council, last, now=at)
        begin(council, following, last, now=at)
        tell(f"Seeded {len(frozen)} frozen months; {last} is the last of them.")


def _found(at: datetime) -> Council:
    if not Programme.objects.exists():
        raise Refused("No plan is loaded. Type ./run manage load_plan first.")
    if Return.objects.exists() or ReportingPeriod.objects.exists():
        raise Refused(
            "The plan has reporting periods or returns of its own, and demonstration data is "
            "never mixed into them. Use another IRP_STATE or database."
        )
    founded_at = london_moment(FIRST, 8)
    settings = plan_settings()
    change_settings(
        {"demonstration": True, "opens_days": OPENS_DAYS},
        version=0 if settings._state.adding else settings.version,
        reason="Demonstration",
        by=BY,
        at=founded_at,
    )
    council = gather(by=BY, at=founded_at)
    set_first_dates(council.stories, at=london_moment(FIRST, 9))
    take_over_what_was_done(council, at=london_moment(FIRST, 10))
    return council


def _months_until(at: datetime) -> tuple[list[Meeting], Meeting]:
    """Return the months frozen before a moment, and the month that follows them."""
    frozen: list[Meeting] = []
    known = meetings(offsets=period_offsets(plan_settings()), holidays=england_holidays())
    following = next(known)
    while following.freezes_at < at:
        frozen.append(following)
        following = next(known)
    return frozen, following


def _ask_for_packs(council: Council, last: ReportingPeriod, *, now: datetime) -> None:
    at = min(now, london_moment(last.issue_on, 10))
    prepare_boards(council, last, at=at)
    write_for_packs(council, last, at=at)
    classify_items(council, at=at)
    for forum in Forum:
        request_pack(
            last, forum, EditionStatus.FINAL, reason="For the board", by=council.cast.assurer, at=at
        )
