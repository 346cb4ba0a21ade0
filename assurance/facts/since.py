"""What was done about the Assurance Plan since a moment, as far as a home page tells of it."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.words import Judgement, Speaker
from assurance.words.cells import Said


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceFacts:
    """Acts after a moment, each with the reference of what it is about."""

    since: datetime  # the last visit; what is told came after it
    is_first: bool  # there was no visit before: `since` is 30 days ago
    issued: tuple[tuple[str, Speaker, Judgement], ...]
    withdrawn: tuple[tuple[str, Speaker], ...]
    tests: tuple[tuple[int, int, Said], ...]  # outcome, test, what was said
    moved: tuple[str, ...]  # requirements with a date that was changed
    answered: tuple[str, ...]  # requests
    passed: tuple[tuple[str, date], ...]  # requirements, and the last day of what has passed
