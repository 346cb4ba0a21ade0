"""What every act on a requirement holds on to first."""

from datetime import date

from assurance.models import Requirement
from assurance.permissions import Voice
from assurance.readings.owners import owner_post
from assurance.words import Speaker
from irp.actions import Refused
from irp.readings import Now


def in_force(requirement: Requirement, *, on: date) -> Requirement:
    """Return the requirement as it stands, locked; refused where it has been retired (Rule 24)."""
    row = Requirement.objects.select_for_update().get(pk=requirement.pk)
    if not row.is_in_force(on=on):
        raise Refused(f"{row.ref} has been retired. You cannot assess it.")
    return row


def voice_of(requirement: Requirement, speaker: Speaker, *, source: Now) -> Voice:
    """Return who would assess a requirement, for the council with its owner of now (Rule 24a)."""
    council = speaker is Speaker.COUNCIL
    return Voice(speaker, owner_post(requirement.ref, source=source) if council else None)
