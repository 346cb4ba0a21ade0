"""Whether commissioners can rely on it: the Assurance Plan and judgements of it."""

from assurance.models.accuracy import AccuracyComment, AccuracyShare, AccuracyShareEnd
from assurance.models.amendments import Amendment
from assurance.models.cells import CellAct, CellDraft, CellDraftEnd
from assurance.models.citation import CellCitation, Citation, GateCitation
from assurance.models.concerns import ConcernResponse
from assurance.models.drafts import JudgementDraft, JudgementDraftEnd
from assurance.models.evidence import (
    Evidence,
    EvidenceDownload,
    EvidenceSeal,
    EvidenceUse,
    EvidenceVersion,
    LinkCheck,
    SustainedEvidence,
)
from assurance.models.gate_act import GateAct
from assurance.models.interests import Interest, InterestEnd
from assurance.models.judgement import Assessment, AssessmentWithdrawal
from assurance.models.links import DeliveryLink
from assurance.models.narrative import PowerAct, QuestionAnswer
from assurance.models.official import OfficialWords, WordsLoad
from assurance.models.owners import OwnerAnswer, OwnerNaming
from assurance.models.plan import (
    AssuranceTest,
    Concern,
    ContextualQuestion,
    Gate,
    PriorityOutcome,
    Requirement,
    TimelineEntry,
)
from assurance.models.quarters_act import QuartersAct
from assurance.models.recommendations import (
    ActionExtension,
    ActionReport,
    Recommendation,
    RecommendationAction,
    RecommendationView,
)
from assurance.models.reports import SecretaryReport, SecretaryReportStep
from assurance.models.requests import CouncilRequest, RequestStep
from assurance.models.visits import CommissionerVisit

__all__ = [
    "AccuracyComment",
    "AccuracyShare",
    "AccuracyShareEnd",
    "ActionExtension",
    "ActionReport",
    "Amendment",
    "Assessment",
    "AssessmentWithdrawal",
    "AssuranceTest",
    "CellAct",
    "CellCitation",
    "CellDraft",
    "CellDraftEnd",
    "Citation",
    "CommissionerVisit",
    "Concern",
    "ConcernResponse",
    "ContextualQuestion",
    "CouncilRequest",
    "DeliveryLink",
    "Evidence",
    "EvidenceDownload",
    "EvidenceSeal",
    "EvidenceUse",
    "EvidenceVersion",
    "Gate",
    "GateAct",
    "GateCitation",
    "Interest",
    "InterestEnd",
    "JudgementDraft",
    "JudgementDraftEnd",
    "LinkCheck",
    "OfficialWords",
    "OwnerAnswer",
    "OwnerNaming",
    "PowerAct",
    "PriorityOutcome",
    "QuartersAct",
    "QuestionAnswer",
    "Recommendation",
    "RecommendationAction",
    "RecommendationView",
    "RequestStep",
    "Requirement",
    "SecretaryReport",
    "SecretaryReportStep",
    "SustainedEvidence",
    "TimelineEntry",
    "WordsLoad",
]
