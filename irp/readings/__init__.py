"""The two sources that facts are read from, and the facts of the plan's frame (DESIGN 2a)."""

from irp.prepared import rows_of
from irp.readings.documents import source_of
from irp.readings.frame import (
    Places,
    aims,
    errata,
    freezes,
    last_freeze,
    outcomes,
    period_facts,
    period_now_open,
    periods,
    places,
    settings,
    settings_facts,
    shown_period,
)
from irp.readings.holders import holders
from irp.readings.plan_settings import plan_settings
from irp.readings.sources import (
    UNDER_LOCKS,
    AsAt,
    Now,
    Source,
    columns_having,
    end_of_day,
    ties_of,
)
from irp.readings.statements import ActParts, Among, Parts, PartsNow, TieParts

__all__ = [
    "UNDER_LOCKS",
    "ActParts",
    "Among",
    "AsAt",
    "Now",
    "Parts",
    "PartsNow",
    "Places",
    "Source",
    "TieParts",
    "aims",
    "columns_having",
    "end_of_day",
    "errata",
    "freezes",
    "holders",
    "last_freeze",
    "outcomes",
    "period_facts",
    "period_now_open",
    "periods",
    "places",
    "plan_settings",
    "rows_of",
    "settings",
    "settings_facts",
    "shown_period",
    "source_of",
    "ties_of",
]
