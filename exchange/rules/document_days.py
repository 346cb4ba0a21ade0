"""From which day the plan's two documents hold (DOMAIN section 1)."""

from datetime import date, datetime, time

from irp.rules.calendar import LONDON

# The documents name the month they were published in.
HOLDS_FROM = {"irp": date(2024, 3, 1), "cap": date(2026, 1, 1)}


def holds_from(file: str, *, at: datetime) -> datetime:
    """Return from when what a plan file says is known, for a file first loaded `at`.

    A view of a past day shows the plan of that day, although it was loaded later. Nothing is
    known from a day that has not come.
    """
    day = HOLDS_FROM[file.partition("/")[0]]
    return min(at, datetime.combine(day, time.min, tzinfo=LONDON))
