"""What changes in assurance: assessments, dates judged, and the agreed assumptions."""

from assurance.actions.assessments import assess_requirement
from assurance.actions.assumptions import change_settings
from assurance.actions.drafts import discard_draft
from assurance.actions.gates import judge_gate
from assurance.actions.owners import answer_judgement, name_owners
from assurance.actions.withdrawals import withdraw_assessment

__all__ = [
    "answer_judgement",
    "assess_requirement",
    "change_settings",
    "discard_draft",
    "judge_gate",
    "name_owners",
    "withdraw_assessment",
]
