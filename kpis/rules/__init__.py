"""Rules of indicators: their readings and the targets they are judged by. Pure: no Django."""

from kpis.rules.readings import (
    DIGITS,
    LEAST,
    MOST,
    NOTHING,
    PENCE,
    PERCENT,
    PLACES,
    POUNDS,
    YES_NO,
    Beside,
    change_of,
    is_reading_overdue,
    movement,
    printed_change,
    printed_value,
    reading_faults,
)
from kpis.rules.targets import in_force, status_of, target_faults

__all__ = [
    "DIGITS",
    "LEAST",
    "MOST",
    "NOTHING",
    "PENCE",
    "PERCENT",
    "PLACES",
    "POUNDS",
    "YES_NO",
    "Beside",
    "change_of",
    "in_force",
    "is_reading_overdue",
    "movement",
    "printed_change",
    "printed_value",
    "reading_faults",
    "status_of",
    "target_faults",
]
