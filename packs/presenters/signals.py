"""A month's warning signs, from its snapshot or from the record (Rule 7).

A frozen month's are those of its snapshot, an open month's those of the record as it is now.
"""

from datetime import date, datetime

from irp.models import PlanSettings, User
from irp.readings import Now, periods
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from packs.context.dependencies import network_of
from packs.context.frame import Calendar
from packs.figures.beside import around_of, beside_of, month_beside
from packs.figures.returns import outside_of
from packs.figures.signals import MonthSignals, month_signals
from packs.models import PlanSnapshot
from packs.snapshot.stored import opened
from programmes.figures.beside import facts_beside
from programmes.readings.programmes import all_programmes
from programmes.readings.readers import reader_of
from programmes.readings.watch import arounds_now
from programmes.rules.withheld import programme_seen


def signals_page(snapshot: PlanSnapshot) -> MonthSignals:
    """Return the warning signs of a frozen month from its snapshot and nothing else (Rule 16)."""
    plan = opened(snapshot.body).plan
    calendar = Calendar.of(plan)
    network = network_of(plan, calendar)
    lines = network.lines if network else None
    found = (
        (row, beside_of(row, plan, calendar.measured, around_of(row, plan, lines)))
        for row in plan.programmes
        if outside_of(row) is None
    )
    return month_signals(plan.period, found)


def signals_now(
    month: date, *, user: User, at: datetime, settings: PlanSettings
) -> MonthSignals | None:
    """Return the warning signs of the open month as a person may read them; None for another.

    They are those that stand beside each return's rating at this moment, on the page on which it
    is signed or assured.
    """
    source, measured, reader = Now(at), Measured(london_day(at)), reader_of(user)
    period = next((period for period in periods(source).values() if period.is_open), None)
    if period is None or period.month != month:
        return None
    programmes = all_programmes(source, on=measured.on, watched=settings.periods_watched)
    arounds = arounds_now(source, measured=measured, reader=reader)
    found = []
    for whole in programmes:
        row = programme_seen(whole, reader)
        if outside_of(row) is None:
            of = month_beside(row, month, arounds(row.ref))
            found.append(
                (row, facts_beside(row.milestones, of=of, settings=settings, measured=measured))
            )
    return month_signals(period, found)
