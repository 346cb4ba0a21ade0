"""Indicators as pages and packs show them, and the groups they are in. Pure: no Django."""

from kpis.figures.composites import CompositeLine, MemberLine, composite_line
from kpis.figures.findings import finding
from kpis.figures.groups import (
    GroupedIndicator,
    IndicatorCounts,
    grouped,
    in_group,
    indicator_counts,
    most_moved,
    worst_first,
    worst_movers,
)
from kpis.figures.lines import IndicatorLine, indicator_line
from kpis.figures.readings import ReadingLine, reading_line
from kpis.figures.rows import ReadingRow, TargetRow
from kpis.figures.scorecard import Scorecard, ScorecardLine, scorecard, scorecard_line
from kpis.figures.targets import TargetLine, target_line, versions_in_turn

__all__ = [
    "CompositeLine",
    "GroupedIndicator",
    "IndicatorCounts",
    "IndicatorLine",
    "MemberLine",
    "ReadingLine",
    "ReadingRow",
    "Scorecard",
    "ScorecardLine",
    "TargetLine",
    "TargetRow",
    "composite_line",
    "finding",
    "grouped",
    "in_group",
    "indicator_counts",
    "indicator_line",
    "most_moved",
    "reading_line",
    "scorecard",
    "scorecard_line",
    "target_line",
    "versions_in_turn",
    "worst_first",
    "worst_movers",
]
