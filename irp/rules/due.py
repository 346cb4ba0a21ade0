"""How far off a day is, in the words of every page that prints a deadline (Rule 14). Pure."""

from dataclasses import dataclass
from datetime import date

from irp.rules.calendar import days_off

SOON = 5  # days
CHASED = 2  # days before something is due from others


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
    def is_chased(self) -> bool:
        """Tell whether who owes it is asked: the day has gone by, or is the day after tomorrow."""
        return self.days_left <= CHASED

    @property
    def words(self) -> str:
        """Return how far off it is."""
        return days_off(self.days_left)


def due(by: date, *, on: date) -> Due:
    """Return a day as it is seen from another."""
    return Due(by, (by - on).days)
