"""What changes in assurance: the cycle's ends, packs, assessments."""

from assurance.actions.assessments import assess_requirement, newest_assessment
from assurance.actions.cycle import freeze_period, missing_returns, open_cycle
from assurance.actions.packs import ask_again, note_download, queue_pack, request_pack

__all__ = [
    "ask_again",
    "assess_requirement",
    "freeze_period",
    "missing_returns",
    "newest_assessment",
    "note_download",
    "open_cycle",
    "queue_pack",
    "request_pack",
]
