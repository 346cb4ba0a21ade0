"""The sparkline of an indicator: 24 months in a row of a list (PAGES 5.4). Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from irp.charts import HAIRLINE, NAVY

MONTHS = 24
WIDTH, HEIGHT, EDGE = 132, 30, 5


class SparkPoint(NamedTuple):
    """A value of a month; a provisional one is drawn hollow."""

    month: date
    value: Decimal
    provisional: bool


def sparkline(points: Sequence[SparkPoint], *, until: date, title: str) -> Markup:
    """Return the values of the 24 months up to a month, oldest first; "" without one of them.

    The line has a gap where a data period of the indicator's own pace was not read; the last value
    is ringed. The values fill the height, so that a sparkline says how and not how much.
    """
    first = _number(until) - MONTHS + 1
    shown = [point for point in points if first <= _number(point.month) <= _number(until)]
    if not shown:
        return Markup("")
    values = [float(point.value) for point in shown]
    low, span = min(values), (max(values) - min(values)) or 1.0
    across = [EDGE + (_number(point.month) - first) * (WIDTH - 2 * EDGE) / (MONTHS - 1)
              for point in shown]  # fmt: skip
    flat = low == max(values)
    up = [HEIGHT / 2 if flat else HEIGHT - EDGE - (value - low) * (HEIGHT - 2 * EDGE) / span
          for value in values]  # fmt: skip
    places = [(round(x, 1), round(y, 1)) for x, y in zip(across, up, strict=True)]
    parts = [
        f'<path d="M{EDGE} {HEIGHT - 1}H{WIDTH - EDGE}" stroke="{HAIRLINE}"/>',
        f'<path d="{_path(shown, places)}" fill="none" stroke="{NAVY}" stroke-width="1.5"/>',
        *(_dot(point, place) for point, place in zip(shown, places, strict=True)),
        '<circle cx="{}" cy="{}" r="4" fill="none" stroke="{}"/>'.format(*places[-1], NAVY),
    ]
    return Markup(  # every part is made here, of numbers
        f'<svg xmlns="http://www.w3.org/2000/svg" class="app-spark" role="img" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def _path(points: Sequence[SparkPoint], places: Sequence[tuple[float, float]]) -> str:
    numbers = [_number(point.month) for point in points]
    steps = [after - before for before, after in pairwise(numbers)]
    pace = min(steps, default=1)
    drawn = "M{} {}".format(*places[0])
    for step, (x, y) in zip(steps, places[1:], strict=True):
        drawn += f"{'L' if step == pace else 'M'}{x} {y}"
    return drawn


def _dot(point: SparkPoint, place: tuple[float, float]) -> str:
    fill = "#fff" if point.provisional else NAVY
    return '<circle cx="{}" cy="{}" r="1.6" fill="{}" stroke="{}"/>'.format(*place, fill, NAVY)


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1
