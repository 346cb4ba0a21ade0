"""Ten outcomes by three tests as packs print them: a map of bars, and what it holds as a table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assurance.charts.heat import NARROW, OUTCOME, OUTCOME_NARROW, PRINT, drawn, drawn_down
from assurance.facts.cells import JudgedFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.figures.divergence import by_group, divergences
from assurance.figures.heat import Cell, MapCell, map_cells, map_finding
from assurance.figures.outcomes import and_hidden, is_hidden, tallies
from assurance.figures.requirements import RequirementLine
from assurance.rules.step_down import CellStanding, step_down
from assurance.words import HIDDEN, SPEAKERS, Speaker
from assurance.words.divergence import DivergenceGroup
from irp.charts import beside
from packs.context.frame import Calendar
from packs.facts import PlanFacts

KEYS = ("met", "partly_met", "not_met", "not_assessed")
NOTHING_JUDGED = JudgedFacts(acts=(), courses=())


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    """One outcome under one test: each assessment's counts, and where they differ."""

    cell: MapCell
    differ: Mapping[DivergenceGroup, int]  # requirements, by which way they differ (Rule 24f)
    not_compared: int  # requirements of which one of the two is not shown (24e)


@dataclass(frozen=True, kw_only=True)
class HeatPage:
    """The map with its finding, and its rows by outcome."""

    finding: str
    svg: Markup
    rows: Mapping[int, tuple[HeatRow, ...]]
    differ: Mapping[DivergenceGroup, int]  # requirements of the whole map
    not_compared: str  # ", 1 not shown" after the counts of who is more confident, "" where all are
    # Those ever declared met, and those of which that is not shown; None: not kept.
    declared: tuple[MapCell, ...] | None

    @property
    def voices(self) -> tuple[tuple[Speaker, tuple[str, ...]], ...]:
        """Return the columns of the table by speaker: what is not shown has one where it is any."""
        told = [found for cell in self._cells for found in cell.voices]
        hidden = {who for who, found in told if found.hidden}
        return tuple((who, (*KEYS, *([HIDDEN] if who in hidden else []))) for who in SPEAKERS)

    @property
    def is_partly_hidden(self) -> bool:
        """Tell whether a result of a requirement or of a test is not shown (24e)."""
        of_tests = any(cell.met.is_hidden for cell in self._cells)
        return of_tests or any(HIDDEN in keys for _, keys in self.voices)

    @property
    def _cells(self) -> list[MapCell]:
        return [row.cell for rows in self.rows.values() for row in rows]


def heat_page(
    plan: PlanFacts,
    lines: Sequence[RequirementLine],
    calendar: Calendar,
    not_shown: HiddenResults = ALL_SHOWN,
) -> HeatPage:
    """Return the map of a frozen month; what an older snapshot kept nothing of says so."""
    cells = _cells(plan, lines, not_shown)
    finding = map_finding(tallies(lines))
    found = by_group(divergences(lines, on=calendar.measured.on))
    of_cell = Counter(
        (line.outcome, line.test, group) for group, some in found.items() for line in some
    )
    of_both = (Speaker.COMMISSIONER, Speaker.COUNCIL)
    apart = Counter((line.outcome, line.test) for line in lines if is_hidden(line, *of_both))
    return HeatPage(
        finding=finding,
        not_compared=and_hidden(apart.total()),
        svg=beside(
            drawn(cells, heads(plan), PRINT, title=finding),
            drawn(cells, heads(plan), NARROW, title=finding),
        ),
        rows={
            row[0].outcome: tuple(
                HeatRow(
                    cell=cell,
                    differ={
                        group: of_cell[cell.outcome, cell.test, group] for group in DivergenceGroup
                    },
                    not_compared=apart[cell.outcome, cell.test],
                )
                for cell in row
            )
            for row in cells
            if row
        },
        differ={group: len(some) for group, some in found.items()},
        declared=None
        if plan.judged is None
        else tuple(cell for row in cells for cell in row if cell.met.act or cell.met.is_hidden),
    )


def bars_of(
    plan: PlanFacts, outcome: int, lines: Sequence[RequirementLine], not_shown: HiddenResults
) -> Markup:
    """Return the three bars of each test of one outcome, as they stand in the map."""
    rows = [row for row in _cells(plan, lines, not_shown, outcome) if row]
    title, tests = map_finding(tallies(lines)), heads(plan)
    narrow = drawn_down(rows[0], tests, OUTCOME_NARROW, title=title) if rows else Markup("")
    return beside(drawn(rows, tests, OUTCOME, title=title), narrow)


def heads(plan: PlanFacts) -> list[str]:
    """Return the heads of the map's columns."""
    return [f"Test {test.number}: {test.name}" for test in plan.tests]


def standings(plan: PlanFacts, not_shown: HiddenResults) -> Mapping[Cell, CellStanding]:
    """Return what commissioners say of each outcome under each test."""
    numbers = [outcome.number for outcome in plan.outcomes]
    judged = plan.judged or NOTHING_JUDGED
    hidden = not_shown.cells
    return step_down(judged, outcomes=numbers, at=plan.taken_at, hidden=hidden).standings


def _cells(
    plan: PlanFacts,
    lines: Iterable[RequirementLine],
    not_shown: HiddenResults,
    only: int | None = None,
) -> tuple[tuple[MapCell, ...], ...]:
    """Return the rows of the map, or the one of an outcome."""
    by_cell: dict[Cell, list[RequirementLine]] = defaultdict(list)
    for line in lines:
        by_cell[line.outcome, line.test].append(line)
    titles = {
        outcome.number: outcome.title for outcome in plan.outcomes if only in (None, outcome.number)
    }
    return map_cells(
        titles, [test.number for test in plan.tests], by_cell, standings(plan, not_shown)
    )
