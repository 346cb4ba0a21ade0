"""What commissioners said of the requirements of one outcome under one test, over time (19, 20)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from assurance.facts.cells import CourseFacts
from assurance.words import Judgement, judgement_words
from irp.rules.calendar import LONDON, london_day


def state_of(course: CourseFacts, *, at: datetime) -> Judgement | None:
    """Return what commissioners say of a requirement at a moment, None where they say nothing."""
    turns = [turn.judgement for turn in course.turns if turn.at <= at]
    return turns[-1] if turns else None


def is_in_force(course: CourseFacts, *, at: datetime) -> bool:
    """Tell whether a requirement is part of the plan on the London day of a moment (Rule 24)."""
    day = london_day(at)
    begun = course.added_on is None or course.added_on <= day
    return begun and (course.retired_on is None or day < course.retired_on)


def applicable(courses: Iterable[CourseFacts], *, at: datetime) -> list[CourseFacts]:
    """Return the requirements that count: in force, and not judged not applicable (Rule 19)."""
    return [
        row
        for row in courses
        if is_in_force(row, at=at) and state_of(row, at=at) is not Judgement.NOT_APPLICABLE
    ]


def unmet(courses: Iterable[CourseFacts], *, at: datetime) -> list[CourseFacts]:
    """Return the requirements that count and are not met."""
    rows = applicable(courses, at=at)
    return [row for row in rows if state_of(row, at=at) is not Judgement.MET]


def said_words(course: CourseFacts, *, at: datetime) -> str:
    """Return what commissioners say of a requirement at a moment, in words."""
    return judgement_words(state_of(course, at=at) or "").lower()


def changes_of(
    courses: Iterable[CourseFacts], *, since: datetime, until: datetime
) -> Iterator[datetime]:
    """Yield each moment after one and up to another at which something of them changed."""
    for row in courses:
        days = (_begin(day) for day in (row.added_on, row.retired_on) if day)
        for moment in (*(turn.at for turn in row.turns), *days):
            if since < moment <= until:
                yield moment


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)


def lost_words(course: CourseFacts, *, at: datetime) -> str:
    """Return what became of a requirement: added, withdrawn, or judged otherwise."""
    turns = [turn for turn in course.turns if turn.at <= at]
    if not turns:
        return "added" if course.added_on else judgement_words("").lower()
    judgement = turns[-1].judgement
    return "withdrawn" if judgement is None else f"judged {judgement.label.lower()}"
