"""Commissioners confirm which quarters the Assurance Plan means; its dates follow (Rule 11).

The plan does not say, and which it is moves every date that is given as a quarter: it is theirs to
say, as its dates are (Rule 18). The plan's settings hold what is in force, so that any past day
reads as it did then; each decision is an act that is kept.
"""

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction

from assurance.models import Gate, QuartersAct, TimelineEntry
from assurance.readings.quarters_read import read_again
from assurance.rules.quarters_read import quarters_faults
from irp.actions import Faulty
from irp.history import enact, record
from irp.models import Conflict, PlanSettings, Tracked, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from irp.rules.plan_dates import QuarterConvention

Row = TypeVar("Row", bound=Tracked)


def confirm_quarters(
    quarters: QuarterConvention,
    *,
    decided_on: date,
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> QuartersAct:
    """Confirm the quarters; dates given as quarters are read again from their words, and say why.

    The timeline goes with them. Reports and baselines of the Improvement and Recovery Plan keep
    the days their authors meant. `version` is that of the settings the person saw, 0 where none
    were stored: raises `Conflict` where they changed since, `Faulty` by field.
    """
    require(by, "assurance.confirm_quarters", at=at)
    with transaction.atomic():
        settings = PlanSettings.objects.select_for_update().first()
        if (settings.version if settings else 0) != version:
            raise Conflict(settings or PlanSettings())
        settings = settings or PlanSettings()
        faults = quarters_faults(
            quarters=quarters,
            confirmed=QuarterConvention(settings.cap_quarters)
            if settings.cap_confirmed_on
            else None,
            decided_on=decided_on,
            reason=reason,
            today=london_day(at),
        )
        if faults:
            raise Faulty(faults)
        moves = settings.cap_quarters != quarters.value
        moved = _move(quarters, reason=reason.strip(), by=by, at=at) if moves else 0
        done = enact(
            QuartersAct,
            by=by,
            at=at,
            number=next_number(QuartersAct.objects.all()),
            quarters=quarters.value,
            decided_on=decided_on,
            reason=reason.strip(),
            moved=moved,
        )
        settings.cap_quarters, settings.cap_confirmed_on = quarters.value, decided_on
        settings.cap_confirmed_by = done.by_name
        record(settings, by=by, at=at, reason=reason.strip())
        return done


def _move(quarters: QuarterConvention, *, reason: str, by: User, at: datetime) -> int:
    """Write the gates and the timeline as their words now read; return how many gates moved."""
    gates = read_again(Gate.objects.select_for_update(), ("due",), quarters)
    entries = read_again(TimelineEntry.objects.select_for_update(), ("start", "end"), quarters)
    words = f"Quarters of the Assurance Plan read as {quarters.words} quarters: {reason}"
    for row in (*gates, *entries):
        record(row, by=by, at=at, reason=words)
    return len(gates)
