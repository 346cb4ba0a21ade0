"""Ten outcomes by three tests as packs print them: a map of bars, and what it holds as a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assurance.charts.heat import OUTCOME, PRINT, drawn
from assurance.facts.cells import JudgedFacts
from assurance.figures.divergence import divergences
from assurance.figures.heat import Cell, MapCell, map_cells, map_finding
from assurance.figures.outcomes import tallies
from assurance.figures.requirements import RequirementLine
from assurance.rules.step_down import Standing, step_down
from packs.context.frame import Calendar
from packs.facts import PlanFacts

NOTHING_JUDGED = JudgedFacts(acts=(), courses=())


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    """One outcome under one test: each assessment's counts, and where they differ."""

    cell: MapCell
    council_higher: int  # requirements of which the council is more confident (Rule 24f)
    commissioners_higher: int


@dataclass(frozen=True, kw_only=True)
class HeatPage:
    """The map with its finding, and its rows by outcome."""

    finding: str
    svg: Markup
    rows: Mapping[int, tuple[HeatRow, ...]]
    declared: tuple[MapCell, ...] | None  # those ever declared met; None: not kept

    @property
    def council_higher(self) -> int:
        """Return of how many requirements the council is more confident than commissioners."""
        return sum(row.council_higher for rows in self.rows.values() for row in rows)

    @property
    def commissioners_higher(self) -> int:
        """Return of how many requirements commissioners are more confident than the council."""
        return sum(row.commissioners_higher for rows in self.rows.values() for row in rows)


def heat_page(plan: PlanFacts, lines: Sequence[RequirementLine], calendar: Calendar) -> HeatPage:
    """Return the map of a frozen month; what an older snapshot kept nothing of says so."""
    cells = _cells(plan, lines)
    finding = map_finding(tallies(lines))
    found = divergences(lines, on=calendar.measured.on)
    higher: dict[tuple[int, int, bool], int] = defaultdict(int)
    for one in found:
        higher[one.outcome, one.test, one.steps > 0] += 1
    return HeatPage(
        finding=finding,
        svg=drawn(cells, heads(plan), PRINT, title=finding),
        rows={
            row[0].outcome: tuple(
                HeatRow(
                    cell=cell,
                    council_higher=higher[cell.outcome, cell.test, True],
                    commissioners_higher=higher[cell.outcome, cell.test, False],
                )
                for cell in row
            )
            for row in cells
            if row
        },
        declared=None
        if plan.judged is None
        else tuple(cell for row in cells for cell in row if cell.met.act),
    )


def bars_of(plan: PlanFacts, outcome: int, lines: Sequence[RequirementLine]) -> Markup:
    """Return the three bars of each test of one outcome, as they stand in the map."""
    rows = [row for row in _cells(plan, lines) if row and row[0].outcome == outcome]
    return drawn(rows, heads(plan), OUTCOME, title=map_finding(tallies(lines)))


def heads(plan: PlanFacts) -> list[str]:
    """Return the heads of the map's columns."""
    return [f"Test {test.number}: {test.name}" for test in plan.tests]


def standings(plan: PlanFacts) -> Mapping[Cell, Standing]:
    """Return what commissioners say of each outcome under each test."""
    numbers = [outcome.number for outcome in plan.outcomes]
    judged = plan.judged or NOTHING_JUDGED
    return step_down(judged, outcomes=numbers, at=plan.taken_at).standings


def _cells(plan: PlanFacts, lines: Iterable[RequirementLine]) -> tuple[tuple[MapCell, ...], ...]:
    by_cell: dict[Cell, list[RequirementLine]] = defaultdict(list)
    for line in lines:
        by_cell[line.outcome, line.test].append(line)
    titles = {outcome.number: outcome.title for outcome in plan.outcomes}
    return map_cells(titles, [test.number for test in plan.tests], by_cell, standings(plan))
