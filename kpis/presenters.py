"""What the pages of indicators show: each with its newest reading, and one with all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from markupsafe import Markup

from irp.readings import Source, aims
from irp.readings import outcomes as every_outcome
from kpis.charts import Point, line_chart
from kpis.figures import IndicatorLine, ReadingLine, indicator_line, reading_line
from kpis.models import Reading
from kpis.readings import (
    IndicatorOrigin,
    every_reading,
    indicator,
    indicators,
    origin,
    reading,
)
from kpis.words import Figure

CHARTED = 36  # months: three years
READINGS_A_PAGE = 50


@dataclass(frozen=True)
class IndicatorGroup:
    """The indicators of one outcome of an aim."""

    aim: str
    outcome: str
    lines: tuple[IndicatorLine, ...]


def groups(source: Source) -> tuple[IndicatorGroup, ...]:
    """Return every indicator once, under its aim and first outcome, with its newest reading."""
    aim_names = {aim.number: aim.name for aim in aims(source)}
    places = {(one.aim, one.name): one.number for one in every_outcome(source)}
    found: dict[tuple[int, int], list[IndicatorLine]] = {}
    for facts in indicators(source, months=1):
        first = facts.outcomes[0] if facts.outcomes else ""
        found.setdefault((facts.aim, places.get((facts.aim, first), 0)), []).append(
            indicator_line(facts)
        )
    return tuple(
        IndicatorGroup(aim_names[aim], _outcome_of(lines), tuple(lines))
        for (aim, _), lines in sorted(found.items())
    )


def _outcome_of(lines: Sequence[IndicatorLine]) -> str:
    outcomes = lines[0].outcomes
    return outcomes[0] if outcomes else "No outcome named in the plan"


@dataclass(frozen=True)
class ReadingRow:
    """One reading of the table, and whether a later one was recorded for its month."""

    line: ReadingLine
    is_replaced: bool


@dataclass(frozen=True)
class IndicatorSheet:
    """What an indicator's page shows."""

    line: IndicatorLine
    aim: str
    origin: IndicatorOrigin
    chart: Markup | None
    rows: tuple[ReadingRow, ...]
    page: Page


def indicator_sheet(source: Source, ref: str, *, page: str | None) -> IndicatorSheet | None:
    """Return the page of one indicator, None where there was none of that reference."""
    facts = indicator(source, ref, months=CHARTED)
    if facts is None:
        return None
    line = indicator_line(facts)
    shown = Paginator(every_reading(source, ref), READINGS_A_PAGE).get_page(page)
    return IndicatorSheet(
        line=line,
        aim=next(aim.name for aim in aims(source) if aim.number == facts.aim),
        origin=origin(source, ref),
        chart=chart(line),
        rows=tuple(_row(row, unit=facts.unit) for row in shown),
        page=shown,
    )


def _row(row: Reading, *, unit: str) -> ReadingRow:
    return ReadingRow(reading_line(reading(row), unit=unit), bool(getattr(row, "is_replaced", 0)))


def chart(line: IndicatorLine) -> Markup | None:
    """Return the line of the newest months, or None for fewer than two numbers."""
    shown = line.readings[::-1]
    if len(shown) < 2:
        return None
    points = [
        Point(
            month=one.month,
            value=one.value,
            printed=one.printed,
            provisional=one.figure is Figure.PROVISIONAL,
        )
        for one in shown
    ]
    first, last = points[0], points[-1]
    title = (
        f"{line.ref} {line.name}: {len(points)} months from {first.month:%B %Y} "
        f"({first.printed}) to {last.month:%B %Y} ({last.printed}). The table gives every value."
    )
    return line_chart(points, title=title, unit=line.unit)
