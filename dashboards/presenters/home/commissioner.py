"""The work of a commissioner: gates passed, and their own drafts (Rules 13 and 23)."""

from collections.abc import Sequence
from datetime import datetime

from assurance.facts import RequirementPosition
from assurance.figures.outcomes import Line, passed
from assurance.figures.positions import PositionLine, position_lines, that_are_over
from assurance.presenters.requirement import CONTINUE
from assurance.readings.drafts import own_drafts
from assurance.readings.requirements import requirement_positions, requirements_judged
from assurance.rules import passed_note
from assurance.words import Speaker
from dashboards.presenters.home.parts import CountShown, Part, Task
from irp.addresses import address
from irp.models import User
from irp.readings import Now, Source
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.numbers import counted

SHOWN = 10


def commissioner_part(user: User, *, at: datetime) -> Part:
    """Return the requirements with a date passed and what this person still drafts."""
    source, measured = Now(at), Measured(london_day(at))
    requirements = requirement_positions(source, speakers=())
    late = that_are_over(requirements, measured=measured)
    awaiting = passed(_judged(source, late, measured))
    figures = (
        CountShown(
            "A date passed, not yet assured",
            len(awaiting),
            f"of {counted(len(requirements), 'requirement')}",
            "#part-commissioner",
            bool(awaiting),
        ),
    )
    return Part(
        "commissioner",
        "Requirements to judge",
        _to_judge(awaiting),
        "" if awaiting else _nothing_passed(_judged(source, requirements, measured)),
        figures,
        more=_drafts(user),
        more_title="Your drafts",
    )


def _judged(
    source: Source, rows: Sequence[RequirementPosition], measured: Measured
) -> list[PositionLine]:
    """Return the lines of some requirements with the commissioners' judgements."""
    found = requirements_judged(source, rows, speaker=Speaker.COMMISSIONER)
    return position_lines(found, measured=measured)


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


def _nothing_passed(lines: Sequence[Line]) -> str:
    """Return what is said where no date has passed: when the next one falls."""
    ahead = [
        line.next_due.latest
        for line in lines
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
