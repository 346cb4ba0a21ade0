"""The frame of the charts over time: their room, their scales, gridlines and months. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from irp.charts import (
    FAINT,
    HAIRLINE,
    ON_PAGES,
    DayScale,
    label,
    line,
    months_between,
)
from irp.rules.date_spans import month_of


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: numbers at the left, the lines' names at the right."""

    width: int
    height: int
    left: int
    right: int
    text: float
    across: int  # months named, at the most
    top: int
    font: str = ON_PAGES
    name: str = "app-drawing__wide"
    fluid: bool = True

    @property
    def foot(self) -> float:
        """Return the height of the plot's foot."""
        return self.height - self.text * 1.9


@dataclass(frozen=True, kw_only=True)
class Plot:
    """Where a day and a number lie."""

    across: DayScale
    most: int | Decimal
    top: int
    foot: float

    def y(self, number: int | Decimal) -> float:
        """Return the height of a number."""
        return round(self.foot - (self.foot - self.top) * float(number / self.most), 1)


def grid(plot: Plot, size: Size, *, printed: Callable[[int], str]) -> Iterable[str]:
    """Return lines at round numbers with their words, and the months named under the foot."""
    scale, end = plot.across, plot.across.start + plot.across.length
    for number in round_steps(plot.most):
        y = plot.y(number)
        yield line(scale.start, y, end, y, FAINT if number else HAIRLINE, 1)
        yield label(size.left - 6, round(y + 4, 1), printed(number), anchor="end", edge=size.fluid)
    for month in months_between(scale.first, scale.last, most=size.across):
        x = scale.at(month)
        yield line(x, size.foot, x, size.foot + 4, HAIRLINE, 1)
        y = round(size.height - 3, 1)
        yield label(max(x, size.left), y, month_of(month), anchor="middle", edge=size.fluid)


def round_steps(most: int | Decimal) -> range:
    """Return round numbers from nought on, six lines at most."""
    sizes = (size * 10**power for power in range(12) for size in (1, 2, 5))
    step = next(size for size in sizes if most / size <= 5)
    return range(0, int(most) + 1, step)
