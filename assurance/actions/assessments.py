"""The three voices' assessments (Rules 19 and 23)."""

from datetime import datetime

from django.db import transaction

from assurance.models import Assessment, Requirement
from assurance.rules import Judgement, Speaker
from irp.actions import Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require


def assess_requirement(
    requirement: Requirement,
    *,
    speaker: Speaker,
    judgement: Judgement,
    rationale: str,
    evidence_cited: str,
    issued: bool,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> Assessment:
    """Record one voice's assessment; earlier ones stand (Rules 19 and 23).

    `seen` is the key of this voice's newest assessment when the form was opened, 0 for none:
    raises `Conflict` with the newer one where there is one. Without it nothing is compared.
    """
    require(by, "assurance.assess", speaker.value, at=at)
    if not rationale.strip():
        raise Refused("Enter the rationale for this assessment.")
    with transaction.atomic():
        requirement = Requirement.objects.select_for_update().get(pk=requirement.pk)
        if requirement.retired_on is not None:
            raise Refused(f"{requirement.ref} is retired and is no longer assessed.")
        newest = newest_assessment(requirement, speaker)
        if seen is not None and newest is not None and newest.pk != seen:
            raise Conflict(newest)
        return enact(
            Assessment,
            by=by,
            at=at,
            requirement=requirement,
            speaker=speaker.value,
            judgement=judgement.value,
            rationale=rationale.strip(),
            evidence_cited=evidence_cited.strip(),
            issued=issued,
        )


def newest_assessment(requirement: Requirement, speaker: Speaker) -> Assessment | None:
    """Return this voice's newest assessment, drafts included: for those who speak in it."""
    return requirement.assessments.filter(speaker=speaker.value).order_by("-at", "-pk").first()
