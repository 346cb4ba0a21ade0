"""What the pages of indicators show: each with its newest reading, and one with all of them."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page
from markupsafe import Markup

from irp.presenters import Pages
from irp.readings import Source, aims
from kpis.charts import Point, line_chart
from kpis.figures import IndicatorLine, ReadingLine, indicator_line, reading_line
from kpis.models import Reading
from kpis.readings import (
    IndicatorOrigin,
    every_reading,
    indicator,
    indicator_list,
    origin,
    reading,
)
from kpis.words import Figure

CHARTED = 36  # months: three years
INDICATORS_A_PAGE = READINGS_A_PAGE = 50
NO_OUTCOME = "No outcome named in the plan"


@dataclass(frozen=True)
class IndicatorGroup:
    """The indicators of one outcome of an aim, as far as they stand on a page."""

    aim: str
    outcome: str
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class IndicatorsSheet:
    """One page of every indicator, and the counts of all of them."""

    groups: tuple[IndicatorGroup, ...]
    page: Page
    count: int
    unread: int


def indicators_sheet(source: Source, *, page: str | None) -> IndicatorsSheet:
    """Return every indicator once, under its aim and first outcome, with its newest reading."""
    every = indicator_list(source)
    shown = Pages(every.rows, INDICATORS_A_PAGE).get_page(page)
    aim_names = {aim.number: aim.name for aim in aims(source)}
    lines = (indicator_line(facts) for facts in every.facts(shown.object_list, months=1))
    groups = groupby(lines, key=lambda line: (line.aim, line.outcomes[:1]))
    return IndicatorsSheet(
        groups=tuple(
            IndicatorGroup(aim_names[aim], first[0] if first else NO_OUTCOME, tuple(some))
            for (aim, first), some in groups
        ),
        page=shown,
        count=len(every.rows),
        unread=every.without_reading(),
    )


def every_line(source: Source) -> list[IndicatorLine]:
    """Return the lines of every page, in their order."""
    every = indicator_list(source)
    return [indicator_line(facts) for facts in every.facts(every.rows, months=1)]


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
    shown = Pages(every_reading(source, ref), READINGS_A_PAGE).get_page(page)
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
            month=line.month,
            value=line.value,
            printed=line.printed,
            provisional=line.figure is Figure.PROVISIONAL,
        )
        for line in shown
    ]
    first, last = points[0], points[-1]
    title = (
        f"{line.ref} {line.name}: {len(points)} months from {first.month:%B %Y} "
        f"({first.printed}) to {last.month:%B %Y} ({last.printed}). The table gives every value."
    )
    return line_chart(points, title=title, unit=line.unit)
