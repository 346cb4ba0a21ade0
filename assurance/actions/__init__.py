"""What changes in assurance: the cycle's ends, packs, assessments, the agreed assumptions."""

from assurance.actions.assessments import assess_requirement, assessments_of
from assurance.actions.assumptions import change_settings, gates_to_move
from assurance.actions.cycle import freeze_period, missing_returns, open_cycle
from assurance.actions.packs import ask_again, note_download, queue_pack, request_pack

__all__ = [
    "ask_again",
    "assess_requirement",
    "assessments_of",
    "change_settings",
    "freeze_period",
    "gates_to_move",
    "missing_returns",
    "note_download",
    "open_cycle",
    "queue_pack",
    "request_pack",
]
