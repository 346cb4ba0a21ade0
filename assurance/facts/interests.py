"""What the record says of the interests that commissioners declare (Rule 24b)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestFacts:
    """An interest of one commissioner in one outcome; without a last day it goes on."""

    number: int
    outcome: int
    words: str
    starts_on: date
    ends_on: date | None  # its last day
    by: int | None  # the account, None where it was not kept
    by_name: str
    by_post: str
    at: datetime
    ended_at: datetime | None  # when its last day was entered
