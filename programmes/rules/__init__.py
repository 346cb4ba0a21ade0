"""Rules of delivery: ratings, returns, milestones, signals. Pure: no Django, no clock."""

from programmes.rules.delivery import days_late, forecast_slip, milestone_status
from programmes.rules.ratings import rating_faults
from programmes.rules.reports import ReportedBefore, report_faults
from programmes.rules.returns import fingerprint, step_refusals

__all__ = [
    "ReportedBefore",
    "days_late",
    "fingerprint",
    "forecast_slip",
    "milestone_status",
    "rating_faults",
    "report_faults",
    "step_refusals",
]
