"""What the pages of indicators show."""

from kpis.presenters.indicator import (
    IndicatorSheet,
    definition_entries,
    indicator_sheet,
    reading_rows,
    target_versions,
)
from kpis.presenters.indicators import IndicatorsSheet, indicators_sheet, lines_in_group

__all__ = [
    "IndicatorSheet",
    "IndicatorsSheet",
    "definition_entries",
    "indicator_sheet",
    "indicators_sheet",
    "lines_in_group",
    "reading_rows",
    "target_versions",
]
