"""What one month may say of one milestone, and where it stands (Rules 3 to 5, 9 and 10)."""

from datetime import date, datetime, timedelta

from irp.rules.plan_dates import LONDON, PlanDate, is_past
from irp.rules.words import Word


class Delivery(Word):
    """Delivery status of a milestone; a type of its own, not the programme's DCA (Rule 3)."""

    NOT_STARTED = "not_started"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    COMPLETE = "complete"
    PAUSED = "paused"
    DESCOPED = "descoped"

    @property
    def is_open(self) -> bool:
        """Tell whether work is still to come, so that a forecast is owed (Rule 9)."""
        return self not in {Delivery.COMPLETE, Delivery.DESCOPED}

    @property
    def needs_reason(self) -> bool:
        """Tell whether it always needs a written reason (Rule 5)."""
        return self in {Delivery.AMBER, Delivery.RED, Delivery.PAUSED, Delivery.DESCOPED}


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


def forecast_fault(*, delivery: Delivery, forecast: PlanDate, kind: str, on: date) -> str | None:
    """Return why a return may not be submitted with this row, or None (Rule 9).

    A forecast in the past on an open item is refused, whatever its kind. Only dated rows owe a
    forecast (Rule 10), and a paused one may have none.
    """
    if not delivery.is_open:
        return None
    if forecast.latest:
        return "has a forecast in the past" if forecast.latest < on else None
    owes = kind == "dated" and delivery is not Delivery.PAUSED
    return "has no forecast" if owes else None


LOOK_AHEAD = timedelta(days=90)
UNBASELINED = frozenset({"tbc", "relative", "undated"})


class Standing(Word):
    """Where a milestone stands against its current baseline; each row stands in one place."""

    DONE = "done"
    MISSED = "missed"
    DUE = "due"
    LATER = "later"
    TO_BE_CONFIRMED = "to_be_confirmed"
    NO_DUE_DATE = "no_due_date"
    DESCOPED = "descoped"


def standing(*, kind: str, baseline: PlanDate, delivery: Delivery | None, at: datetime) -> Standing:
    """Return where a milestone stands at a moment (Rules 8 to 10).

    Missed means open with the whole of its current baseline passed; due, within the look-ahead of
    90 days; later, after it. To be confirmed, with what is relative or has no date at all, is
    counted apart; ongoing, recurring and reviewed rows have no due date. The SQL twin for missed
    rows is `MilestoneQuerySet.overdue`.
    """
    if delivery is Delivery.COMPLETE:
        return Standing.DONE
    if delivery is Delivery.DESCOPED:
        return Standing.DESCOPED
    if kind in UNBASELINED:
        return Standing.TO_BE_CONFIRMED
    if kind != "dated" or baseline.latest is None:
        return Standing.NO_DUE_DATE
    if is_past(baseline, at=at):
        return Standing.MISSED
    soon = at.astimezone(LONDON).date() + LOOK_AHEAD
    return Standing.DUE if baseline.latest <= soon else Standing.LATER


def days_late(
    *, baseline: PlanDate, delivery: Delivery | None, actual_on: date | None, on: date
) -> int | None:
    """Return the days by which a milestone is late against a baseline, 0 when it is not (Rule 9).

    Counted from the baseline's last day to the completion day, or to `on` while it is open: a
    forecast never cures lateness. None where the baseline names no day or the row was descoped.
    """
    if baseline.latest is None or delivery is Delivery.DESCOPED:
        return None
    until = actual_on if delivery is Delivery.COMPLETE and actual_on else on
    return max(0, (until - baseline.latest).days)
