"""What one month may say of one milestone (Rules 3 to 5, 9 and 10)."""

from datetime import date

from irp.rules.plan_dates import PlanDate
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
    forecast: PlanDate,
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


def forecast_fault(
    *, delivery: Delivery, forecast: PlanDate, kind: str, on: date
) -> str | None:
    """Return why a return may not be submitted with this row, or None (Rule 9).

    A forecast in the past on an open item is refused; recurring, ongoing and undated rows owe
    no forecast (Rule 10).
    """
    if not delivery.is_open or delivery is Delivery.PAUSED or kind not in {"dated", "tbc"}:
        return None
    if not forecast.latest:
        return "has no forecast" if kind == "dated" else None
    return "has a forecast in the past" if forecast.latest < on else None
