"""Rules of delivery: ratings, returns, milestones, signals. Pure: no Django, no clock."""

from programmes.rules.delivery import (
    Delivery,
    Standing,
    days_late,
    forecast_slip,
    report_faults,
    standing,
)
from programmes.rules.ratings import DEFINITIONS, Rating, Silence, Voice, rating_faults
from programmes.rules.returns import ReturnState, Step, fingerprint, step_refusals

__all__ = [
    "DEFINITIONS",
    "Delivery",
    "Rating",
    "ReturnState",
    "Silence",
    "Standing",
    "Step",
    "Voice",
    "days_late",
    "fingerprint",
    "forecast_slip",
    "rating_faults",
    "report_faults",
    "standing",
    "step_refusals",
]
