"""What the record says of one typed date of a requirement (Rules 12, 13 and 20)."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from assurance.words import Purpose
from assurance.words.gates import Ruling
from irp.rules.plan_dates import PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class RulingFacts:
    """What commissioners said of a date, with the name and post of who said it (Rule 31)."""

    ruling: Ruling
    reason: str
    evidence_cited: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GateFacts:
    """A typed date of a requirement, in the document's order (Rule 12).

    `ruling` is what commissioners say of it, None while it is open.
    """

    purpose: Purpose
    words: str  # as printed
    due: PlanDate
    ongoing: bool
    number: int = 0  # its place in the requirement; 0 where it was not kept
    ruling: RulingFacts | None = None

    @property
    def settled(self) -> bool:
        """Tell whether commissioners look for nothing more at it."""
        return self.ruling is not None


class GateDue(NamedTuple):
    """A typed date as far as counting goes: many requirements share one."""

    purpose: Purpose
    due: PlanDate
    settled: bool = False  # satisfied or set aside by commissioners
