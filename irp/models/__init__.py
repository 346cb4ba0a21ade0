"""The framework's records."""

from irp.models.people import User
from irp.models.periods import PeriodStep, ReportingPeriod
from irp.models.plan import Aim, Board, Erratum, Outcome, PlanSettings, Statement
from irp.models.posts import HoldingConfirmation, Post, PostHandover, PostHolding
from irp.models.sent import SentForm
from irp.models.tracked import (
    Act,
    AppendOnly,
    Conflict,
    PenRequired,
    Retirable,
    Sourced,
    Tracked,
)
from irp.models.workers import WorkerSign

__all__ = [
    "Act",
    "Aim",
    "AppendOnly",
    "Board",
    "Conflict",
    "Erratum",
    "HoldingConfirmation",
    "Outcome",
    "PenRequired",
    "PeriodStep",
    "PlanSettings",
    "Post",
    "PostHandover",
    "PostHolding",
    "ReportingPeriod",
    "Retirable",
    "SentForm",
    "Sourced",
    "Statement",
    "Tracked",
    "User",
    "WorkerSign",
]
