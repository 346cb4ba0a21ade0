"""Which readings are late or missing, in words. Pure (Rule 27)."""

from collections.abc import Iterable

from kpis.rules import Owing, period_printed
from kpis.words import Frequency


def count_late(owed: Iterable[Owing]) -> int:
    """Return how many readings of some indicators are late."""
    return sum(len(owing.late) for owing in owed)


def count_due(owed: Iterable[Owing]) -> int:
    """Return how many readings of some indicators are due and not late."""
    return sum(len(owing.due) for owing in owed)


def late_printed(owed: Owing, *, frequency: Frequency | None) -> str:
    """Return "Late: August 2026", "3 readings late, since June 2026"; "" for none."""
    if not owed.late:
        return ""
    oldest = period_printed(owed.late[0], frequency=frequency)
    more = len(owed.late) > 1
    return f"{len(owed.late)} readings late, since {oldest}" if more else f"Late: {oldest}"


def missing_printed(owed: Owing, *, frequency: Frequency | None) -> str:
    """Return "Missing: June 2026", each period by name; "" for none."""
    named = ", ".join(period_printed(month, frequency=frequency) for month in owed.missing)
    return f"Missing: {named}" if named else ""
