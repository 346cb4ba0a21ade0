"""An indicator is defined: what it counts, how often, from where and who answers for it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict, User
from irp.permissions import require
from kpis.models import Indicator
from kpis.rules import definition_faults
from kpis.words import Frequency

DEFINED = (
    "definition",
    "numerator",
    "denominator",
    "unit",
    "polarity",
    "frequency",
    "lag_months",
    "source_system",
    "owner",
    "is_survey",
)


def define_indicator(
    indicator: Indicator,
    values: Mapping[str, Any],
    *,
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> Indicator:
    """Say how an indicator is read; every version is kept with its reason (Rule 27).

    `values` are by the names of `DEFINED`, `owner` a post or None. Raises `Conflict` where somebody
    saved another version since `version`, `Faulty` with the faults by field, `Refused` where
    nothing differs.
    """
    require(by, "kpis.define_indicator", at=at)
    with transaction.atomic():
        locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
        if locked.version != version:
            raise Conflict(locked)
        unit = locked.unit
        for name in DEFINED:
            setattr(locked, name, values[name])
        faults = definition_faults(
            unit=locked.unit,
            unit_before=unit,
            frequency=Frequency(locked.frequency) if locked.frequency else None,
            lag_months=locked.lag_months,
            numerator=locked.numerator,
            denominator=locked.denominator,
            is_read=locked.readings.exists() or locked.targets.exists(),
        )
        if faults:
            raise Faulty(faults)
        if not locked.changed_fields():
            raise Refused("Change something. All of this is saved already.")
        return record(locked, by=by, at=at, reason=reason)
