"""The ten outcomes as packs print them: counts by speaker, never a percentage."""

from collections.abc import Sequence
from dataclasses import dataclass

from assurance.facts import ConcernFacts, PriorityOutcomeFacts, StrandFacts
from assurance.facts.official import OfficialFacts
from assurance.figures.evidence_index import IndexLine, index_lines
from assurance.figures.outcomes import HeatCell, heat_cell, tallies
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.rules import Tally
from assurance.words import SPEAKERS, Shade, Speaker
from irp.rules.calendar import london_day
from packs.context.frame import Calendar
from packs.facts import PlanFacts

MISSING = "outcomes.requirements.assessments.considered"  # as a snapshot names it
# Tint and shape of a cell. The shapes are not those of a rating: a judgement is no rating (Rule 1).
SHADES = {
    Shade.NOT_MET: ("not-met", "✗"),
    Shade.PARTLY: ("partly", "◐"),
    Shade.SOME_MET: ("some", "◔"),
    Shade.MET: ("all", "✓"),
    Shade.NOT_ASSESSED: ("none", "○"),
    Shade.NOT_APPLICABLE: ("none", "–"),
    Shade.EMPTY: ("none", "–"),
}


@dataclass(frozen=True, kw_only=True)
class PrintedCell:
    """One outcome × test: the commissioners' cell of the heat map, and each speaker's counts."""

    cell: HeatCell
    counts: tuple[tuple[Speaker, Tally], ...]

    @property
    def tint(self) -> str:
        """Return the name of the colour; shape and words say the same (Rule 32)."""
        return SHADES[self.cell.shade][0]

    @property
    def shape(self) -> str:
        """Return the shape that stands beside the words."""
        return SHADES[self.cell.shade][1]


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """One priority outcome with its requirements by test."""

    number: int
    title: str
    strands: tuple[StrandFacts, ...]
    outcome: str
    progress: str
    erratum: str
    concerns: tuple[ConcernFacts, ...]
    requirements: tuple[RequirementLine, ...]
    cells: tuple[PrintedCell, ...]
    keeps_missing: bool  # its snapshot kept what is missing, by consideration
    official: OfficialFacts | None  # of the outcome to achieve (Rule 24d)
    evidence: tuple[IndexLine, ...]  # in use; empty too where its snapshot kept no index

    def of_test(self, test: int) -> list[RequirementLine]:
        """Return its requirements under one test."""
        return [line for line in self.requirements if line.test == test]


def outcome_pages(plan: PlanFacts, calendar: Calendar) -> tuple[OutcomePage, ...]:
    """Return the ten outcomes in order."""
    tests = [test.number for test in plan.tests]
    return tuple(
        _outcome(row, requirements_of(row, plan, calendar), tests, plan) for row in plan.outcomes
    )


def requirements_of(
    outcome: PriorityOutcomeFacts, plan: PlanFacts, calendar: Calendar
) -> tuple[RequirementLine, ...]:
    """Return an outcome's requirements; what is odd in their order is worked out, never kept."""
    return requirement_lines(
        outcome,
        measured=calendar.measured,
        ends_on=plan.settings.intervention_ends_on,
        quarters=calendar.cap,
    )


def _outcome(
    row: PriorityOutcomeFacts,
    lines: tuple[RequirementLine, ...],
    tests: Sequence[int],
    plan: PlanFacts,
) -> OutcomePage:
    same = ("number", "title", "strands", "outcome", "progress", "erratum", "concerns", "official")
    return OutcomePage(
        **{name: getattr(row, name) for name in same},
        requirements=lines,
        cells=tuple(_cell([line for line in lines if line.test == test]) for test in tests),
        keeps_missing=MISSING not in plan.not_kept,
        evidence=index_lines(
            plan.evidence or (),
            refs={line.ref for line in lines},
            on=london_day(plan.taken_at),
        ),
    )


def _cell(lines: Sequence[RequirementLine]) -> PrintedCell:
    return PrintedCell(cell=heat_cell(lines, SPEAKERS[0]), counts=tallies(lines))
