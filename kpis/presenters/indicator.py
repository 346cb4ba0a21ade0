"""What the page of one indicator shows: its chart first, then its readings and its definition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page

from irp.charts import Drawing
from irp.presenters import Pages
from irp.readings import Now, Places, Source, places
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from kpis.charts import Median, levels, line_chart, plotted
from kpis.facts import DefinitionFacts, IndicatorFacts
from kpis.figures import (
    CompositeLine,
    IndicatorLine,
    ReadingRow,
    TargetLine,
    TargetRow,
    composite_line,
    finding,
    indicator_line,
    reading_line,
    target_line,
)
from kpis.models import Indicator, Reading
from kpis.readings import (
    IndicatorOrigin,
    compositions,
    definition,
    every_reading,
    indicator,
    indicator_list,
    indicator_origin,
    indicators,
    reading,
)
from kpis.rules import A_YEAR, Basis, median_of, printed_value

CHARTED = 36  # months: three years
READINGS_A_PAGE = 24


@dataclass(frozen=True)
class IndicatorSheet:
    """What an indicator's page shows."""

    line: IndicatorLine
    aim: str
    origin: IndicatorOrigin
    definition: DefinitionFacts
    composite: CompositeLine | None
    chart: Drawing | None
    rows: tuple[ReadingRow, ...]
    page: Page


def indicator_sheet(
    source: Source, ref: str, *, measured: Measured, page: str | None
) -> IndicatorSheet | None:
    """Return the page of one indicator, None where there was none of that reference."""
    known = places(source)
    facts = indicator(source, ref, months=CHARTED, known=known)
    if facts is None:
        return None
    (row,) = source.rows(Indicator, ref=ref)
    line = indicator_line(facts, measured=measured)
    shown = Pages(every_reading(source, ref), READINGS_A_PAGE).get_page(page)
    return IndicatorSheet(
        line=line,
        aim=known.aims[row.aim_id].name,
        origin=indicator_origin(row),
        definition=definition(source, row),
        composite=_composite(source, ref, measured=measured, known=known),
        chart=chart(line),
        rows=tuple(reading_row(read, of=facts, places=line.places) for read in shown),
        page=shown,
    )


def _composite(
    source: Source, ref: str, *, measured: Measured, known: Places
) -> CompositeLine | None:
    """Return what a composite comes to, None for an indicator that is none."""
    made = compositions(source).get(ref)
    if made is None:
        return None
    every = indicator_list(source, known=known)
    facts = every.facts(every.named(made.members), months=A_YEAR + 1)
    lines = {member.ref: indicator_line(member, measured=measured) for member in facts}
    return composite_line(made, lines)


def reading_rows(source: Source, ref: str) -> list[ReadingRow] | None:
    """Return every reading of an indicator, None where there was none of that reference."""
    facts = indicator(source, ref, months=0)
    if facts is None:
        return None
    return [reading_row(row, of=facts) for row in every_reading(source, ref)]


def readings_of_all(source: Source) -> Iterator[ReadingRow]:
    """Yield every reading of every indicator, by reference and newest month first."""
    of = {facts.ref: facts for facts in indicators(source, months=0)}
    for row in (
        every_reading(source)
        .select_related("indicator")
        .order_by("indicator__ref", "-month", "-pk")
    ):
        yield reading_row(row, of=of[row.indicator.ref])


def targets_of_all(source: Source) -> Iterator[TargetRow]:
    """Yield every version that indicators are compared with, by reference and newest first."""
    for facts in sorted(indicators(source, months=0), key=lambda facts: facts.ref):
        for version in reversed(facts.targets):
            yield TargetRow(facts.ref, facts.name, target_line(version, unit=facts.unit))


def reading_row(row: Reading, *, of: IndicatorFacts, places: int = 0) -> ReadingRow:
    """Return one reading as the table shows it."""
    basis = Basis(
        numerator=row.numerator,
        denominator=row.denominator,
        respondents=row.respondents,
        asked_from=row.asked_from,
        asked_until=row.asked_until,
    )
    line = reading_line(reading(row), of=of, places=places)
    is_replaced = bool(getattr(row, "is_replaced", 0))
    return ReadingRow(of.ref, of.name, line, basis, is_replaced, row.reason)


def target_versions(row: Indicator, *, at: datetime) -> tuple[TargetLine, ...]:
    """Return every version of an indicator's target, benchmark and baseline, the newest first."""
    facts = indicator(Now(at), row.ref, months=0)
    assert facts is not None  # it was read a moment ago, and no indicator is deleted
    return indicator_line(facts, measured=Measured(london_day(at))).versions


def chart(line: IndicatorLine) -> Drawing | None:
    """Return the line of the newest months, or None for fewer than two numbers."""
    if len(line.readings) < 2:
        return None
    return line_chart(
        plotted(line),
        title=finding(line),
        unit=line.unit,
        levels=levels(line),
        median=_median(line),
    )


def _median(line: IndicatorLine) -> Median | None:
    values = [point.value for point in line.readings]
    middle = median_of(values)
    if middle is None:
        return None
    printed = printed_value(middle, unit=line.unit, places=line.places)
    return Median(middle, f"median of the {len(values)} readings shown, {printed}")
