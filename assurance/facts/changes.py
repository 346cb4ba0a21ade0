"""What the record says of the things an issued assessment was about, after it was issued (19)."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.words import Speaker


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessedFacts:
    """One assessment in force, and when what it was about changed last, None where it never did.

    `expired_on` is the newest day up to today on which a version that it cites expired, whether
    before or after it was issued.
    """

    ref: str
    speaker: Speaker
    at: datetime  # it was issued
    reworded_at: datetime | None = None
    date_at: datetime | None = None
    newer_at: datetime | None = None
    sealed_at: datetime | None = None
    reopened_at: datetime | None = None  # a milestone with a confirmed link to it
    words_at: datetime | None = None  # newer official words than those that it was given on
    expired_on: date | None = None
