"""The day by which a figure is measured: today, or the end of a month's last day (Rule 14)."""

from dataclasses import dataclass
from datetime import date, timedelta

from irp.rules.plan_dates import PlanDate


@dataclass(frozen=True, slots=True)
class Measured:
    """The London day up to which figures are measured, and whether the whole of it is over.

    Today is not over: what is due today is not late. A month is measured at the end of its last
    day: what was due on it and is still open was missed in that month.
    """

    on: date
    is_over: bool = False

    @classmethod
    def month_end(cls, month: date) -> "Measured":
        """Return the measure of a month, given by its first day."""
        following = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
        return cls(following - timedelta(days=1), is_over=True)

    def has_passed(self, latest: date | None) -> bool:
        """Tell whether the whole of a day is over; None, no day, never is."""
        if latest is None:
            return False
        return latest < self.on or (self.is_over and latest == self.on)

    def days_over(self, latest: date | None) -> int:
        """Return by how many days a day has passed, 0 while it has not; None, no day, never has.

        What fell due on a measured day that is over counts as one day (Rule 14).
        """
        if latest is None or not self.has_passed(latest):
            return 0
        return max(1, (self.on - latest).days)

    def is_over_for(self, day: PlanDate) -> bool:
        """Tell whether the last day of a plan date is over (Rule 8)."""
        return self.has_passed(day.latest)

    def knows(self, happened_on: date | None) -> bool:
        """Tell whether something that happened on a day had happened by then."""
        return happened_on is not None and happened_on <= self.on
