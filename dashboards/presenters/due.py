"""How far off a day is, in the words of every page that prints a deadline (Rule 14)."""

from dataclasses import dataclass
from datetime import date

SOON = 5  # days


@dataclass(frozen=True)
class Due:
    """A day by which something is due, seen from another day; the day itself is in time."""

    on: date
    days_left: int

    @property
    def is_past(self) -> bool:
        """Tell whether the day has gone by."""
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        """Tell whether the day is near."""
        return 0 <= self.days_left <= SOON

    @property
    def words(self) -> str:
        """Return how far off it is: "in 3 days", "tomorrow", "today", "1 day past"."""
        if self.days_left > 1:
            return f"in {self.days_left} days"
        if self.is_past:
            return f"{-self.days_left} day{'s' if self.days_left < -1 else ''} past"
        return "tomorrow" if self.days_left else "today"


def due(by: date, *, on: date) -> Due:
    """Return a day as it is seen from another."""
    return Due(by, (by - on).days)
