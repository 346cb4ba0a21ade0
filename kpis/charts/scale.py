"""Where months and values lie on a chart of readings, and its round numbers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from irp.charts import FONT, ON_PAGES

TOP = 14
CROPPED = 3  # of its highest value: what lies above a third of it begins above nought


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of one drawing: down to the months, and the lines of `notes` at most under them."""

    width: int
    height: int
    left: int
    right: int
    text: int
    labels: int
    notes: int
    dot: float
    name: str
    font: str = ON_PAGES

    @property
    def line(self) -> int:
        """Return the height of a line of notes."""
        return self.text + 4


WIDE = Size(width=720, height=223, left=74, right=16, text=13, labels=8, notes=3, dot=4,
            name="app-drawing__wide")  # fmt: skip
NARROW = Size(width=290, height=196, left=52, right=14, text=12, labels=3, notes=9, dot=2.8,
              name="app-drawing__narrow")  # fmt: skip
# Eight on a page of a pack, two beside each other.
SMALL = Size(width=330, height=106, left=46, right=14, text=11, labels=4, notes=0, dot=2.2,
             name="kpi", font=FONT)  # fmt: skip
# The same on screen in a narrow window, one under another.
SMALL_NARROW = Size(width=290, height=122, left=48, right=14, text=12, labels=3, notes=0, dot=2.4,
                    name="app-drawing__narrow")  # fmt: skip
ROOM_FOR_MILLIONS = 74  # to the left of the plot
FOOT = 27  # under the plot, for the months


@dataclass(frozen=True)
class Scale:
    """Where months and values lie on the plot, in user units."""

    first: date
    last: date
    low: float
    high: float
    size: Size

    def x(self, month: date) -> float:
        """Return the place of a month, in proportion to time; one month alone stands midway."""
        whole = _months(self.first, self.last)
        share = _months(self.first, month) / whole if whole else 0.5
        size = self.size
        return round(size.left + (size.width - size.left - size.right) * share, 1)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        share = (value - self.low) / (self.high - self.low)
        foot = self.size.height - FOOT
        return round(foot - (foot - TOP) * share, 1)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def steps_of(values: Sequence[float]) -> list[float]:
    """Return round values from the lowest line to the highest.

    Nought is among them unless the lowest value is more than a third of the highest.
    """
    low, high = min(values), max(values)
    if low <= high / CROPPED or low <= 0:
        low, high = min(0.0, low), max(0.0, high)
    span = (high - low) or 1.0
    step = 10 ** floor(log10(span / 4))
    step *= next(size for size in (1, 2, 5, 10) if span / (step * size) <= 5)
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return [number * step for number in range(first, last + 1)]


def numbers_of(steps: Sequence[float], size: Size) -> list[str]:
    """Return the numbers of an axis, all with the same decimal places.

    Millions are said as such where there is no room for their noughts.
    """
    times, unit = (1e6, "m") if steps[-1] >= 1e6 and size.left < ROOM_FOR_MILLIONS else (1, "")
    places = max(0, -floor(log10((steps[1] - steps[0]) / times) + 1e-9))
    return [f"{step / times:,.{places}f}{unit}" for step in steps]
