"""What the pages of indicators show."""

from kpis.presenters.indicator import (
    IndicatorSheet,
    indicator_sheet,
    reading_rows,
    readings_of_all,
    target_versions,
    targets_of_all,
)
from kpis.presenters.indicator_history import indicator_entries
from kpis.presenters.indicators import (
    IndicatorRow,
    IndicatorsSheet,
    indicator_rows,
    indicators_sheet,
    lines_in_group,
)
from kpis.presenters.scorecard import ScorecardRow, ScorecardSheet, scorecard_sheet

__all__ = [
    "IndicatorRow",
    "IndicatorSheet",
    "IndicatorsSheet",
    "ScorecardRow",
    "ScorecardSheet",
    "indicator_entries",
    "indicator_rows",
    "indicator_sheet",
    "indicators_sheet",
    "lines_in_group",
    "reading_rows",
    "readings_of_all",
    "scorecard_sheet",
    "target_versions",
    "targets_of_all",
]
