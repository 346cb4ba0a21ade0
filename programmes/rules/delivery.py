"""The status of a milestone by a day, and how late it is (Rules 3, 4, 8 to 10 and 14)."""

from datetime import date

from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, slip_days
from programmes.words import CLOSED, Delivery, MilestoneStatus


def is_past_forecast(*, delivery: Delivery | None, latest: date | None, measured: Measured) -> bool:
    """Tell whether an open row is behind its forecast's last day, whatever its kind (Rule 9)."""
    return delivery not in CLOSED and measured.has_passed(latest)


def forecast_fault(*, delivery: Delivery, forecast: PlanDate, kind: str, on: date) -> str | None:
    """Return what to type before a return is submitted with this row, or None (Rule 9).

    A forecast in the past on an open item is refused, whatever its kind. Only dated rows owe a
    forecast (Rule 10), and a paused one may have none.
    """
    if fault := past_fault(delivery=delivery, forecast=forecast, on=on):
        return fault
    if forecast.latest or not delivery.is_open:
        return None
    owes = kind == "dated" and delivery is not Delivery.PAUSED
    return f"Enter a forecast of {printed_day(on)} or a later date" if owes else None


def past_fault(*, delivery: Delivery, forecast: PlanDate, on: date) -> str:
    """Return what to type for an open row's forecast that has passed, when saved and when sent."""
    if is_past_forecast(delivery=delivery, latest=forecast.latest, measured=Measured(on)):
        return f"Enter {printed_day(on)} or a later date. “{forecast.raw}” has passed"
    return ""


def owes_report(*, delivery: Delivery | None, reported: date | None, month: date | None) -> bool:
    """Tell whether a month asks for a report of a row that it does not have yet (Rule 16).

    `delivery` is what was said last and `reported` the month of the newest report that counts. Who
    reported a row closed owes nothing more, whatever day the completion has.
    """
    if month is None or delivery in CLOSED:
        return False
    return reported is None or reported < month


LOOK_AHEAD = (30, 60, 90)  # days
UNBASELINED = frozenset({"tbc", "relative", "undated"})


def known_delivery(
    *, delivery: Delivery | None, actual_on: date | None, measured: Measured
) -> Delivery | None:
    """Return a row's delivery as it was by the measured day (Rule 14).

    A completion after that day is not known yet: due on 30 November and done on 3 December, a row
    is open in November, whatever November's return says of it. None: nothing is known.
    """
    if delivery is Delivery.COMPLETE and actual_on and not measured.knows(actual_on):
        return None
    return delivery


def milestone_status(
    *, kind: str, latest: date | None, delivery: Delivery | None, measured: Measured
) -> MilestoneStatus:
    """Return a milestone's status on the measured day (Rules 8 to 10 and 14).

    Late means open with the whole of its current baseline passed; due, within the look-ahead of
    90 days; later, after it. To be confirmed, with what is relative or has no date at all, is
    counted apart; ongoing, recurring and reviewed rows have no due date. `latest` is the baseline's
    last day, None where it names none; `delivery` is what was known on the measured day
    (`known_delivery`).
    """
    if delivery is Delivery.COMPLETE:
        return MilestoneStatus.DONE
    if delivery is Delivery.DESCOPED:
        return MilestoneStatus.DESCOPED
    if kind in UNBASELINED:
        return MilestoneStatus.TO_BE_CONFIRMED
    if kind != "dated" or latest is None:
        return MilestoneStatus.NO_DUE_DATE
    if measured.has_passed(latest):
        return MilestoneStatus.LATE
    soon = due_in(latest, measured=measured)
    return MilestoneStatus.LATER if soon is None else MilestoneStatus.DUE


def due_in(latest: date, *, measured: Measured) -> int | None:
    """Return in how many days at most a day comes: 30, 60 or 90; None after that."""
    left = (latest - measured.on).days
    return next((days for days in LOOK_AHEAD if left <= days), None)


def days_late(
    *,
    kind: str,
    latest: date | None,
    delivery: Delivery | None,
    actual_on: date | None,
    measured: Measured,
) -> int | None:
    """Return the days by which a milestone is late against a baseline, 0 when it is not (Rule 9).

    Counted from `latest`, the baseline's last day, to the completion day, or to the measured day
    while it is open: a forecast neither cures nor worsens it. Pages and packs ask it of the current
    baseline and of B0.
    None where there is no day to be late against: a row of another kind than dated, a baseline
    without days, a descoped row (Rule 10).
    """
    if kind != "dated" or latest is None or delivery is Delivery.DESCOPED:
        return None
    if delivery is Delivery.COMPLETE and actual_on:
        return max(0, (actual_on - latest).days)
    return measured.days_over(latest)


def forecast_moved(
    *,
    delivery: Delivery | None,
    before: Delivery | None,
    was: date | None,
    now: date | None,
) -> bool:
    """Tell whether an open row's forecast names another last day than in the report before.

    `before` is the delivery of that report, None where there is none. A day where there was none,
    or none where there was one, is a move too.
    """
    is_open = delivery not in CLOSED and before is not None and before not in CLOSED
    return is_open and was != now


def forecast_slip(
    *, baseline: PlanDate, forecast: PlanDate, delivery: Delivery | None
) -> int | None:
    """Return the days by which a forecast is after the current baseline, negative when before it.

    A figure of its own beside the days late (Rule 9). None once the row is closed, and where
    either date names no day.
    """
    return None if delivery in CLOSED else slip_days(baseline, forecast)


def moved_over_a_year(before: date, now: date) -> bool:
    """Tell whether a date moved by more than a year, either way: worth a second look (Rule 8)."""
    early, late = sorted((before, now))
    return (late.year - 1, late.month, late.day) > (early.year, early.month, early.day)


def is_told_late(happened_on: date | None, *, month: date) -> bool:
    """Tell whether something happened before the month for which it was reported (DESIGN 4a.7)."""
    return happened_on is not None and happened_on < month
