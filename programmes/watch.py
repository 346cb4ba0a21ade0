"""Watermelon watch for one return: finds the rows that its signals name (Rule 7)."""

from datetime import datetime

from irp.models import PlanSettings
from irp.rules.plan_dates import is_past
from programmes.models import MilestoneReport, Return
from programmes.rules import Delivery, Rating
from programmes.rules.signals import Signal, forecast_moves, signals, unchanged


def signals_of(ret: Return, *, rating: Rating | None, at: datetime) -> list[Signal]:
    """Return the signals that stand beside a rating of this return. They set nothing."""
    settings = PlanSettings.objects.first() or PlanSettings()
    reports = list(ret.reports.select_related("milestone"))
    past = [
        report.milestone.ref
        for report in reports
        if Delivery(report.delivery).is_open and is_past(report.forecast, at=at)
    ]
    before = (
        Return.objects.filter(programme=ret.programme_id, period__month__lt=ret.period.month)
        .order_by("-period__month")
        .first()
    )
    return signals(
        rating=rating,
        past_forecast=sorted(past),
        moving=_moving(ret, settings),
        narrative_unchanged=before is not None
        and unchanged(
            before=before.progress,
            now=ret.progress,
            alike_percent=settings.narrative_alike_percent,
        ),
        moves=settings.moves_watched,
        periods=settings.periods_watched,
    )


def _moving(ret: Return, settings: PlanSettings) -> list[str]:
    """Return the milestones whose forecast moved too often, over one period more than watched."""
    months = list(
        type(ret.period)
        .objects.filter(month__lte=ret.period.month)
        .order_by("-month")
        .values_list("month", flat=True)[: settings.periods_watched + 1]
    )
    rows = (
        MilestoneReport.objects.filter(
            milestone__programme=ret.programme_id, period__month__in=months
        )
        .order_by("period__month")
        .values_list("milestone__ref", "forecast_latest")
    )
    latests: dict[str, list[object]] = {}
    for ref, latest in rows:
        if latest:
            latests.setdefault(ref, []).append(latest)
    return sorted(
        ref
        for ref, days in latests.items()
        if forecast_moves(latests=days) >= settings.moves_watched
    )
