"""The three speakers' assessments (Rules 19 and 23)."""

from datetime import date, datetime

from django.db import transaction

from assurance.figures.gates import open_dates
from assurance.models import Assessment, Requirement
from assurance.readings.gates import gates_of
from assurance.rules import assessment_faults
from assurance.words import Judgement, Speaker
from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import Now
from irp.rules.calendar import london_day

NEVER_READ = "Open this page again. It does not say which assessments you read."


def assess_requirement(
    requirement: Requirement,
    *,
    speaker: Speaker,
    judgement: Judgement,
    rationale: str,
    evidence_cited: str,
    issued: bool,
    shared: bool = False,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Assessment:
    """Record one speaker's assessment; earlier ones stand (Rules 19, 22 and 23).

    `shared` shows a commissioner's draft to the other commissioners. `version` is how many this
    speaker had given when the form was opened: raises `Conflict` with the newest where there are
    others. Without it nothing is compared.
    """
    require(by, "assurance.assess", speaker.value, at=at)
    with transaction.atomic():
        row = _as_read(requirement, speaker, version, by=by, on=london_day(at))
        faults = assessment_faults(
            speaker=speaker,
            judgement=judgement,
            rationale=rationale,
            evidence_cited=evidence_cited,
            issued=issued,
            open_dates=_open_dates(row, at=at) if judgement is Judgement.MET else (),
        )
        if faults:
            raise Faulty(faults)
        return enact(
            Assessment,
            by=by,
            at=at,
            requirement=row,
            speaker=speaker.value,
            judgement=judgement.value,
            rationale=rationale.strip(),
            evidence_cited=evidence_cited.strip(),
            issued=issued,
            shared=shared and speaker is Speaker.COMMISSIONER and not issued,
        )


def _as_read(
    requirement: Requirement, speaker: Speaker, version: int | None, *, by: User, on: date
) -> Requirement:
    """Return the requirement locked, in force, with the assessments that the form showed of it."""
    row = in_force(requirement, on=on)
    given = assessments_of(row, speaker, seen_by=by)
    if version is not None and version != len(given):
        raise Conflict(given[-1]) if given else Refused(NEVER_READ)
    return row


def in_force(requirement: Requirement, *, on: date) -> Requirement:
    """Return the requirement as it stands, locked; refused where it has been retired (Rule 24)."""
    row = Requirement.objects.select_for_update().get(pk=requirement.pk)
    if not row.is_in_force(on=on):
        raise Refused(f"{row.ref} has been retired. You cannot assess it.")
    return row


def assessments_of(
    requirement: Requirement, speaker: Speaker, *, seen_by: User
) -> list[Assessment]:
    """Return this speaker's assessments, oldest first, with the drafts that a person may see.

    Their number is told to forms, never a key: a gap in the keys would tell of others' drafts.
    """
    rows = Assessment.objects.visible_to(seen_by).filter(requirement=requirement, speaker=speaker)
    return list(rows.order_by("at", "pk"))


def _open_dates(requirement: Requirement, *, at: datetime) -> list[str]:
    """Return the dates for which "met" has to wait, as printed (Rule 20)."""
    return open_dates(gates_of(Now(at), [requirement.pk]).get(requirement.pk, ()))
