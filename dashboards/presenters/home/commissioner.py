"""What waits for a commissioner: gates passed, and their own drafts (Rules 13 and 23)."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from assurance.models import Assessment, Requirement
from assurance.presenters.voices import RequirementLine, requirement_lines
from dashboards.presenters.home.parts import Figure, Part, Task, counted
from irp.models import User
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day

SHOWN = 10


def commissioner_part(user: User, *, at: datetime, ends_on: date) -> Part:
    """Return the requirements whose gate has passed and what this person still drafts."""
    on = london_day(at)
    requirements = Requirement.objects.in_force(on=on).select_related("outcome", "test")
    lines = requirement_lines(requirements, user=user, at=at, ends_on=ends_on)
    awaiting = [line for line in lines if line.awaits]
    outcomes = reverse("assurance:outcomes")
    figures = (
        Figure(
            "A date passed, not yet assured",
            len(awaiting),
            f"of {counted(len(lines), 'requirement')}",
            outcomes,
            bool(awaiting),
        ),
    )
    return Part(
        "commissioner",
        "Requirements to judge",
        _to_judge(awaiting),
        _nothing_passed(lines, on=on),
        figures,
        more=_drafts(user),
        more_title="Your drafts, seen by commissioners alone",
    )


def _to_judge(awaiting: list[RequirementLine]) -> tuple[Task, ...]:
    """Return the first requirements whose date has passed, and the way to the others."""
    tasks = tuple(
        Task(
            f"{line.ref} {line.title}",
            reverse("assurance:requirement", args=[line.ref]),
            f"{_passed(line)}; outcome {line.outcome}, test {line.test}",
            warning=True,
        )
        for line in awaiting[:SHOWN]
    )
    more = len(awaiting) - SHOWN
    if more <= 0:
        return tasks
    return (*tasks, Task(f"And {more} more", reverse("assurance:outcomes"), "by outcome and test"))


def _nothing_passed(lines: list[RequirementLine], *, on: date) -> str:
    """Return what is said where no date has passed: when the next one falls."""
    ahead = [
        gate.due.latest
        for line in lines
        if not line.is_assured
        for gate in line.gates
        if gate.due.latest and gate.due.latest >= on
    ]
    following = f" The next date falls on {printed_day(min(ahead))}." if ahead else ""
    return f"No date has passed without assurance.{following}"


def _passed(line: RequirementLine) -> str:
    """Return the purposes whose dates have passed, in the words of Rule 13."""
    notes = dict.fromkeys(gate.notes[0] for gate in line.gates if gate.unassured)
    return "; ".join(notes)


def _drafts(user: User) -> tuple[Task, ...]:
    """Return this person's drafts that no later assessment of theirs has followed."""
    later = Assessment.objects.filter(
        requirement=OuterRef("requirement"), by=user, speaker="commissioner", pk__gt=OuterRef("pk")
    )
    rows = (
        Assessment.objects.filter(by=user, speaker="commissioner", issued=False)
        .exclude(Exists(later))
        .select_related("requirement")
        .order_by("-at", "-pk")[:SHOWN]
    )
    return tuple(
        Task(
            str(row.requirement),
            reverse("assurance:requirement", args=[row.requirement.ref]),
            f"drafted {printed_day(london_day(row.at))}, not issued",
        )
        for row in rows
    )
