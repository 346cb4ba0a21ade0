"""What the record says of committees: what each is given, and which programmes it takes.

Frozen records without a rule applied, as in `programmes.facts`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from irp.words import Oversight


@dataclass(frozen=True, kw_only=True, slots=True)
class RemitFacts:
    """An act: a committee takes a programme from a day on, or takes it no more."""

    number: int  # of those of the committee and the programme
    programme: str  # its reference
    takes: bool
    from_on: date
    words: str  # what the plan calls it, "" where the council named it
    source: str  # where in the plan, "" as above
    reason: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteeFacts:
    """A committee of members, with the acts on it, the oldest first."""

    key: int
    name: str
    oversight: Oversight
    remits: tuple[RemitFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteesFacts:
    """The committees in the plan's order, and the programmes that report, by reference."""

    committees: tuple[CommitteeFacts, ...]
    programmes: dict[str, str]  # names, in the plan's order
