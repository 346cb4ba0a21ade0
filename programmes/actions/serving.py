"""CPMO says which of the plan's outcomes a programme serves: the plan says it of aims alone."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import record_ties
from irp.models import Conflict, Outcome, User
from irp.permissions import require
from programmes.models import Programme


def set_outcomes(
    programme: Programme,
    *,
    serves: Collection[Outcome],
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> Programme:
    """Tie a programme to the outcomes that it serves, none for those of its aim as a whole.

    `version` is that of the programme the person saw. Raises `Conflict`, `Faulty` without a
    reason, and `Refused` for one that is closed.
    """
    require(by, "programmes.set_outcomes", at=at)
    with transaction.atomic():
        now = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        if now.version != version:
            raise Conflict(now)
        if now.closed_on:
            raise Refused(f"{now} is closed. The outcomes it served stay as they are.")
        if not reason.strip():
            raise Faulty({"reason": "Enter the reason"})
        keys = [outcome.pk for outcome in serves]
        return record_ties(now, "outcomes", keys, by=by, at=at, reason=reason.strip())
