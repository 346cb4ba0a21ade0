"""The council's responses to commissioners' concerns."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.words.concerns import Trend


@dataclass(frozen=True, kw_only=True, slots=True)
class ResponseFacts:
    """One response of the council to a concern."""

    ref: str  # of the concern
    words: str
    trend: Trend
    owner: str  # the post that answers for it
    due_on: date | None
    by_name: str
    by_post: str
    at: datetime
