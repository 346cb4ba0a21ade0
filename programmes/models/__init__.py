"""What is being done: programmes, milestones, returns, money, risks, dependencies."""

from programmes.models.benefits import Benefit, BenefitReading
from programmes.models.budgets import BudgetEntry
from programmes.models.change_drafts import ChangeDraft
from programmes.models.changes import ChangeRequest, ChangeRow, ChangeStep, Descent
from programmes.models.committees import CommitteeRemit
from programmes.models.completion import CompletionAct
from programmes.models.dependencies import Dependency, DependencyConfirmation
from programmes.models.editions import EditionRow, PlanEdition
from programmes.models.milestone import Baseline, Milestone, MilestoneReport
from programmes.models.money import ReceiptTarget
from programmes.models.occurrence import Occurrence
from programmes.models.owners import Preparer, RowLead
from programmes.models.points import Point, PointStep
from programmes.models.programme import Programme, ProgrammeNote, Workstream
from programmes.models.receipts import Lot, LotProgress, ReceiptThreshold
from programmes.models.register import Action, Assumption, Decision, Issue
from programmes.models.restructuring import Restructuring, RowMove
from programmes.models.returns import Confidence, Return, ReturnStep, Signature
from programmes.models.risks import Risk, RiskScore, RiskStep
from programmes.models.saving_years import (
    PlanFigure,
    SavingAmounts,
    SavingReplacement,
    SavingTarget,
    SavingValidation,
    YearTarget,
)
from programmes.models.savings import Saving
from programmes.models.takeover import OpeningRow, TakeOver

__all__ = [
    "Action",
    "Assumption",
    "Baseline",
    "Benefit",
    "BenefitReading",
    "BudgetEntry",
    "ChangeDraft",
    "ChangeRequest",
    "ChangeRow",
    "ChangeStep",
    "CommitteeRemit",
    "CompletionAct",
    "Confidence",
    "Decision",
    "Dependency",
    "DependencyConfirmation",
    "Descent",
    "EditionRow",
    "Issue",
    "Lot",
    "LotProgress",
    "Milestone",
    "MilestoneReport",
    "Occurrence",
    "OpeningRow",
    "PlanEdition",
    "PlanFigure",
    "Point",
    "PointStep",
    "Preparer",
    "Programme",
    "ProgrammeNote",
    "ReceiptTarget",
    "ReceiptThreshold",
    "Restructuring",
    "Return",
    "ReturnStep",
    "Risk",
    "RiskScore",
    "RiskStep",
    "RowLead",
    "RowMove",
    "Saving",
    "SavingAmounts",
    "SavingReplacement",
    "SavingTarget",
    "SavingValidation",
    "Signature",
    "TakeOver",
    "Workstream",
    "YearTarget",
]
