"""What the step-down position is worked out from, now or as at a moment (Rule 21)."""

from collections.abc import Sequence

from assurance.facts.cells import JudgedFacts
from assurance.models import PriorityOutcome
from assurance.readings.cells import cell_acts, courses_of, declared
from assurance.rules.step_down import StepDown, step_down
from irp.models import ReportingPeriod
from irp.readings import AsAt, Source


def judged_facts(source: Source, *, whole: bool = False) -> JudgedFacts:
    """Return what commissioners judged of tests, in one statement where nothing is declared met.

    `whole` says that the page reads every requirement anyway.
    """
    acts = cell_acts(source)
    courses = courses_of(source, declared(acts), whole=whole)
    return JudgedFacts(
        acts=tuple(acts),
        courses=tuple(row for cell in sorted(courses) for row in courses[cell]),
    )


def outcome_numbers(source: Source) -> list[int]:
    """Return the numbers of the priority outcomes in order."""
    return sorted(number for (number,) in source.columns(PriorityOutcome, "number"))


def position_of(source: Source, *, outcomes: Sequence[int] | None = None) -> StepDown:
    """Return the step-down position alone, without what is missing.

    `outcomes` are the numbers of the priority outcomes where they have been read already.
    """
    numbers = outcome_numbers(source) if outcomes is None else outcomes
    return step_down(judged_facts(source), outcomes=numbers, at=source.at)


def pinned_position(period: ReportingPeriod) -> StepDown:
    """Return the step-down position of a frozen month: as its snapshot has it."""
    assert period.frozen_at is not None, period
    return position_of(AsAt(period.frozen_at))
