"""What an indicator's definition may say, and what may no longer change in it. Pure (Rule 27)."""

from kpis.rules.readings import PERCENT, YES_NO
from kpis.words import Frequency

LONGEST_LAG = 24  # months
UNITS = (PERCENT, "number", "pounds", "pounds per head", "rate per 1,000", "perception", YES_NO)


def unit_changed(asks: str) -> str:
    """Return what is said of a value that was typed for another unit or period than is asked now.

    `asks` is what is asked for: "percent", "percent, Jul to Sep 2026".
    """
    return f"Enter this in {asks}. The indicator’s definition has changed since you opened the page"


def unit_changed_since(shown: str, unit: str) -> str:
    """Return what is said of a file's value whose indicator's unit was another when it was shown.

    "" where it is the same still.
    """
    if shown == unit:
        return ""
    return (
        f"Enter this in {unit}, then choose the file again. When you checked the file, the "
        f"indicator was in {shown}"
    )


def definition_faults(
    *,
    unit: str,
    unit_before: str,
    frequency: Frequency | None,
    lag_months: int | None,
    numerator: str,
    denominator: str,
    is_read: bool,
) -> dict[str, str]:
    """Return the faults of a definition by field, each with what to do.

    `is_read` says that readings or targets stand in the unit so far: another would make other
    figures of them.
    """
    faults = {}
    if is_read and unit != unit_before:
        faults["unit"] = (
            f"Leave this as {unit_before}. Figures have been recorded in it, and they would read "
            "as something else"
        )
    if lag_months is not None and frequency is not None and not frequency.is_regular:
        faults["lag_months"] = "Leave this empty, or choose monthly, quarterly or yearly above"
    if bool(numerator) != bool(denominator):
        name = "denominator" if numerator else "numerator"
        faults[name] = "Say both what is counted and out of what, or neither"
    return faults
