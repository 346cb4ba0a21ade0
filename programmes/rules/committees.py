"""Whether a committee can be given a programme, or give it up."""

from collections.abc import Sequence
from datetime import date

from irp.rules.date_spans import printed_day
from programmes.facts.committees import RemitFacts


def in_force(remits: Sequence[RemitFacts], *, on: date) -> RemitFacts | None:
    """Return what is in force of the acts on a committee and a programme, oldest first."""
    return next((remit for remit in reversed(remits) if remit.from_on <= on), None)


def remit_faults(remits: Sequence[RemitFacts], *, takes: bool, from_on: date) -> dict[str, str]:
    """Return why the next act on a committee and a programme is refused, by field."""
    last = remits[-1] if remits else None
    if takes and last is not None and last.takes:
        return {"programme": f"It has had this programme since {printed_day(last.from_on)}"}
    if not takes and (last is None or not last.takes):
        return {"from_on": "It does not have this programme. Open the list of committees again"}
    if last is not None and from_on < last.from_on:
        day = printed_day(last.from_on)
        return {"from_on": f"Enter {day} or a later day: what was said before holds from {day}"}
    return {}
