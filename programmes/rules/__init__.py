"""Rules of delivery: ratings, returns, milestones, signals. Pure: no Django, no clock."""

from programmes.rules.delivery import Delivery, Standing, days_late, report_faults, standing
from programmes.rules.ratings import DEFINITIONS, Rating, Voice, rating_faults
from programmes.rules.returns import ReturnState, Step, fingerprint, step_refusals

__all__ = [
    "DEFINITIONS",
    "Delivery",
    "Rating",
    "ReturnState",
    "Standing",
    "Step",
    "Voice",
    "days_late",
    "fingerprint",
    "rating_faults",
    "report_faults",
    "standing",
    "step_refusals",
]
