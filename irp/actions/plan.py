"""The plan's settings: the assumptions that the council has agreed.

They change in `assurance.actions`, since the gates of the Assurance Plan move with them.
"""

from irp.models import PlanSettings


def plan_settings() -> PlanSettings:
    """Return the plan's settings, with the agreed assumptions where none are stored."""
    return PlanSettings.objects.first() or PlanSettings()
