"""What changes in indicators: definitions, readings, targets; every one is kept (Rules 25, 27)."""

from kpis.actions.compositions import compose
from kpis.actions.definitions import define_indicator
from kpis.actions.readings import (
    Entered,
    FaultyReadings,
    ReadingsRecorded,
    load_readings,
    record_reading,
    record_readings,
)
from kpis.actions.targets import FaultyTargets, NewTarget, load_targets, set_target

__all__ = [
    "Entered",
    "FaultyReadings",
    "FaultyTargets",
    "NewTarget",
    "ReadingsRecorded",
    "compose",
    "define_indicator",
    "load_readings",
    "load_targets",
    "record_reading",
    "record_readings",
    "set_target",
]
