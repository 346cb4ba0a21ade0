"""Rows of indicators, now or as history held them, gathered as facts (DESIGN 2a)."""

from kpis.readings.definitions import definition, owner_posts
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
from kpis.readings.known import Known, cadence_of, readings_known
from kpis.readings.targets import judged_so_far, newest_target

__all__ = [
    "MONTHS",
    "IndicatorList",
    "IndicatorOrigin",
    "Known",
    "cadence_of",
    "definition",
    "every_reading",
    "indicator",
    "indicator_list",
    "indicator_origin",
    "indicators",
    "judged_so_far",
    "newest_target",
    "owner_posts",
    "reading",
    "readings_known",
]
