"""Commissioners set how long a requirement is to be shown to work (Rule 22)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from assurance.models import Requirement, SustainedEvidence
from assurance.readings.sustained import newest_setting
from assurance.rules.sustained import Covered, as_rows
from assurance.words.evidence import Cadence
from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import UNDER_LOCKS
from irp.rules.calendar import london_day


def set_sustained(
    requirement: Requirement,
    *,
    periods: int,
    cadence: Cadence,
    directorates: Sequence[Covered],
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> SustainedEvidence | None:
    """Set number and cadence of periods, and of whom; the one before stays in the record.

    `version` is the key of the setting that the person saw, 0 for none. None where it says so
    already. Raises `Conflict` with a later one, `Faulty` without a reason.
    """
    require(by, "assurance.set_sustained", at=at)
    if not reason.strip():
        raise Faulty({"reason": "Enter the reason"})
    with transaction.atomic():
        row = Requirement.objects.select_for_update().get(pk=requirement.pk)
        if not row.is_in_force(on=london_day(at)):
            raise Refused(f"{row.ref} has been retired.")
        newest = newest_setting(row, until=UNDER_LOCKS)
        if (newest.pk if newest else 0) != version:
            raise Conflict(newest) if newest else Refused("Open this page again")
        columns = {
            "periods": periods,
            "cadence": cadence.value,
            "directorates": as_rows(directorates),
        }
        if newest and all(getattr(newest, name) == value for name, value in columns.items()):
            return None
        return enact(
            SustainedEvidence, by=by, at=at, requirement=row, reason=reason.strip(), **columns
        )
