"""The words of delivery: its enums, labels and definitions, its part of the glossary."""

from programmes.words.choices import (
    DEFINITIONS,
    NOT_NAMED,
    RDL_NOT_NAMED,
    RECEIVED,
    TEXTS,
    BackBy,
    Divergence,
    Rating,
    ReturnState,
    SignalName,
    Signatories,
    Silence,
    Step,
    Voice,
)
from programmes.words.glossary import GLOSSARY
from programmes.words.milestones import (
    CLOSED,
    Delivery,
    MilestoneGroup,
    MilestoneKind,
    MilestoneStatus,
)

__all__ = [
    "CLOSED",
    "DEFINITIONS",
    "GLOSSARY",
    "NOT_NAMED",
    "RDL_NOT_NAMED",
    "RECEIVED",
    "TEXTS",
    "BackBy",
    "Delivery",
    "Divergence",
    "MilestoneGroup",
    "MilestoneKind",
    "MilestoneStatus",
    "Rating",
    "ReturnState",
    "SignalName",
    "Signatories",
    "Silence",
    "Step",
    "Voice",
]
