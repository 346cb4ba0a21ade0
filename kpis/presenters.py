"""What the pages of indicators show: each with its newest reading, and one with all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.core.paginator import Page

from irp.charts import Drawing
from irp.presenters import Pages
from irp.readings import Now, Source, aims
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_month
from kpis.charts import Level, PlottedValue, line_chart
from kpis.facts import IndicatorFacts
from kpis.figures import (
    IndicatorCounts,
    IndicatorLine,
    ReadingLine,
    TargetLine,
    grouped,
    in_group,
    indicator_counts,
    indicator_line,
    reading_line,
    versions_in_turn,
)
from kpis.models import Indicator, Reading
from kpis.readings import (
    IndicatorOrigin,
    every_reading,
    indicator,
    indicator_list,
    indicator_origin,
    reading,
)
from kpis.words import Figure, Shown, Yardstick

CHARTED = 36  # months: three years
COMPARED = 2  # months: the newest reading, and the one before it
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
    """One page of the indicators that are shown, and the counts of all of them."""

    groups: tuple[IndicatorGroup, ...]
    page: Page
    counts: IndicatorCounts


def lines_in_group(source: Source, show: str, *, on: date) -> list[IndicatorLine]:
    """Return the lines of every indicator of a group, of the whole plan for none, as on a day."""
    every = indicator_list(source)
    found = every.facts(every.rows, months=COMPARED)
    return in_group([indicator_line(facts, on=on) for facts in found], show)


def indicators_sheet(
    source: Source, *, on: date, show: str = "", page: str | None
) -> IndicatorsSheet:
    """Return the indicators of a group, each under its aim and first outcome, page by page."""
    every = indicator_list(source)
    known = [grouped(facts, on=on) for facts in every.compared()]
    shown = Pages(in_group(known, show), INDICATORS_A_PAGE).get_page(page)
    facts = every.facts(every.named([one.ref for one in shown]), months=COMPARED)
    lines = [indicator_line(one, on=on) for one in facts]
    aim_names = {aim.number: aim.name for aim in aims(source)}
    return IndicatorsSheet(
        groups=tuple(_groups(lines, aim_names, is_ranked=show == Shown.MOVED)),
        page=shown,
        counts=indicator_counts(known),
    )


def _groups(
    lines: Sequence[IndicatorLine], aim_names: dict[int, str], *, is_ranked: bool
) -> Iterator[IndicatorGroup]:
    """Yield the indicators of each outcome; those that are ranked are one group in their order."""
    if is_ranked:
        yield IndicatorGroup("", "", tuple(lines))
        return
    groups = groupby(lines, key=lambda line: (line.aim, line.outcomes[:1]))
    for (aim, first), some in groups:
        yield IndicatorGroup(aim_names[aim], first[0] if first else NO_OUTCOME, tuple(some))


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
    chart: Drawing | None
    rows: tuple[ReadingRow, ...]
    page: Page


def indicator_sheet(
    source: Source, ref: str, *, on: date, page: str | None
) -> IndicatorSheet | None:
    """Return the page of one indicator, None where there was none of that reference."""
    facts = indicator(source, ref, months=CHARTED)
    if facts is None:
        return None
    line = indicator_line(facts, on=on)
    shown = Pages(every_reading(source, ref), READINGS_A_PAGE).get_page(page)
    return IndicatorSheet(
        line=line,
        aim=next(aim.name for aim in aims(source) if aim.number == facts.aim),
        origin=indicator_origin(source, ref),
        chart=chart(line),
        rows=tuple(_row(row, of=facts) for row in shown),
        page=shown,
    )


def _row(row: Reading, *, of: IndicatorFacts) -> ReadingRow:
    return ReadingRow(reading_line(reading(row), of=of), bool(getattr(row, "is_replaced", 0)))


def target_versions(row: Indicator, *, at: datetime) -> tuple[TargetLine, ...]:
    """Return every version of an indicator's target and benchmark, the newest first."""
    facts = indicator(Now(at), row.ref, months=0)
    assert facts is not None  # it was read a moment ago, and no indicator is deleted
    return indicator_line(facts, on=london_day(at)).versions


def chart(line: IndicatorLine) -> Drawing | None:
    """Return the line of the newest months, or None for fewer than two numbers."""
    shown = line.readings[::-1]
    if len(shown) < 2:
        return None
    points = [
        PlottedValue(
            month=line.month,
            value=line.value,
            printed=line.printed,
            provisional=line.figure is Figure.PROVISIONAL,
        )
        for line in shown
    ]
    first, last = points[0], points[-1]
    title = (
        f"{line.ref} {line.name}: {len(points)} months from {printed_month(first.month)} "
        f"({first.printed}) to {printed_month(last.month)} ({last.printed}). The table gives every "
        "value."
    )
    levels = [
        Level(
            kind=kind,
            steps=tuple((one.from_month, one.value, one.printed) for one in versions),
        )
        for kind in Yardstick
        if (versions := versions_in_turn(line.versions, kind, until=last.month))
    ]
    return line_chart(points, title=title, unit=line.unit, levels=levels)
