"""What a forum decides of a request, and what such a decision lacks (Rule 18)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from programmes.facts.changes import ChangeRowFacts
from programmes.rules.change_parts import units_of
from programmes.words import ChangeForum


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a forum decided, and the meeting it decided at; `view` is IRB's, for Cabinet alone."""

    agrees: bool
    rows: frozenset[int]
    reason: str = ""
    met_on: date | None = None
    minute: str = ""
    view: str = ""
    view_on: date | None = None


def ruling_faults(
    ruling: Ruling, *, forum: ChangeForum, left: Sequence[ChangeRowFacts], on: date
) -> dict[str, str]:
    """Return what is wrong with a decision, by field. `left` are the rows that are before it."""
    faults = {}
    if not ruling.agrees and not ruling.reason.strip():
        faults["why"] = "Enter why it is refused"
    if ruling.agrees:
        faults |= _row_faults(ruling, left)
    if forum.is_board:
        faults |= _meeting_faults(ruling, on=on)
    if forum is ChangeForum.CABINET and ruling.agrees:
        faults |= _view_faults(ruling, on=on)
    return faults


def _row_faults(ruling: Ruling, left: Sequence[ChangeRowFacts]) -> dict[str, str]:
    every = {row.number for row in left}
    if not ruling.rows or not ruling.rows <= every:
        return {"numbers": "Choose the rows that are approved"}
    if ruling.rows == every:
        return {}
    for unit in units_of(left):
        if 0 < len(ruling.rows & {row.number for row in unit}) < len(unit):
            return {"numbers": "Choose every row. The rows of a split or a merge belong together"}
    return {} if ruling.reason.strip() else {"why": "Enter why the other rows are refused"}


def _meeting_faults(ruling: Ruling, *, on: date) -> dict[str, str]:
    faults = {}
    if ruling.met_on is None:
        faults["met_on"] = "Enter the day of the meeting"
    elif ruling.met_on > on:
        faults["met_on"] = "Enter a day that is not in the future"
    if not ruling.minute.strip():
        faults["minute"] = "Enter the number of the minute"
    return faults


def _view_faults(ruling: Ruling, *, on: date) -> dict[str, str]:
    faults = {} if ruling.view.strip() else {"view": "Enter IRB’s view of the change"}
    if ruling.view_on is None:
        faults["view_on"] = "Enter the day on which IRB gave its view"
    elif ruling.view_on > on:
        faults["view_on"] = "Enter a day that is not in the future"
    return faults
