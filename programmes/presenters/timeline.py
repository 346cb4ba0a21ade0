"""Who did what to a programme, when, what changed from what, and why: the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from irp.presenters import Entry
from programmes.models import Programme
from programmes.presenters.timeline_entries import timeline_entry
from programmes.readings.timeline import named, programme_events
from programmes.rules.withheld import Reader

PAGE = 50
MOST = 10_000  # pages


@dataclass(frozen=True)
class Leaf:
    """One page of a timeline; its length is not counted, only whether more follows."""

    number: int
    entries: tuple[Entry, ...]
    has_more: bool

    @classmethod
    def cut(cls, number: int, entries: Sequence[Entry]) -> "Leaf":
        """Return the leaf of entries that were read one further than a leaf holds."""
        return cls(number, tuple(entries[:PAGE]), len(entries) > PAGE)


def leaf_number(asked: Mapping[str, str]) -> int:
    """Return which page of the timeline an address asks for: the first, unless it says so."""
    number = asked.get("page", "1")
    if not (number.isascii() and number.isdigit()):
        return 1
    # Python reads no number of thousands of digits.
    digits = number.lstrip("0")
    return min(int(digits or 1), MOST) if len(digits) <= len(str(MOST)) else MOST


def programme_timeline(
    programme: Programme, *, until: datetime, page: int, quarters: str, reader: Reader
) -> Leaf:
    """Return one page of a programme's timeline up to a moment, in one statement.

    Its beginning and end, milestones it took or handed on, steps and ratings of its returns,
    reports of its milestones, their later baselines, changes of the plan's own entries, and who
    was named to prepare and to lead; of returns what the person may read (Rules 2 and 15).
    """
    begin = (page - 1) * PAGE
    read = programme_events(programme, until, reader)[begin : begin + PAGE + 1]
    return Leaf.cut(page, [timeline_entry(event, quarters) for event in named(read)])
