"""What changes in indicators: definitions, readings, targets; every one is kept (Rules 25, 27)."""

from kpis.actions.definitions import define_indicator
from kpis.actions.readings import (
    Entered,
    FaultyReadings,
    ReadingsRecorded,
    record_reading,
    record_readings,
)
from kpis.actions.targets import set_target

__all__ = [
    "Entered",
    "FaultyReadings",
    "ReadingsRecorded",
    "define_indicator",
    "record_reading",
    "record_readings",
    "set_target",
]
