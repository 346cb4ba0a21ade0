"""What one month may say of one milestone, and where it stands (Rules 3 to 5, 9 and 10)."""

from datetime import date, datetime, timedelta

from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate, is_past, slip_days
from programmes.words import CLOSED, Delivery, MilestoneStatus


def report_faults(
    *,
    delivery: Delivery,
    last: Delivery | None,
    actual_on: date | None,
    narrative: str,
    reason: str,
    on: date,
) -> dict[str, str]:
    """Return the faults of a milestone's report by field, each with what to type."""
    faults: dict[str, str] = {}
    if delivery is Delivery.COMPLETE and actual_on is None:
        faults["actual_on"] = "Enter the day it was completed, such as 30/06/2026"
    if delivery is not Delivery.COMPLETE and actual_on is not None:
        faults["actual_on"] = "Clear the completion day, or choose Complete"
    if actual_on is not None and actual_on > on:
        faults["actual_on"] = "The completion day must not be in the future"
    if not narrative.strip():
        faults["narrative"] = "Enter what happened this month"
    changed = last is not None and last is not delivery
    if not reason.strip() and (delivery.needs_reason or changed):
        was = f" (it was {last.label})" if changed and last else ""
        faults["reason"] = f"Enter the reason for {delivery.label}{was}"
    return faults


def is_past_forecast(*, delivery: Delivery, forecast: PlanDate, on: date) -> bool:
    """Tell whether an open row stands behind its own forecast, whatever its kind (Rule 9).

    The SQL twin is the count of that name in `dashboards.querysets.milestone_counts`.
    """
    return delivery.is_open and forecast.latest is not None and forecast.latest < on


def forecast_fault(*, delivery: Delivery, forecast: PlanDate, kind: str, on: date) -> str | None:
    """Return why a return may not be submitted with this row, or None (Rule 9).

    A forecast in the past on an open item is refused, whatever its kind. Only dated rows owe a
    forecast (Rule 10), and a paused one may have none.
    """
    if is_past_forecast(delivery=delivery, forecast=forecast, on=on):
        return "has a forecast in the past"
    if forecast.latest or not delivery.is_open:
        return None
    owes = kind == "dated" and delivery is not Delivery.PAUSED
    return "has no forecast" if owes else None


LOOK_AHEAD = timedelta(days=90)
UNBASELINED = frozenset({"tbc", "relative", "undated"})


def standing(
    *, kind: str, baseline: PlanDate, delivery: Delivery | None, at: datetime
) -> MilestoneStatus:
    """Return where a milestone stands at a moment (Rules 8 to 10).

    Missed means open with the whole of its current baseline passed; due, within the look-ahead of
    90 days; later, after it. To be confirmed, with what is relative or has no date at all, is
    counted apart; ongoing, recurring and reviewed rows have no due date. The SQL twin is
    `dashboards.querysets.milestone_counts`.
    """
    if delivery is Delivery.COMPLETE:
        return MilestoneStatus.DONE
    if delivery is Delivery.DESCOPED:
        return MilestoneStatus.DESCOPED
    if kind in UNBASELINED:
        return MilestoneStatus.TO_BE_CONFIRMED
    if kind != "dated" or baseline.latest is None:
        return MilestoneStatus.NO_DUE_DATE
    if is_past(baseline, at=at):
        return MilestoneStatus.MISSED
    soon = london_day(at) + LOOK_AHEAD
    return MilestoneStatus.DUE if baseline.latest <= soon else MilestoneStatus.LATER


def days_late(
    *, kind: str, baseline: PlanDate, delivery: Delivery | None, actual_on: date | None, on: date
) -> int | None:
    """Return the days by which a milestone is late against a baseline, 0 when it is not (Rule 9).

    Counted from the baseline's last day to the completion day, or to `on` while it is open: a
    forecast neither cures nor worsens it. Pages and packs ask it of the current baseline and of
    B0. None where there is no day to be late against: a row of another kind than dated, a
    baseline without days, a descoped row (Rule 10).
    """
    if kind != "dated" or baseline.latest is None or delivery is Delivery.DESCOPED:
        return None
    until = actual_on if delivery is Delivery.COMPLETE and actual_on else on
    return max(0, (until - baseline.latest).days)


def forecast_slip(
    *, baseline: PlanDate, forecast: PlanDate, delivery: Delivery | None
) -> int | None:
    """Return the days by which a forecast is after the current baseline, negative when before it.

    A figure of its own beside the days late (Rule 9). None once the row is closed, and where
    either date names no day.
    """
    return None if delivery in CLOSED else slip_days(baseline, forecast)
