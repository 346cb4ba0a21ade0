"""What was issued is withdrawn, with a reason: an act of its own (Rule 19)."""

from datetime import datetime

from django.db import transaction

from assurance.actions.interests import refuse_interested
from assurance.models import AssessmentWithdrawal, Requirement
from assurance.permissions import voice_of
from assurance.readings.given import issued_by
from assurance.rules import withdrawal_faults
from assurance.words import Speaker
from irp.actions import Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import Now

NOTHING_ISSUED = "Nothing is issued that can be withdrawn."


def withdraw_assessment(
    requirement: Requirement,
    *,
    speaker: Speaker,
    reason: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> AssessmentWithdrawal:
    """Withdraw what this speaker issued last; nothing before it is revived (Rule 19).

    Whoever may issue it may withdraw it. `version` is how many this speaker had issued when the
    form was opened: raises `Conflict` with the newest where there are others. Raises `Refused`
    without a reason, and where nothing is in force.
    """
    voice = voice_of(requirement, speaker, source=Now(at))
    require(by, "assurance.issue", voice, at=at)
    if speaker is Speaker.COMMISSIONER:
        refuse_interested(requirement.outcome, by=by, at=at)
    if faults := withdrawal_faults(reason=reason):
        raise Refused(*faults.values())
    with transaction.atomic():
        row = Requirement.objects.select_for_update().get(pk=requirement.pk)
        given = issued_by(speaker, row)
        if not given:
            raise Refused(NOTHING_ISSUED)
        newest = given[-1]
        if version is not None and version != len(given):
            raise Conflict(newest)
        if gone := getattr(newest, "withdrawal", None):
            raise Refused(f"{gone.by_name} has withdrawn it already. {NOTHING_ISSUED}")
        return enact(AssessmentWithdrawal, by=by, at=at, assessment=newest, reason=reason.strip())
