"""The plan's settings: the assumptions that the council has agreed.

They change in `assurance.actions`, since the gates of the Assurance Plan move with them.
"""

from django.db.models import QuerySet

from irp.models import PlanSettings
from irp.prepared import rows_of


def plan_settings() -> PlanSettings:
    """Return the plan's settings, with the agreed assumptions where none are stored."""
    return next(iter(rows_of(_first)), None) or PlanSettings()


def _first() -> QuerySet[PlanSettings]:
    return PlanSettings.objects.order_by("pk")[:1]
