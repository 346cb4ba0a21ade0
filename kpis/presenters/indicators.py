"""What the list of indicators shows: each with its newest reading and the 24 months up to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page
from markupsafe import Markup

from irp.presenters import Pages
from irp.readings import Source, places
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from kpis.charts import SparkPoint, sparkline
from kpis.figures import (
    IndicatorCounts,
    IndicatorLine,
    grouped,
    in_group,
    indicator_counts,
    indicator_line,
)
from kpis.readings import IndicatorList, indicator_list, members_counted
from kpis.words import Figure, Shown

A_YEAR_BACK = 13  # months: the newest reading and those of the year before it
SPARKED = 24  # months
INDICATORS_A_PAGE = 50
NO_OUTCOME = "No outcome named in the plan"


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of the list, and its sparkline, "" where nothing was read in its months."""

    line: IndicatorLine
    spark: Markup
    members: int  # of a composite; 0 of any other


@dataclass(frozen=True)
class IndicatorGroup:
    """The indicators of one outcome of an aim, as far as they stand on a page."""

    aim: str
    outcome: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class IndicatorsSheet:
    """One page of the indicators that are shown, and the counts of all of them."""

    groups: tuple[IndicatorGroup, ...]
    page: Page
    counts: IndicatorCounts

    @property
    def aims(self) -> list[tuple[str, list[IndicatorGroup]]]:
        """Return the groups under what is said of their aim's indicators on this page.

        "A Well-run Council: 19 indicators, 0 off target, 5 with no reading"; "" for those ranked.
        """
        on_page = " on this page" if self.page.has_other_pages() else ""
        return [
            (aim and f"{aim}: {_in_words(some)}{on_page}", some)
            for aim, groups in groupby(self.groups, key=lambda group: group.aim)
            for some in [list(groups)]
        ]


def _in_words(groups: Sequence[IndicatorGroup]) -> str:
    of = indicator_counts([row.line for group in groups for row in group.rows])
    return (
        f"{counted(of.every, 'indicator')}, {of.off_target} off target, {of.unread} with no reading"
    )


def lines_in_group(source: Source, show: str, *, measured: Measured) -> list[IndicatorLine]:
    """Return the lines of every indicator of a group, of the whole plan for none, as measured."""
    every = indicator_list(source)
    found = every.facts(every.rows, months=A_YEAR_BACK)
    return in_group([indicator_line(facts, measured=measured) for facts in found], show)


def indicators_sheet(
    source: Source, *, measured: Measured, show: str = "", page: str | None
) -> IndicatorsSheet:
    """Return the indicators of a group, each under its aim and first outcome, page by page."""
    where = places(source)
    every = indicator_list(source, known=where)
    compared = every.compared(on=measured.on)
    known = [grouped(facts, measured=measured) for facts in compared]
    shown = Pages(in_group(known, show), INDICATORS_A_PAGE).get_page(page)
    rows = indicator_rows(every, [row.ref for row in shown], measured=measured)
    aim_names = {aim.number: aim.name for aim in where.aims.values()}
    return IndicatorsSheet(
        groups=tuple(_groups(rows, aim_names, is_ranked=show == Shown.MOVED)),
        page=shown,
        counts=indicator_counts(known),
    )


def indicator_rows(
    every: IndicatorList, refs: Iterable[str], *, measured: Measured
) -> list[IndicatorRow]:
    """Return some indicators of a list, in the order of their references: in three statements."""
    members, rows = members_counted(every.source), every.named(refs)
    facts = every.facts(rows, months=SPARKED)
    return [
        _row(
            indicator_line(indicator, measured=measured),
            members=members.get(row.id, 0),
            on=measured.on,
        )
        for row, indicator in zip(rows, facts, strict=True)
    ]


def _row(line: IndicatorLine, *, members: int, on: date) -> IndicatorRow:
    points = [
        SparkPoint(reading.month, reading.value, reading.figure is Figure.PROVISIONAL)
        for reading in reversed(line.readings)
    ]
    return IndicatorRow(
        line, sparkline(points, until=on, title=f"{line.ref} in 24 months"), members
    )


def _groups(
    rows: Sequence[IndicatorRow], aim_names: dict[int, str], *, is_ranked: bool
) -> Iterator[IndicatorGroup]:
    """Yield the indicators of each outcome; those that are ranked are one group in their order."""
    if is_ranked:
        yield IndicatorGroup("", "", tuple(rows))
        return
    groups = groupby(rows, key=lambda row: (row.line.aim, row.line.outcomes[:1]))
    for (aim, first), some in groups:
        yield IndicatorGroup(aim_names[aim], first[0] if first else NO_OUTCOME, tuple(some))
