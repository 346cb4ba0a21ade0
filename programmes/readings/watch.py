"""Watermelon watch for one return that is being rated: the rows that its signals name (Rule 7)."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from irp.models import PlanSettings, ReportingPeriod
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate
from programmes.figures.watch import signals_among
from programmes.models import Milestone, MilestoneReport, Return
from programmes.rules.signals import Signal
from programmes.words import Delivery, Rating


class _Reported(NamedTuple):
    delivery: Delivery
    forecast: PlanDate


def signals_of(
    ret: Return, *, rating: Rating | None, at: datetime, settings: PlanSettings | None = None
) -> list[Signal]:
    """Return the signals that stand beside a rating of this return. They set nothing.

    The same as `figures.beside` shows, which the tests of both hold together.
    """
    settings = settings or PlanSettings.objects.first() or PlanSettings()
    # One period more than watched: four moves need five readings.
    opened = ReportingPeriod.objects.filter(
        opened_at__isnull=False, month__lte=ret.period.month
    ).order_by("-month")
    watched = list(opened.values_list("pk", flat=True)[: settings.periods_watched + 1])
    on = london_day(at)
    reports = MilestoneReport.objects.that_count().filter(
        milestone__programme=ret.programme_id,
        milestone__in=Milestone.objects.in_force(on=on),
        period__in=watched,
    )
    found = defaultdict(list)
    for row in reports.select_related("milestone").order_by("-period__month"):
        found[row.milestone.ref].append(_Reported(Delivery(row.delivery), row.forecast))
    before = Return.objects.filter(programme=ret.programme_id, period__in=watched[1:2])
    return signals_among(
        found,
        progress=ret.progress,
        progress_before=before.values_list("progress", flat=True).first() or "",
        rating=rating,
        settings=settings,
        measured=Measured(on),
    )
