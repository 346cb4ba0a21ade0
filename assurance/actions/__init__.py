"""What changes in assurance: assessments, and the agreed assumptions."""

from assurance.actions.assessments import assess_requirement, assessments_of
from assurance.actions.assumptions import change_settings, gates_to_move

__all__ = [
    "assess_requirement",
    "assessments_of",
    "change_settings",
    "gates_to_move",
]
