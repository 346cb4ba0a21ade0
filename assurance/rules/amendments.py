"""What an amendment of the Assurance Plan must say (Rules 18, 20 and 24). Pure."""

from collections.abc import Sequence
from datetime import date

from irp.rules.plan_dates import PlanDate

LONGEST_CONSIDERATION = 600


def agreed_faults(*, agreed_by: str, reason: str) -> dict[str, str]:
    """Return what is missing of who agreed it and why, by field."""
    faults = {}
    if not agreed_by.strip():
        faults["agreed_by"] = "Enter which commissioners agreed it, and when."
    if not reason.strip():
        faults["reason"] = "Enter the reason for the amendment."
    return faults


def date_faults(*, now: PlanDate, new: PlanDate) -> dict[str, str]:
    """Return why a date cannot be agreed: one that names no day agrees nothing (Rule 12)."""
    if new.latest is None:
        return {"due": "Enter a date that names days, such as Q2 2027 or 30 June 2027."}
    if (now.earliest, now.latest) == (new.earliest, new.latest):
        return {"due": "Enter another date. It has this one already."}
    return {}


def wording_faults(
    *, title: str, considerations: Sequence[str], was: tuple[str, Sequence[str]] | None
) -> dict[str, str]:
    """Return what is wrong with the words of a requirement; `was` is None for a new one."""
    if not title.strip():
        return {"title": "Enter what the Council must put in place."}
    for line in considerations:
        if len(line) > LONGEST_CONSIDERATION:
            advice = f"Shorten each line to at most {LONGEST_CONSIDERATION} characters."
            return {"considerations": f"{advice} One has {len(line)}."}
    if was is not None and (title, list(considerations)) == (was[0], list(was[1])):
        return {"title": "Change the title or the considerations. Nothing differs yet."}
    return {}


def retiring_faults(*, retired_on: date | None, on: date, today: date) -> dict[str, str]:
    """Return why a requirement cannot be retired on a day; nothing is retired in the past."""
    if retired_on is not None:
        return {"on": "It is retired already. Nothing is left to do."}
    if on < today:
        return {"on": "Enter today or a later day. What was counted stays counted."}
    return {}
