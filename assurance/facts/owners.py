"""What the record says of who owns a requirement and of the owner's answers (Rule 24a)."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.words.owners import Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnerFacts:
    """The post that owns a requirement on the day, from when to when, and who named it."""

    post: str
    starts_on: date
    ends_on: date | None
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerFacts:
    """What the owner answered to a judgement; it alters no result."""

    answer: Answer
    reasons: str
    evidence_cited: str
    by_name: str
    by_post: str
    at: datetime
