"""The three voices' assessments (Rules 19 and 23)."""

from datetime import datetime

from assurance.models import Assessment, Requirement
from assurance.rules import Judgement, Speaker
from irp.actions import Refused
from irp.history import enact
from irp.models import User
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
) -> Assessment:
    """Record one voice's assessment; earlier ones stand (Rules 19 and 23)."""
    require(by, "assurance.assess", speaker.value, at=at)
    if not rationale.strip():
        raise Refused("Enter the rationale for this assessment.")
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
