"""The date of a CAP gate from its words (Rule 12)."""

from exchange.rules.cap_records import GateRecord
from irp.rules.plan_dates import (
    UNDATED,
    PlanDate,
    Precision,
    QuarterConvention,
    UnreadableDate,
    parse_plan_date,
)


def gate_date(gate: GateRecord, *, quarters: QuarterConvention) -> PlanDate:
    """Return the gate's date; where it names no day, its own words say why (Rule 12).

    "Ongoing", "To be agreed" and "Dispute resolution when possible" are undated each in its own
    manner; words that say nothing of it give a date without precision.
    """
    if gate.date:
        return parse_plan_date(gate.date, quarters=quarters)
    if gate.ongoing:
        return PlanDate(gate.raw, Precision.ONGOING, None, None)
    condition = gate.raw[gate.raw.find("when ") :] if "when " in gate.raw else gate.raw
    try:
        read = parse_plan_date(condition, quarters=quarters)
    except UnreadableDate:
        return UNDATED
    return UNDATED if read.is_dated else PlanDate(gate.raw, read.precision, None, None)
