"""What the step-down position is worked out from, now or as at a moment (Rule 21)."""

from datetime import datetime

from assurance.facts.cells import JudgedFacts
from assurance.models import PriorityOutcome
from assurance.readings.cells import cell_acts, courses_of, declared
from irp.readings import Source, periods


def judged_facts(source: Source) -> JudgedFacts:
    """Return what commissioners judged of tests, in one statement where nothing is declared met."""
    acts = cell_acts(source)
    courses = courses_of(source, declared(acts))
    return JudgedFacts(
        acts=tuple(acts),
        courses=tuple(row for cell in sorted(courses) for row in courses[cell]),
    )


def outcome_numbers(source: Source) -> list[int]:
    """Return the numbers of the priority outcomes in order."""
    return sorted(number for (number,) in source.columns(PriorityOutcome, "number"))


def last_pack_at(source: Source) -> datetime | None:
    """Return when the month of the last pack was frozen, before the moment; None before the first.

    A frozen month compares with the one before it.
    """
    moments = [row.frozen_at for row in periods(source).values() if row.frozen_at]
    return max((at for at in moments if at < source.at), default=None)
