"""How far a date moved, if by more than a year: a slip of the pen, or news (Rules 8 and 9)."""

from dataclasses import dataclass
from datetime import date

from irp.rules.date_spans import length_of
from irp.rules.plan_dates import PlanDate
from programmes.rules.delivery import moved_over_a_year


@dataclass(frozen=True, kw_only=True)
class Leap:
    """A date that moved by more than a year, and by how much: "45 months later"."""

    is_done: bool  # the day of completion, not the forecast
    by: str


def leap(*, done: date | None, forecast: PlanDate, was: PlanDate) -> Leap | None:
    """Return how far a day of completion, else a forecast, lies from the date before it.

    None for up to a year, and where either names no day.
    """
    now = done or forecast.latest
    if now is None or was.latest is None or not moved_over_a_year(was.latest, now):
        return None
    days = (now - was.latest).days
    return Leap(
        is_done=done is not None, by=f"{length_of(days)} {'later' if days > 0 else 'earlier'}"
    )
