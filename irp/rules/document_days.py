"""From which day the plan's two documents hold (DOMAIN section 1)."""

from datetime import date

# The documents name the month they were published in.
HOLDS_FROM = {"irp": date(2024, 3, 1), "cap": date(2026, 1, 1)}


def months_between() -> int:
    """Return by how many months the Assurance Plan is younger than the Improvement Plan."""
    older, younger = HOLDS_FROM["irp"], HOLDS_FROM["cap"]
    return (younger.year - older.year) * 12 + younger.month - older.month
