"""Rules of delivery: ratings, returns, milestones, signals. Pure: no Django, no clock."""

from programmes.rules.delivery import days_late, forecast_slip, report_faults, standing
from programmes.rules.ratings import rating_faults
from programmes.rules.returns import fingerprint, step_refusals

__all__ = [
    "days_late",
    "fingerprint",
    "forecast_slip",
    "rating_faults",
    "report_faults",
    "standing",
    "step_refusals",
]
