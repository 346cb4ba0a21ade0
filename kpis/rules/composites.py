"""Of which members a composite may be made, and what it comes to. Pure (Rule 27).

A composite counts its members and averages nothing. None stands within another, so that no circle
of them can be: a member is a figure that is read.
"""

from collections.abc import Collection

from kpis.words import Counted, KpiStatus, LeftOut, Polarity

LEAST_MEMBERS = 2


def member_faults(
    ref: str, members: Collection[str], *, composites: Collection[str], member_of: Collection[str]
) -> str:
    """Return why an indicator cannot be made of these members, or ""; none of them end it.

    `composites` are the other indicators that are made of members now, and `member_of` those that
    this one is a member of.
    """
    if not members:
        return ""
    if ref in members:
        return f"Leave out {ref}: an indicator is not a member of itself"
    if nested := sorted({*members} & {*composites}):
        return f"Leave out {', '.join(nested)}: it is made of members itself. Choose those"
    if member_of:
        within = ", ".join(sorted(member_of))
        return f"{ref} is a member of {within}. Take it out there first"
    if len(set(members)) < LEAST_MEMBERS:
        return "Choose at least two members, or none to end it"
    return ""


def counts_as(
    counts: Counted,
    *,
    status: KpiStatus | None,
    is_improving: bool | None,
    readings: int,
    has_baseline: bool,
    polarity: Polarity,
) -> bool | LeftOut:
    """Return whether a member counts as met, or why it is left out of what is counted."""
    if not readings:
        return LeftOut.NO_READING
    if polarity is Polarity.NONE:
        return LeftOut.NO_POLARITY
    if counts is Counted.ON_TARGET:
        return LeftOut.NO_TARGET if status is None else status is KpiStatus.ON_TARGET
    if not has_baseline:
        return LeftOut.NO_BASELINE
    return LeftOut.FEW_READINGS if is_improving is None else is_improving
