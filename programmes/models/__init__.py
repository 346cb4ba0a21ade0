"""What is being done: programmes, milestones, returns, money, risks."""

from programmes.models.milestone import Baseline, Milestone, MilestoneReport
from programmes.models.money import ReceiptTarget, Saving
from programmes.models.programme import Programme, ProgrammeNote, Workstream
from programmes.models.raid import Dependency, Risk
from programmes.models.returns import Confidence, Return, ReturnStep, Signature

__all__ = [
    "Baseline",
    "Confidence",
    "Dependency",
    "Milestone",
    "MilestoneReport",
    "Programme",
    "ProgrammeNote",
    "ReceiptTarget",
    "Return",
    "ReturnStep",
    "Risk",
    "Saving",
    "Signature",
    "Workstream",
]
