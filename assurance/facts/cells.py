"""What commissioners said of an outcome under a test, and of its requirements over time."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.words import Judgement
from assurance.words.cells import Said, Subject


@dataclass(frozen=True, kw_only=True, slots=True)
class CellActFacts:
    """One act of commissioners on an outcome under a test (Rules 20, 21 and 24b).

    It was drafted by one and is in force from `at`, when another agreed; a withdrawal has one.
    """

    outcome: int
    test: int
    subject: Subject
    said: Said
    reason: str
    evidence_cited: str
    drafted_by: str  # name, "" where nobody drafted it for another
    drafted_in: str  # post
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnFacts:
    """What commissioners said of a requirement from a moment on; None: it was withdrawn."""

    at: datetime
    judgement: Judgement | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CourseFacts:
    """A requirement as commissioners judged it over time (Rule 20)."""

    ref: str
    outcome: int
    test: int
    title: str
    added_on: date | None  # by an amendment; None: as published
    retired_on: date | None
    turns: tuple[TurnFacts, ...]  # issued by commissioners, the oldest first


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedFacts:
    """What commissioners judged of tests, and what that rests on.

    Requirements over time are of the outcomes and tests that were ever declared met.
    """

    acts: tuple[CellActFacts, ...]  # the oldest first
    courses: tuple[CourseFacts, ...]
