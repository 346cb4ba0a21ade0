"""How a date of the Assurance Plan reads under one or the other kind of quarters (Rule 11)."""

from datetime import date

from irp.rules.plan_dates import PlanDate, Precision, QuarterConvention, parse_plan_date

NAMES_QUARTERS = {Precision.QUARTER, Precision.PERIOD}  # a period may be half a year, or Q1 to Q2


def read_as(due: PlanDate, quarters: QuarterConvention) -> PlanDate:
    """Return a date with its words read as these quarters; one that names none is as it was."""
    if due.precision not in NAMES_QUARTERS:
        return due
    return parse_plan_date(due.raw, quarters=quarters)


def quarters_faults(
    *,
    quarters: QuarterConvention,
    confirmed: QuarterConvention | None,
    decided_on: date,
    reason: str,
    today: date,
) -> dict[str, str]:
    """Return why quarters cannot be confirmed so, by field; `confirmed` is what is in force."""
    faults = {}
    if quarters is confirmed:
        faults["quarters"] = "Choose the other quarters. These are confirmed already."
    if decided_on > today:
        faults["decided_on"] = "Enter the day on which it was decided: today or an earlier day."
    if not reason.strip():
        faults["reason"] = "Enter the reason, and who agreed it."
    return faults
