"""The words of delivery: its enums, labels and definitions, its part of the glossary."""

from programmes.words.choices import (
    CLOSED,
    DEFINITIONS,
    NOT_NAMED,
    RDL_NOT_NAMED,
    TEXTS,
    BackBy,
    Delivery,
    Divergence,
    MilestoneKind,
    MilestoneStatus,
    Rating,
    ReturnState,
    SignalName,
    Signatories,
    Silence,
    Step,
    Voice,
)
from programmes.words.glossary import GLOSSARY

__all__ = [
    "CLOSED",
    "DEFINITIONS",
    "GLOSSARY",
    "NOT_NAMED",
    "RDL_NOT_NAMED",
    "TEXTS",
    "BackBy",
    "Delivery",
    "Divergence",
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
