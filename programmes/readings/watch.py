"""Watermelon watch for one return: finds the rows that its signals name (Rule 7).

Watched so far: Green past a forecast, forecasts that keep moving, a narrative that hardly changed.
"""

from collections.abc import Iterable
from datetime import datetime

from irp.models import PlanSettings, ReportingPeriod
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from programmes.models import Milestone, MilestoneReport, Return
from programmes.rules.delivery import is_past_forecast
from programmes.rules.signals import Signal, forecast_moves, signals, unchanged
from programmes.words import Delivery, Rating


def signals_of(
    ret: Return, *, rating: Rating | None, at: datetime, settings: PlanSettings | None = None
) -> list[Signal]:
    """Return the signals that stand beside a rating of this return. They set nothing."""
    settings = settings or PlanSettings.objects.first() or PlanSettings()
    # One period more than watched: four moves need five readings.
    watched = (
        ReportingPeriod.objects.filter(month__lte=ret.period.month)
        .order_by("-month")
        .values("pk")[: settings.periods_watched + 1]
    )
    reports = MilestoneReport.objects.filter(
        milestone__programme=ret.programme_id,
        milestone__in=Milestone.objects.in_force(on=london_day(at)),
        period__in=watched,
    ).select_related("milestone", "period")
    before = (
        Return.objects.filter(programme=ret.programme_id, period__month__lt=ret.period.month)
        .order_by("-period__month")
        .first()
    )
    return signals_among(reports, ret=ret, before=before, rating=rating, settings=settings, at=at)


def signals_among(
    reports: Iterable[MilestoneReport],
    *,
    ret: Return,
    before: Return | None,
    rating: Rating | None,
    settings: PlanSettings,
    at: datetime,
) -> list[Signal]:
    """Return the signals found in reports that were read already, with milestone and period.

    `reports` are those of the periods watched, `before` is the return of the period before.
    """
    by_ref: dict[str, list[MilestoneReport]] = {}
    for report in sorted(reports, key=lambda report: report.period.month):
        by_ref.setdefault(report.milestone.ref, []).append(report)
    still_open = {ref: rows for ref, rows in by_ref.items() if Delivery(rows[-1].delivery).is_open}
    measured = Measured(london_day(at))
    return signals(
        rating=rating,
        past_forecast=sorted(
            ref
            for ref, rows in still_open.items()
            if is_past_forecast(
                delivery=Delivery(rows[-1].delivery), forecast=rows[-1].forecast, measured=measured
            )
        ),
        moving=sorted(
            ref
            for ref, rows in still_open.items()
            if forecast_moves(latests=[row.forecast.latest for row in rows if row.forecast.latest])
            >= settings.moves_watched
        ),
        narrative_unchanged=before is not None
        and unchanged(
            before=before.progress, now=ret.progress, alike_percent=settings.narrative_alike_percent
        ),
        moves=settings.moves_watched,
        periods=settings.periods_watched,
    )
