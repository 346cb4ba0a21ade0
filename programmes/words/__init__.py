"""The words of delivery: its enums, labels and definitions, its part of the glossary."""

from programmes.words.benefits import BENEFITS
from programmes.words.budgets import BUDGETS
from programmes.words.change_causes import Cause, Tier
from programmes.words.change_terms import CHANGES
from programmes.words.changes import (
    UNDECIDED,
    ChangeAct,
    ChangeForum,
    ChangeKind,
    ChangeReason,
    ChangeState,
)
from programmes.words.choices import (
    DEFINITIONS,
    NOT_NAMED,
    RDL_NOT_NAMED,
    RECEIVED,
    TEXTS,
    BackBy,
    Dimension,
    Divergence,
    Rating,
    ReturnGroup,
    ReturnState,
    SignalName,
    Signatories,
    Silence,
    Step,
    Voice,
    whom,
)
from programmes.words.completion import COMPLETIONS, UNCONFIRMED, CompletionStep
from programmes.words.dependencies import (
    DEPENDENCIES,
    DependencyGroup,
    DependencyState,
    Side,
)
from programmes.words.editions import CURRENT, EDITIONS, ORIGINAL, Fate
from programmes.words.glossary import GLOSSARY as DELIVERY
from programmes.words.milestones import (
    CLOSED,
    NOT_KEPT,
    Delivery,
    MilestoneGroup,
    MilestoneKind,
    MilestoneStatus,
)
from programmes.words.occurrences import FIRST_NOT_SET, OCCURRENCES, Turn
from programmes.words.points import POINTS, ChallengeOutcome, PointKind, PointStage, ReturnPart
from programmes.words.raid import (
    Answer,
    Band,
    EntryState,
    Ladder,
    Proximity,
    RaidKind,
    Response,
    RiskAct,
)
from programmes.words.raid_terms import RAID
from programmes.words.receipts import RECEIPTS, LotGroup, Stage
from programmes.words.restructuring import RESTRUCTURING, Restructure
from programmes.words.savings import (
    NO_AMOUNT,
    SAVINGS,
    Basis,
    Equality,
    ForecastConfidence,
    Recurrence,
    Rung,
    SavingGroup,
)
from programmes.words.takeover import BEFORE, TAKEOVER

GLOSSARY = (
    *DELIVERY, *CHANGES, COMPLETIONS, OCCURRENCES, *RAID, *DEPENDENCIES, *POINTS, *EDITIONS,
    *TAKEOVER, *RESTRUCTURING, *SAVINGS, *BUDGETS, *BENEFITS, *RECEIPTS,
)  # fmt: skip

__all__ = [
    "BEFORE",
    "CLOSED",
    "CURRENT",
    "DEFINITIONS",
    "FIRST_NOT_SET",
    "GLOSSARY",
    "NOT_KEPT",
    "NOT_NAMED",
    "NO_AMOUNT",
    "ORIGINAL",
    "RDL_NOT_NAMED",
    "RECEIVED",
    "TEXTS",
    "UNCONFIRMED",
    "UNDECIDED",
    "Answer",
    "BackBy",
    "Band",
    "Basis",
    "Cause",
    "ChallengeOutcome",
    "ChangeAct",
    "ChangeForum",
    "ChangeKind",
    "ChangeReason",
    "ChangeState",
    "CompletionStep",
    "Delivery",
    "DependencyGroup",
    "DependencyState",
    "Dimension",
    "Divergence",
    "EntryState",
    "Equality",
    "Fate",
    "ForecastConfidence",
    "Ladder",
    "LotGroup",
    "MilestoneGroup",
    "MilestoneKind",
    "MilestoneStatus",
    "PointKind",
    "PointStage",
    "Proximity",
    "RaidKind",
    "Rating",
    "Recurrence",
    "Response",
    "Restructure",
    "ReturnGroup",
    "ReturnPart",
    "ReturnState",
    "RiskAct",
    "Rung",
    "SavingGroup",
    "Side",
    "SignalName",
    "Signatories",
    "Silence",
    "Stage",
    "Step",
    "Tier",
    "Turn",
    "Voice",
    "whom",
]
