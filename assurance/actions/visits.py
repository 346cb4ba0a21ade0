"""The day of a commissioner's visit is noted, once a day."""

from datetime import datetime

from django.db import IntegrityError

from assurance.models import CommissionerVisit
from irp.history import enact
from irp.models import User
from irp.permissions import require
from irp.rules.calendar import london_day


def note_visit(user: User, *, at: datetime) -> None:
    """Note a visit; of two pages opened at once the first is kept."""
    require(user, "assurance.judge_tests", at=at)
    try:
        enact(CommissionerVisit, by=user, at=at, on=london_day(at))
    except IntegrityError:  # of two tabs one was first
        return
