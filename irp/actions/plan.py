"""The plan's settings: the assumptions that the council has agreed."""

from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions.refusals import Refused, require_administrator
from irp.history import record
from irp.models import Conflict, PlanSettings, User
from irp.rules.assumptions import DEADLINES, assumption_faults


def plan_settings() -> PlanSettings:
    """Return the plan's settings, with the agreed assumptions where none are stored."""
    return PlanSettings.objects.first() or PlanSettings()


def change_settings(
    assumptions: dict[str, Any], *, version: int, reason: str, by: User | str, at: datetime
) -> PlanSettings:
    """Write the agreed assumptions, by the names of `PlanSettings`' columns.

    `version` is that of the settings the person saw, 0 where none were stored. Raises `Conflict`
    when somebody else changed them meanwhile, `Refused` with every rule they break.
    """
    require_administrator(by, at=at)
    with transaction.atomic():
        kept = PlanSettings.objects.select_for_update().first()
        if (kept.version if kept else 0) != version:
            raise Conflict(kept or PlanSettings())
        kept = kept or PlanSettings()
        for name, value in assumptions.items():
            setattr(kept, name, value)
        faults = assumption_faults(
            deadlines=[getattr(kept, f"{step}_days") for step in DEADLINES],
            moves=kept.moves_watched,
            periods=kept.periods_watched,
        )
        if faults:
            raise Refused(*faults.values())
        return record(kept, by=by, at=at, reason=reason.strip() or "Agreed assumptions changed")
