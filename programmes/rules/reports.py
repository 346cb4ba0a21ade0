"""What one month may say of one milestone (Rules 4, 5, 8, 9 and 18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irp.rules.date_spans import for_example, printed_day, printed_month
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate
from programmes.rules.completion import NOTHING_SAID, Completion, completion_faults
from programmes.rules.delivery import past_fault
from programmes.words import Delivery

# What only an approved decision says of a row, and what only one takes back (Rules 4 and 18).
DECIDED = frozenset({Delivery.PAUSED, Delivery.DESCOPED})
MONTHLY = tuple(delivery for delivery in Delivery if delivery not in DECIDED)
FROM_THOSE_SHOWN = "Choose the new status from those shown"
ASK_CPMO = "Ask CPMO: it records that with who decided it and why"
ASK_FOR_A_CHANGE = "Ask for a change on the milestone’s page"
BY_REQUEST = (
    "It is not complete, so there is nothing to reopen. Ask for a change to pause, resume or "
    "descope it."
)
BY_UPDATE = (
    "It was reported complete this month, so no decision is needed. If it is not complete, correct "
    "this month’s report."
)
ENDED_BY_REQUEST = (
    "Choose another status. A recurring milestone is never complete while it falls due again: only "
    "a change request ends it. Report its occurrences instead"
)


@dataclass(frozen=True, slots=True)
class ReportedBefore:
    """What was reported of a milestone before: in an earlier `month`, and in this one so far."""

    month: date | None = None  # the first day of the newest month before; None: never reported
    delivery: Delivery | None = None
    forecast: PlanDate = UNDATED
    actual_on: date | None = None
    this_month: Delivery | None = None
    recurs: bool = False  # it is done again and again: only a change request ends it
    due: PlanDate = UNDATED  # its current baseline; no date where it has no day to be late against

    @property
    def held(self) -> Delivery | None:
        """Return the status that the monthly form keeps; None where it may report any."""
        now = self.this_month or self.delivery
        if now in DECIDED or now is self.delivery is Delivery.COMPLETE:
            return now
        return None


def offered(before: ReportedBefore) -> Sequence[Delivery]:
    """Return what the monthly form offers; what is paused may be done all the same (Rule 4)."""
    if before.held is Delivery.PAUSED:
        return (Delivery.PAUSED,) if before.recurs else (Delivery.COMPLETE, Delivery.PAUSED)
    if before.held:
        return (before.held,)
    return tuple(delivery for delivery in MONTHLY if delivery.is_open) if before.recurs else MONTHLY


def decidable(before: ReportedBefore) -> Sequence[Delivery]:
    """Return what an approved change may make of a row: paused, descoped, or open again (18)."""
    again = [delivery for delivery in MONTHLY if delivery.is_open] if before.held else []
    decided = [delivery for delivery in Delivery if delivery in DECIDED]
    return [delivery for delivery in (*again, *decided) if delivery is not before.held]


def reopens(before: ReportedBefore) -> Sequence[Delivery]:
    """Return what CPMO may make of a completed row by an act of its own; of no other row any.

    What is paused or descoped is so by an approved change, and only another one ends it.
    """
    return decidable(before)[: -len(DECIDED)] if before.held is Delivery.COMPLETE else ()


def may_need_reason(before: ReportedBefore) -> Sequence[Delivery]:
    """Return the statuses that a reason may be needed for, whatever the dates say (Rule 5)."""
    was = before.delivery
    changed = [delivery for delivery in Delivery if was and delivery is not was]
    needed = [delivery for delivery in Delivery if delivery.needs_reason]
    corrected = [was] if was is Delivery.COMPLETE else []  # another day than was reported
    return tuple(dict.fromkeys((*needed, *changed, *corrected)))


def report_faults(
    *,
    delivery: Delivery | None,
    before: ReportedBefore,
    forecast: PlanDate | None,
    actual_on: date | None,
    narrative: str | None,
    reason: str | None,
    month: date,
    on: date,
    decided: bool = False,
    completion: Completion = NOTHING_SAID,
) -> dict[str, str]:
    """Return the faults of a milestone's report by field, each with what to type.

    `month` is the one that is reported on, by its first day, `on` the day of reporting. What is
    None the form has refused already: the rest is judged without it. `decided` says that an
    approved decision speaks, not the monthly report.
    """
    faults: dict[str, str] = {}
    fault = _status_fault(delivery, before, decided=decided)
    if fault or (fault := _green_fault(delivery, before, month=month)):
        faults["delivery"] = fault
    if delivery and (fault := _completion_fault(delivery, actual_on, on=on)):
        faults["actual_on"] = fault
    if delivery:
        faults |= completion_faults(completion, delivery=delivery, was=before.delivery)
    if delivery and forecast and (fault := _forecast_fault(delivery, forecast, on=on)):
        faults["forecast"] = fault
    if narrative is not None and not narrative.strip():
        faults["narrative"] = "Enter what happened this month"
    if reason is not None and not reason.strip():
        why = _why_a_reason(delivery, before, forecast, actual_on, decided=decided)
        if why:
            faults["reason"] = why
    return faults


def _status_fault(delivery: Delivery | None, before: ReportedBefore, *, decided: bool) -> str:
    if decided:
        return "" if delivery in (None, *decidable(before)) else FROM_THOSE_SHOWN
    if delivery is None or delivery in offered(before):
        return ""
    if before.recurs and delivery is Delivery.COMPLETE:
        return ENDED_BY_REQUEST
    if before.held:
        if before.held is Delivery.COMPLETE:
            return f"It is complete, so only a decision changes its status. {ASK_CPMO}"
        held = before.held.label.lower()
        return f"It is {held}, so only an approved change alters that. {ASK_FOR_A_CHANGE}"
    return f"Only an approved change makes it {delivery.label.lower()}. {ASK_FOR_A_CHANGE}"


def is_late(before: ReportedBefore, *, month: date) -> bool:
    """Tell whether an open row's current baseline has passed by the end of a month (Rule 14)."""
    return Measured.month_end(month).is_over_for(before.due)


def _green_fault(delivery: Delivery | None, before: ReportedBefore, *, month: date) -> str:
    """Return why a row cannot be Green: past its current baseline it never is (Rule 4)."""
    if delivery is not Delivery.GREEN or not is_late(before, month=month):
        return ""
    return f"Choose Amber or Red. It is late: its date in the plan, {before.due.raw}, has passed"


def _completion_fault(delivery: Delivery, actual_on: date | None, *, on: date) -> str:
    if delivery is Delivery.COMPLETE and actual_on is None:
        return f"Enter the date completed. {for_example(30, 6, 2026)}"
    if delivery is not Delivery.COMPLETE and actual_on is not None:
        return "Remove the date completed, or choose Complete"
    if actual_on is not None and actual_on > on:
        return f"Enter {printed_day(on)} or an earlier day. The date completed is in the future"
    return ""


def _forecast_fault(delivery: Delivery, forecast: PlanDate, *, on: date) -> str:
    """Return why a forecast is refused: what is done has none, an open row's is to come (9)."""
    if delivery is Delivery.COMPLETE and forecast.raw:
        return "Remove the forecast, or choose another status. What is complete has no forecast"
    return past_fault(delivery=delivery, forecast=forecast, on=on)


def _why_a_reason(
    delivery: Delivery | None,
    before: ReportedBefore,
    forecast: PlanDate | None,
    actual_on: date | None,
    *,
    decided: bool,
) -> str:
    """Return what to write where a report without a reason needs one (Rule 5)."""
    if decided:
        return "Enter who decided this, when and why"
    changed = before.delivery is not None and before.delivery is not delivery
    if changed and (against := _said_open_after(before, actual_on)):
        return f"Enter the reason: {against}"
    if delivery and (delivery.needs_reason or changed):
        was = f" (it was {before.delivery.label})" if changed and before.delivery else ""
        return f"Enter the reason for {delivery.label}{was}"
    if delivery is Delivery.COMPLETE:
        was_on = before.actual_on
        moved = was_on is not None and actual_on not in {None, was_on}
        return f"Enter why it was not {printed_day(was_on)}" if was_on and moved else ""
    if forecast and _is_later(forecast, before.forecast):
        return f"Enter the reason for a later forecast (it was {before.forecast.raw})"
    return ""


def _said_open_after(before: ReportedBefore, actual_on: date | None) -> str:
    """Return how the last report goes against a completion day; "" where it does not."""
    if actual_on is None or before.month is None or before.delivery is None:
        return ""
    if not Measured.month_end(before.month).knows(actual_on):
        return ""
    reported = f"{printed_month(before.month)} was reported {before.delivery.label}"
    return f"{reported}, after {printed_day(actual_on)}"


def _is_later(forecast: PlanDate, last: PlanDate) -> bool:
    """Tell whether a forecast ends after the last one; words that name no day end after any."""
    if last.latest is None or not forecast.raw:
        return False
    return forecast.latest is None or forecast.latest > last.latest


def not_reopened(was: ReportedBefore) -> str:
    """Return why there is nothing to reopen: not complete, or only by this month's own report."""
    return BY_UPDATE if was.this_month is Delivery.COMPLETE else BY_REQUEST
