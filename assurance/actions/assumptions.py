"""The agreed assumptions change: what neither published document says.

Which quarters the Assurance Plan means is none of them: that is for commissioners to confirm
(`assurance.actions.quarters_read`).
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Refused
from irp.actions.refusals import require_administrator
from irp.history import record
from irp.models import Conflict, PlanSettings, User
from irp.rules.assumptions import DEADLINES, assumption_faults

CONFIRMED = {"cap_quarters", "cap_confirmed_on", "cap_confirmed_by"}  # by commissioners alone
COMMISSIONERS_DO = "Commissioners confirm the quarters of the Assurance Plan. Ask them to."


def change_settings(
    assumptions: dict[str, Any], *, version: int, reason: str, by: User | str, at: datetime
) -> PlanSettings:
    """Write the agreed assumptions, by the names of `PlanSettings`' columns.

    `version` is that of the settings the person saw, 0 where none were stored. Raises `Conflict`
    when somebody else changed them meanwhile, and `Refused` with every rule they break.
    """
    require_administrator(by, at=at)
    if CONFIRMED & assumptions.keys():
        raise Refused(COMMISSIONERS_DO)
    with transaction.atomic():
        settings = PlanSettings.objects.select_for_update().first()
        if (settings.version if settings else 0) != version:
            raise Conflict(settings or PlanSettings())
        settings = settings or PlanSettings()
        for name, value in assumptions.items():
            setattr(settings, name, value)
        faults = assumption_faults(
            deadlines=[getattr(settings, f"{step}_days") for step in DEADLINES],
            moves=settings.moves_watched,
            periods=settings.periods_watched,
            starts_on=settings.intervention_starts_on,
            ends_on=settings.intervention_ends_on,
            sao_days=settings.change_sao_days,
            stale_months=settings.stale_months,
            tib_days=settings.change_tib_days,
        )
        if faults:
            raise Refused(*faults.values())
        return record(settings, by=by, at=at, reason=reason.strip() or "Settings changed")
