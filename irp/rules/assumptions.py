"""What the agreed assumptions of a plan may not say together (Rules 7 and 14)."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from irp.rules.date_spans import printed_day

DEADLINES = ("opens", "return_due", "sign_off", "challenge", "freeze", "issue")
NAMES = ("opening", "return due", "SAO sign-off", "CPMO challenge", "freeze", "issue of the packs")


def assumption_faults(
    *,
    deadlines: Sequence[int | None],
    moves: int | None,
    periods: int | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    stale_months: int | None = None,
    sao_days: int | None = None,
    tib_days: int | None = None,
) -> dict[str, str]:
    """Return the faults by setting, each with what to type; what is None is left out.

    `deadlines` are working days before the board, in the order of `DEADLINES`: a step that waits
    for another cannot come before it (Rule 14). A forecast cannot move more often than there are
    periods watched, and stale reports are looked for in these and the month before them (Rule 7).
    TIB may move a date further than SAO and CPMO may (Rule 18).
    """
    faults: dict[str, str] = {}
    steps = zip(DEADLINES, NAMES, deadlines, strict=True)
    for (_, earlier, earlier_days), (step, later, later_days) in pairwise(steps):
        if earlier_days is not None and later_days is not None and later_days > earlier_days:
            faults[f"{step}_days"] = (
                f"Enter {earlier_days} or fewer: {later} cannot come before {earlier}"
            )
    if starts_on and ends_on and ends_on <= starts_on:
        after = f"a day after {printed_day(starts_on)}, on which it began"
        faults["intervention_ends_on"] = f"Enter {after}"
    if moves is not None and periods is not None and moves > periods:
        faults["moves_watched"] = f"Enter {periods} or fewer: a forecast moves once in a period"
    if stale_months is not None and periods is not None and stale_months > periods + 1:
        faults["stale_months"] = f"Enter {periods + 1} or fewer: earlier months are not watched"
    if sao_days is not None and tib_days is not None and tib_days <= sao_days:
        faults["change_tib_days"] = f"Enter {sao_days + 1} or more: TIB decides what is larger"
    return faults
