"""Rows of indicators, now or as history held them, gathered as facts (DESIGN 2a)."""

from kpis.readings.compositions import compositions, members_counted
from kpis.readings.definitions import definition, owner_posts
from kpis.readings.entry import EntryRow, answered_for, entry_rows
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
from kpis.readings.owed import OWED, OWED_PARTS, OWN_PARTS, OwedReadings, owed_readings, own
from kpis.readings.targets import TargetsKnown, newest_target, targets_known

__all__ = [
    "MONTHS",
    "OWED",
    "OWED_PARTS",
    "OWN_PARTS",
    "EntryRow",
    "IndicatorList",
    "IndicatorOrigin",
    "Known",
    "OwedReadings",
    "TargetsKnown",
    "answered_for",
    "cadence_of",
    "compositions",
    "definition",
    "entry_rows",
    "every_reading",
    "indicator",
    "indicator_list",
    "indicator_origin",
    "indicators",
    "members_counted",
    "newest_target",
    "owed_readings",
    "own",
    "owner_posts",
    "reading",
    "readings_known",
    "targets_known",
]
