"""Quarters of the financial year, always with their months (Rule 11)."""

from dataclasses import dataclass
from datetime import date, timedelta

from irp.rules.financial_years import financial_year, year_words
from irp.rules.measuring import Measured


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the financial year, by the first day of its first month."""

    begins: date

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter of a day."""
        return cls(date(day.year, (day.month - 1) // 3 * 3 + 1, 1))

    @property
    def is_whole(self) -> bool:
        """Tell whether its first day begins a quarter."""
        return self == Quarter.of(self.begins) and self.begins.day == 1

    @property
    def ends(self) -> date:
        """Return its last day."""
        return self.following.begins - timedelta(days=1)

    @property
    def following(self) -> "Quarter":
        """Return the next quarter."""
        return Quarter.of(self.begins + timedelta(days=92))

    @property
    def previous(self) -> "Quarter":
        """Return the quarter before."""
        return Quarter.of(self.begins - timedelta(days=1))

    def reaches(self, day: date) -> bool:
        """Tell whether it ends on a day or after it."""
        return self.ends >= day

    def has_begun(self, *, on: date) -> bool:
        """Tell whether it has begun by a day."""
        return self.begins <= on

    def measured(self, *, on: date) -> Measured | None:
        """Return up to when it is read on a day: its end once it is over; None before it begins."""
        if not self.has_begun(on=on):
            return None
        return Measured(self.ends, is_over=True) if not self.reaches(on) else Measured(on)

    @property
    def words(self) -> str:
        """Return it as people write it: "Q3 2026/27 (Oct to Dec 2026)"."""
        number = (self.begins.month - 4) % 12 // 3 + 1
        year = year_words(financial_year(self.begins))
        return f"Q{number} {year} ({self.begins:%b} to {self.ends:%b %Y})"


def two_quarters_on(on: date) -> date:
    """Return the last day of the second quarter after that of a day: what is due till then."""
    return Quarter.of(on).following.following.ends
