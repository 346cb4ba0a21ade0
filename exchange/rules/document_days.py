"""From which moment what a plan file says is known (DOMAIN section 1)."""

from datetime import datetime, time

from irp.rules.calendar import LONDON
from irp.rules.document_days import HOLDS_FROM


def holds_from(file: str, *, at: datetime) -> datetime:
    """Return from when what a plan file says is known, for a file first loaded `at`.

    A view of a past day shows the plan of that day, although it was loaded later. Nothing is
    known from a day that has not come.
    """
    day = HOLDS_FROM[file.partition("/")[0]]
    return min(at, datetime.combine(day, time.min, tzinfo=LONDON))
