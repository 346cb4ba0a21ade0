"""The work of a commissioner: gates passed, and their own drafts (Rules 13 and 23)."""

from collections.abc import Sequence
from datetime import datetime

from assurance.figures.outcomes import Line, passed
from assurance.figures.positions import position_lines
from assurance.presenters.requirement import CONTINUE
from assurance.presenters.step_down import position_of
from assurance.readings.drafts import own_drafts
from assurance.readings.positions import (
    number_in_force,
    positions_due,
    requirement_positions,
)
from assurance.rules import passed_note
from assurance.words import Speaker
from dashboards.presenters.home.parts import CountShown, Part, Task
from irp.addresses import address
from irp.models import User
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.numbers import counted

SHOWN = 10


def commissioner_part(user: User, *, at: datetime) -> Part:
    """Return the requirements with a date passed and what this person still drafts."""
    source, measured = Now(at), Measured(london_day(at))
    due = positions_due(source, by=measured.on, speakers=[Speaker.COMMISSIONER])
    awaiting = passed(position_lines(due, measured=measured))
    figures = (
        CountShown(
            "A date passed, not yet assured",
            len(awaiting),
            f"of {counted(number_in_force(source), 'requirement')}",
            "#part-commissioner",
            bool(awaiting),
        ),
    )
    return Part(
        "commissioner",
        "Requirements to judge",
        _to_judge(awaiting),
        "" if awaiting else _nothing_passed(source, measured),
        figures,
        more=_drafts(user),
        more_title="Your drafts",
        position=position_of(source),
    )


def _to_judge(awaiting: Sequence[Line]) -> tuple[Task, ...]:
    """Return the requirements whose date has passed: the count above opens them."""
    return tuple(
        Task(
            f"{line.ref} {line.title}",
            address("assurance:requirement", line.ref),
            f"{_passed(line)}; outcome {line.outcome}, test {line.test}",
            warning=True,
        )
        for line in awaiting
    )


def _nothing_passed(source: Now, measured: Measured) -> str:
    """Return what is said where no date has passed: when the next one falls."""
    every = requirement_positions(source, speakers=[Speaker.COMMISSIONER])
    ahead = [
        line.next_due.latest
        for line in position_lines(every, measured=measured)
        if line.next_due and line.next_due.latest and not line.is_assured
    ]
    following = f" The next date is {printed_day(min(ahead))}." if ahead else ""
    return f"No dates have passed without assurance.{following}"


def _passed(line: Line) -> str:
    """Return the purposes whose dates have passed, in the words of Rule 13."""
    return "; ".join(passed_note(purpose) for purpose in dict.fromkeys(line.passed))


def _drafts(user: User) -> tuple[Task, ...]:
    """Return this person's drafts that no later assessment of theirs has followed."""
    return tuple(
        Task(
            f"{CONTINUE}: {row.requirement}",
            address("assurance:assess", row.requirement.ref, Speaker.COMMISSIONER.value),
            f"drafted {printed_day(london_day(row.at))}, not issued",
        )
        for row in own_drafts(user)[:SHOWN]
    )
