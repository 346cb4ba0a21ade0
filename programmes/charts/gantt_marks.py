"""The marks of a plan on a page: what is planned, forecast, completed or past the axis. Pure.

Each that warns is told from its like without its colour.
"""

from irp.charts import (
    INK,
    LATE,
    NAVY,
    diamond,
    line,
)

BASELINE = "#9fb3d1"


def planned(start: float, end: float, middle: float) -> str:
    """Return the full part of a bar: the days before the baseline."""
    return (
        f'<rect x="{start}" y="{middle - 3}" width="{round(end - start, 1)}" height="6" '
        f'fill="{BASELINE}"/>'
    )


def stretch(start: float, end: float, middle: float) -> str:
    """Return the hollow part of a bar: planned for some day along it."""
    return (
        f'<rect x="{start}" y="{middle - 2.5}" width="{round(end - start, 1)}" height="5" '
        f'fill="#ffffff" stroke="{NAVY}" stroke-width="0.8"/>'
    )


def forecast_in_time(x: float, y: float) -> str:
    """Return a diamond in outline."""
    return diamond(x, y, INK)


def late_forecast(x: float, y: float) -> str:
    """Return a diamond with a dot in it: told from a forecast in time without its colour."""
    return diamond(x, y, LATE) + f'<circle cx="{x}" cy="{y}" r="1.6" fill="{LATE}"/>'


def done_in_time(x: float, y: float) -> str:
    """Return a filled diamond."""
    return diamond(x, y, NAVY, fill=NAVY)


def done_late(x: float, y: float) -> str:
    """Return a filled diamond on a stalk: told from one in time without its colour."""
    return line(x, y, x, y + 9, LATE, 1.6) + diamond(x, y, LATE, fill=LATE)


def arrow(x: float, y: float) -> str:
    """Return what stands at the end of the axis for a day past it."""
    return f'<polygon points="{x},{y - 5} {x + 8},{y} {x},{y + 5}" fill="{INK}"/>'
