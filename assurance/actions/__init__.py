"""What changes in assurance: assessments, dates judged, and the agreed assumptions."""

from assurance.actions.assessments import assess_requirement, assessments_of
from assurance.actions.assumptions import change_settings
from assurance.actions.drafts import discard_draft
from assurance.actions.gates import acts_of, judge_gate, standing
from assurance.actions.owners import answer_judgement, name_owners
from assurance.actions.requirements import voice_of
from assurance.actions.withdrawals import issued_by, withdraw_assessment

__all__ = [
    "acts_of",
    "answer_judgement",
    "assess_requirement",
    "assessments_of",
    "change_settings",
    "discard_draft",
    "issued_by",
    "judge_gate",
    "name_owners",
    "standing",
    "voice_of",
    "withdraw_assessment",
]
