"""Rules of assurance: judgements and gates. Pure: no Django, no clock."""

from assurance.rules.considered import Considered, considered_faults
from assurance.rules.gates import (
    AFTER_THE_END,
    GatesOf,
    by_day,
    gate_has_passed,
    gate_notes,
    judged_before,
    next_gate,
    odd_order,
    passed_note,
    ruling_faults,
    stand_against_met,
)
from assurance.rules.judgements import (
    WORST_FIRST,
    Tally,
    assessment_faults,
    assessment_status,
    seen_beside,
    tally,
    withdrawal_faults,
)

__all__ = [
    "AFTER_THE_END",
    "WORST_FIRST",
    "Considered",
    "GatesOf",
    "Tally",
    "assessment_faults",
    "assessment_status",
    "by_day",
    "considered_faults",
    "gate_has_passed",
    "gate_notes",
    "judged_before",
    "next_gate",
    "odd_order",
    "passed_note",
    "ruling_faults",
    "seen_beside",
    "stand_against_met",
    "tally",
    "withdrawal_faults",
]
