"""Rules of assurance: judgements and gates. Pure: no Django, no clock."""

from assurance.rules.gates import (
    AFTER_THE_END,
    BEGIN,
    GatesOf,
    awaits_assurance,
    by_day,
    gate_notes,
    odd_order,
)
from assurance.rules.judgements import WORST_FIRST, Tally, tally

__all__ = [
    "AFTER_THE_END",
    "BEGIN",
    "WORST_FIRST",
    "GatesOf",
    "Tally",
    "awaits_assurance",
    "by_day",
    "gate_notes",
    "odd_order",
    "tally",
]
