"""What every act on a requirement holds on to first."""

from datetime import date

from assurance.models import Requirement
from irp.actions import Refused


def in_force(requirement: Requirement, *, on: date) -> Requirement:
    """Return the requirement as it stands, locked; refused where it has been retired (Rule 24)."""
    row = Requirement.objects.select_for_update().get(pk=requirement.pk)
    if not row.is_in_force(on=on):
        raise Refused(f"{row.ref} has been retired. You cannot assess it.")
    return row
