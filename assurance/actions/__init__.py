"""What changes in assurance: assessments, their withdrawal, and the agreed assumptions."""

from assurance.actions.assessments import assess_requirement, assessments_of
from assurance.actions.assumptions import change_settings, gates_to_move
from assurance.actions.withdrawals import issued_by, withdraw_assessment

__all__ = [
    "assess_requirement",
    "assessments_of",
    "change_settings",
    "gates_to_move",
    "issued_by",
    "withdraw_assessment",
]
