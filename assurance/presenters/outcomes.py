"""The heat map of ten outcomes by three tests, one speaker at a time (Rules 19 to 21)."""

from collections import defaultdict
from dataclasses import dataclass

from assurance.facts import QuestionFacts, TestFacts, TimelineFacts
from assurance.figures.outcomes import HeatCell, PassedDates, heat_cell, passed_dates, tallies
from assurance.figures.positions import AlikeLine, alike_lines
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.presenters.step_down import position_of
from assurance.readings import outcomes as readings
from assurance.readings.positions import alike
from assurance.rules import Tally
from assurance.rules.step_down import StepDown
from assurance.words import Speaker
from irp.facts import SettingsFacts
from irp.readings import Source
from irp.rules.measuring import Measured


@dataclass(frozen=True)
class OutcomeRow:
    """A row of the heat map."""

    number: int
    title: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class OutcomesSheet:
    """The whole map, what it comes to by each speaker, and what frames it."""

    tests: tuple[TestFacts, ...]
    rows: tuple[OutcomeRow, ...]
    every: int
    tallies: tuple[tuple[Speaker, Tally], ...]
    passed: PassedDates
    position: StepDown
    questions: tuple[QuestionFacts, ...]
    entries: tuple[TimelineFacts, ...]


def outcomes_sheet(source: Source, *, speaker: Speaker, measured: Measured) -> OutcomesSheet:
    """Return the map of one speaker's newest issued judgements (Rules 19, 21 and 23)."""
    tests = readings.assurance_tests(source)
    lines = alike_lines(alike(source), measured=measured)
    by_cell: dict[tuple[int, int], list[AlikeLine]] = defaultdict(list)
    for line in lines:
        by_cell[line.outcome, line.test].append(line)
    return OutcomesSheet(
        tests=tests,
        rows=tuple(
            OutcomeRow(
                number=number,
                title=title,
                cells=tuple(heat_cell(by_cell[number, test.number], speaker) for test in tests),
            )
            for number, title in readings.outcome_titles(source).items()
        ),
        every=sum(line.alike for line in lines),
        tallies=tallies(lines),
        passed=passed_dates(lines),
        position=position_of(source),
        questions=readings.questions(source),
        entries=readings.timeline(source),
    )


def every_requirement(
    source: Source, *, measured: Measured, settings: SettingsFacts
) -> list[RequirementLine]:
    """Return the requirements in force of every outcome, in the plan's order (Rule 23)."""
    return [
        line
        for outcome in readings.priority_outcomes(source)
        for line in requirement_lines(
            outcome,
            measured=measured,
            ends_on=settings.intervention_ends_on,
            quarters=settings.cap_quarters,
        )
    ]
