"""A programme's budget and people in a month: what an entry has to hold. Money is Decimal."""

from collections.abc import Mapping
from typing import Any

from irp.rules.money import money_fault, printed_pounds

MONEY = ("approved", "spent", "forecast", "fund")


def budget_faults(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with a month's entry, by field.

    A forecast is no less than what is spent. What is out of the ordinary, a forecast above the
    budget or more posts filled than needed, is taken with a note that says why.
    """
    faults = {name: fault for name in MONEY if (fault := money_fault(entry.get(name)))}
    if not faults and _exceeds(entry, "spent", "forecast"):
        spent = printed_pounds(entry["spent"])
        faults["forecast"] = f"Enter {spent} or more: that much is spent already"
    if (entry.get("note") or "").strip():
        return faults
    if not faults and _exceeds(entry, "forecast", "approved"):
        faults["note"] = "Enter why the forecast is above the approved budget"
    if _exceeds(entry, "filled", "needed"):
        faults["note"] = "Enter why more posts are filled than are needed"
    return faults


def _exceeds(entry: Mapping[str, Any], name: str, other: str) -> bool:
    """Tell whether one number is above another; not while either is missing."""
    number, bound = entry.get(name), entry.get(other)
    return number is not None and bound is not None and bool(number > bound)


def closed_words(programme: str) -> str:
    """Return why nothing is entered for a programme that is closed (Rule 18d)."""
    return f"{programme} is closed. No budget is entered for it any more"
