"""Ten outcomes by three tests: what is met, the step-down position, the map (Rules 19 to 21)."""

from collections import defaultdict
from dataclasses import dataclass

from assurance.charts.heat import heat_map
from assurance.facts import QuestionFacts, TestFacts
from assurance.figures.heat import Headline, MapCell, headline, map_cells, map_finding
from assurance.figures.outcomes import PassedDates, count_requirements, passed_dates, tallies
from assurance.figures.positions import AlikeLine, alike_lines
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.readings import outcomes as readings
from assurance.readings.changes import changes
from assurance.readings.positions import alike
from assurance.readings.step_down import position_of
from assurance.rules import Tally
from assurance.rules.step_down import StepDown
from assurance.words import Speaker
from irp.addresses import address
from irp.charts import Drawing
from irp.facts import SettingsFacts
from irp.past import Past
from irp.readings import Source
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured


@dataclass(frozen=True)
class OutcomesSheet:
    """What each assessment comes to, the three clauses, the map, and the questions."""

    tests: tuple[TestFacts, ...]
    cells: tuple[MapCell, ...]  # by outcome, then test
    chart: Drawing
    headline: Headline
    tallies: tuple[tuple[Speaker, Tally], ...]
    passed: PassedDates
    every: int
    position: StepDown
    questions: tuple[QuestionFacts, ...]


def outcomes_sheet(past: Past) -> OutcomesSheet:
    """Return the page, of newest issued judgements in force (Rules 19, 21 and 23)."""
    source, tests = past.source, readings.assurance_tests(past.source)
    rows = alike(source)
    lines = alike_lines(rows, measured=past.measured)
    by_cell: dict[tuple[int, int], list[AlikeLine]] = defaultdict(list)
    for line in lines:
        by_cell[line.outcome, line.test].append(line)
    position = position_of(source)
    titles = readings.outcome_titles(source)
    cells = map_cells(titles, [test.number for test in tests], by_cell, position.standings)
    counts = tallies(lines)
    by = printed_day(past.measured.on) if past.is_past else "today"
    finding = headline(rows, dict(counts)[Speaker.COMMISSIONER], measured=past.measured, by=by)
    return OutcomesSheet(
        tests=tests,
        cells=tuple(cell for row in cells for cell in row),
        chart=heat_map(
            cells,
            [f"Test {test.number}: {test.name}" for test in tests],
            title=map_finding(counts),
            href=lambda cell: past.to(address("assurance:cell", cell.outcome, cell.test)),
            of_row=lambda cell: past.to(address("assurance:outcome", cell.outcome)),
        ),
        headline=finding,
        tallies=counts,
        passed=passed_dates(lines),
        every=count_requirements(lines),
        position=position,
        questions=readings.questions(source),
    )


def every_requirement(
    source: Source, *, measured: Measured, settings: SettingsFacts
) -> list[RequirementLine]:
    """Return the requirements in force of every outcome, in the plan's order (Rule 23)."""
    changed = changes(source)
    return [
        line
        for outcome in readings.priority_outcomes(source)
        for line in requirement_lines(
            outcome,
            measured=measured,
            ends_on=settings.intervention_ends_on,
            quarters=settings.cap_quarters,
            changed=changed,
        )
    ]
