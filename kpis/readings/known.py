"""What stands beside new readings: of the same months, and of those before and after them."""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kpis.models import Indicator, Reading
from kpis.rules import Beside, Cadence
from kpis.words import Figure, Frequency

FIGURES = {figure.value: figure for figure in Figure}


@dataclass
class Known:
    """The readings of an indicator: by month its newest's key, its value, whether it was revised.

    One that is about to be written has no key yet.
    """

    keys: set[int] = field(default_factory=set)
    newest: dict[date, int] = field(default_factory=dict)
    values: dict[date, Decimal] = field(default_factory=dict)
    revised: set[date] = field(default_factory=set)
    ever_read: set[tuple[date, Decimal, Figure]] = field(default_factory=set)

    def add(self, month: date, value: Decimal, *, figure: Figure, key: int = 0) -> None:
        """Take a reading for the newest of its month."""
        self.values[month] = value
        self.ever_read.add((month, value, figure))
        if key:
            self.keys.add(key)
            self.newest[month] = key
        if figure is Figure.REVISED:
            self.revised.add(month)

    def newest_of(self, month: date) -> int:
        """Return the key of a month's newest reading, 0 where it has none."""
        return self.newest.get(month, 0)

    def beside(self, month: date) -> Beside:
        """Return what stands beside a new reading of a month."""
        months = sorted(self.values)
        place = bisect_left(months, month)
        after = [later for later in months[place : place + 2] if later > month]
        return Beside(
            revised_already=month in self.revised,
            recorded=self.values.get(month),
            earlier=(months[place - 1], self.values[months[place - 1]]) if place else None,
            later=(after[0], self.values[after[0]]) if after else None,
        )


def readings_known(indicators: Collection[int]) -> dict[int, Known]:
    """Return what is recorded of some indicators, by key, in one statement."""
    found = {key: Known() for key in indicators}
    rows = Reading.objects.filter(indicator__in=indicators).order_by("pk")
    names = ("pk", "indicator_id", "month", "value", "figure")
    for key, indicator, month, value, figure in rows.values_list(*names):
        found[indicator].add(month, value, figure=FIGURES[figure], key=key)
    return found


def cadence_of(indicator: Indicator) -> Cadence:
    """Return how often an indicator is read and how late its figures come, as far as it is said."""
    return Cadence(
        frequency=Frequency(indicator.frequency) if indicator.frequency else None,
        lag_months=indicator.lag_months,
    )
