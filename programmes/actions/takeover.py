"""An opening position is taken over from an earlier tracker, in one act (Rule 18c).

It is no return and no report: it says what was so before this record began, and by whom it was
taken over. Dates that were approved there become baselines, each with its decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused, hold_the_month
from irp.history import act, enact, record, write_acts
from irp.models import User
from irp.permissions import require
from irp.readings import plan_settings
from irp.rules.calendar import london_day
from irp.rules.plan_dates import UNDATED
from programmes.models import Baseline, Milestone, OpeningRow, Programme, TakeOver
from programmes.readings.openings import ground_of, next_opening_number
from programmes.rules.takeover import read_opening_file
from programmes.rules.takeover_plan import OpeningPlan, opening_mark
from programmes.words import MilestoneKind


@dataclass(frozen=True, kw_only=True)
class Tracker:
    """The earlier tracker, and as at which day its position is taken over."""

    tracker: str
    position_on: date
    note: str = ""


def take_over(content: bytes, tracker: Tracker, *, seen: str, by: User, at: datetime) -> TakeOver:
    """Take over the position in a file as it was previewed; `seen` is the mark of the preview.

    Raises `Faulty` for a day to come, `Refused` with every fault of the file, and where the plan
    has changed since.
    """
    require(by, "programmes.take_over", at=at)
    on = london_day(at)
    with transaction.atomic():
        hold_the_month(at=at)
        # Requests for changes lock their programme: none is made meanwhile.
        list(Programme.objects.select_for_update(no_key=True).order_by("pk"))
        if tracker.position_on > on:
            raise Faulty({"position_on": "Enter a day that is not in the future"})
        ground = ground_of(plan_settings(), position_on=tracker.position_on, on=on)
        planned, faults = read_opening_file(content, ground)
        if faults:
            raise Refused(*map(str, faults))
        number = next_opening_number()
        if opening_mark(number, tracker.position_on, planned) != seen:
            raise Refused("The plan has changed since the preview. Check it again, then confirm.")
        done = enact(TakeOver, by=by, at=at, number=number, **vars(tracker))
        _write(planned, done, by=by, at=at)
    return done


def _write(planned: Sequence[OpeningPlan], done: TakeOver, *, by: User, at: datetime) -> None:
    locked = Milestone.objects.select_for_update(no_key=True).order_by("pk")
    rows = {row.ref: row for row in locked.filter(ref__in=[plan.ref for plan in planned])}
    openings = []
    for number, plan in enumerate(planned, start=1):
        opening = act(
            OpeningRow,
            by=by,
            at=at,
            takeover=done,
            milestone=rows[plan.ref],
            number=number,
            delivery=plan.delivery.value,
            actual_on=plan.actual_on,
            said=plan.said,
        )
        opening.forecast = plan.forecast
        openings.append(opening)
    write_acts(openings)
    _give_dates([plan for plan in planned if plan.dates], rows, done, by=by, at=at)


def _give_dates(
    planned: Sequence[OpeningPlan],
    rows: Mapping[str, Milestone],
    done: TakeOver,
    *,
    by: User,
    at: datetime,
) -> None:
    """Keep the dates approved so far as the next baselines (Rules 9 and 10)."""
    stored = Baseline.objects.filter(milestone__in=[rows[plan.ref] for plan in planned], number=0)
    firsts = {row.milestone_id: row for row in stored}
    baselines = []
    for plan in planned:
        milestone = rows[plan.ref]
        for number, approved in enumerate(plan.dates, start=1):
            row = act(
                Baseline,
                by=by,
                at=at,
                milestone=milestone,
                number=number,
                takeover=done,
                decided_by=approved.decided_by,
                decided_on=approved.decided_on,
                minute=approved.minute,
                reason=approved.reason,
            )
            first = firsts.get(milestone.pk)
            row.start, row.end = first.start if first else UNDATED, approved.new
            baselines.append(row)
        if milestone.kind != MilestoneKind.DATED:
            milestone.kind = MilestoneKind.DATED.value
            record(milestone, by=by, at=at, reason=str(done))
    write_acts(baselines)
