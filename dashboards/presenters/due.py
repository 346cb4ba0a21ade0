"""How far off a day is, in the words of every page that prints a deadline (Rule 14)."""

from dataclasses import dataclass
from datetime import date

from irp.rules.calendar import days_off

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
        """Return how far off it is."""
        return days_off(self.days_left)


def due(by: date, *, on: date) -> Due:
    """Return a day as it is seen from another."""
    return Due(by, (by - on).days)
