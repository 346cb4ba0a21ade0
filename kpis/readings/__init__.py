"""Rows of indicators, now or as history held them, gathered as facts (DESIGN 2a)."""

from kpis.readings.indicators import (
    MONTHS,
    IndicatorList,
    IndicatorOrigin,
    every_reading,
    indicator,
    indicator_list,
    indicator_origin,
    indicators,
    reading,
)
from kpis.readings.targets import beside, judged_so_far, newest_target

__all__ = [
    "MONTHS",
    "IndicatorList",
    "IndicatorOrigin",
    "beside",
    "every_reading",
    "indicator",
    "indicator_list",
    "indicator_origin",
    "indicators",
    "judged_so_far",
    "newest_target",
    "reading",
]
