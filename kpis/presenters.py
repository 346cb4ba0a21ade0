"""What the pages of indicators show: each with its newest reading, and one with all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kpis.charts import Point, line_chart
from kpis.models import Indicator, Reading
from kpis.rules import printed_value

CHARTED = 36  # months: three years
NO_DIRECTION = (
    "No direction is shown: the plan gives no baseline for this indicator, and without one a "
    "figure is neither better nor worse."
)


@dataclass(frozen=True)
class Row:
    """One indicator of the list."""

    indicator: Indicator
    also: tuple[str, ...]  # its further outcomes
    reading: Reading | None
    printed: str


@dataclass(frozen=True)
class Group:
    """The indicators of one outcome of an aim."""

    aim: str
    outcome: str
    rows: tuple[Row, ...]


def printed(reading: Reading | None, indicator: Indicator) -> str:
    """Return a reading in its indicator's unit, or that there is none."""
    return printed_value(reading.value, unit=indicator.unit) if reading else "No readings yet"


def groups() -> tuple[Group, ...]:
    """Return every indicator once, under its aim and first outcome, with its newest reading."""
    rows = Indicator.objects.with_latest_reading()
    newest = Reading.objects.filter(pk__in=rows.values("latest_reading_id"))
    readings = {reading.pk: reading for reading in newest}
    indicators = (
        rows.select_related("aim").prefetch_related("outcomes").order_by("aim__number", "number")
    )
    found: dict[tuple[int, int], list[Row]] = {}
    heads: dict[tuple[int, int], tuple[str, str]] = {}
    for one in indicators:
        outcomes = list(one.outcomes.all())
        first = outcomes[0] if outcomes else None
        key = (one.aim.number, first.number if first else 0)
        heads[key] = (one.aim.name, first.name if first else "No outcome named in the plan")
        reading = readings.get(one.latest_reading_id)
        also = tuple(outcome.name for outcome in outcomes[1:])
        found.setdefault(key, []).append(Row(one, also, reading, printed(reading, one)))
    return tuple(Group(*heads[key], tuple(rows)) for key, rows in sorted(found.items()))


@dataclass(frozen=True)
class ReadingRow:
    """One reading of the table: its value, and whether a later one stands for its month."""

    reading: Reading
    printed: str
    is_superseded: bool


def reading_rows(
    readings: Iterable[Reading], indicator: Indicator, *, newest: dict[object, int]
) -> list[ReadingRow]:
    """Return the rows of the table. `newest` gives the last recorded reading of each month."""
    return [
        ReadingRow(one, printed(one, indicator), newest[one.month] != one.pk) for one in readings
    ]


def standing_readings(indicator: Indicator) -> list[Reading]:
    """Return the reading that stands for each month, the last recorded one, oldest month first."""
    by_month = {one.month: one for one in indicator.readings.order_by("month", "pk")}
    return list(by_month.values())


def chart(indicator: Indicator, readings: Sequence[Reading]) -> Markup | None:
    """Return the line of the newest three years, or None for fewer than two numbers."""
    shown = readings[-CHARTED:]
    if len(shown) < 2:
        return None
    points = [
        Point(
            month=one.month,
            value=one.value,
            printed=printed(one, indicator),
            provisional=one.standing == Reading.Standing.PROVISIONAL,
        )
        for one in shown
    ]
    first, last = points[0], points[-1]
    title = (
        f"{indicator.ref} {indicator.name}: {len(points)} months from {first.month:%B %Y} "
        f"({first.printed}) to {last.month:%B %Y} ({last.printed}). The table gives every value."
    )
    return line_chart(points, title=title, unit=indicator.unit)
