"""The official words of a requirement, an outcome or a test, as a version has them (Rule 24d)."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.texts import with_post


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficialFacts:
    """Words as the document has them, and the load that brought them."""

    version: int
    says: str
    considerations: tuple[str, ...]
    sha256: str  # of these words
    by_name: str
    by_post: str
    at: datetime

    @property
    def told(self) -> str:
        """Return "Official words, version 2, loaded 3 Nov 2026 by Ada Smith (Commissioner)"."""
        who = with_post(self.by_name, self.by_post)
        day = printed_day(london_day(self.at))
        return f"Official words, version {self.version}, loaded {day} by {who}"


class RestatedFacts(NamedTuple):
    """What the plan says of a requirement, an outcome or a test, in words that are not official."""

    ref: str
    kind: str  # as people say it: "Requirement"
    says: str
    considerations: tuple[str, ...] = ()
