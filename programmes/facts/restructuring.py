"""What the record says of programmes that began, closed or took rows of others (Rule 18d).

Frozen records without a rule applied, as in `programmes.facts`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from programmes.words import Restructure


@dataclass(frozen=True, kw_only=True, slots=True)
class RestructuringFacts:
    """One act: `moved` are milestones with the programme each came from, `rehomed` entries of the
    registers with the programme each went to, "" where it became overarching; of a benefit its
    owner where it stayed, or `ENDED`.
    """

    number: int
    what: Restructure
    programme: str  # its reference
    name: str
    moved: tuple[tuple[str, str], ...]
    rehomed: tuple[tuple[str, str], ...]
    decided_by: str
    decided_on: date
    minute: str
    reason: str
    by_name: str
    by_post: str
    at: datetime
