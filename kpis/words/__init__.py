"""The words of indicators, their figures and definitions."""

from kpis.words.composites import Counted, LeftOut
from kpis.words.definitions import NO_OWNER, NOT_SAID, Frequency
from kpis.words.directions import Direction, NoDirection
from kpis.words.figures import (
    NO_READINGS,
    NO_TARGET,
    Figure,
    KpiStatus,
    Polarity,
    Shown,
    Yardstick,
)
from kpis.words.terms import GLOSSARY

__all__ = [
    "GLOSSARY",
    "NOT_SAID",
    "NO_OWNER",
    "NO_READINGS",
    "NO_TARGET",
    "Counted",
    "Direction",
    "Figure",
    "Frequency",
    "KpiStatus",
    "LeftOut",
    "NoDirection",
    "Polarity",
    "Shown",
    "Yardstick",
]
