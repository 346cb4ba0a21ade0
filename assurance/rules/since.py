"""From when what changed is told to a commissioner (Rule 24f)."""

from datetime import datetime, timedelta

FIRST_LOOK = timedelta(days=30)  # what whoever was never here is told of


def told_from(last_at: datetime | None, *, at: datetime) -> datetime:
    """Return the moment from which what changed is told: the last visit, or 30 days ago."""
    return last_at or at - FIRST_LOOK
