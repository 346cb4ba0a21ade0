"""What is drawn of an indicator's line: its readings, and what they are compared with. Pure."""

from kpis.charts.line import Level, PlottedValue
from kpis.figures import IndicatorLine, versions_in_turn
from kpis.words import Figure, Yardstick


def plotted(line: IndicatorLine) -> list[PlottedValue]:
    """Return the readings of a line, oldest first."""
    return [
        PlottedValue(
            month=reading.month,
            value=reading.value,
            printed=reading.printed,
            provisional=reading.figure is Figure.PROVISIONAL,
        )
        for reading in reversed(line.readings)
    ]


def levels(line: IndicatorLine) -> list[Level]:
    """Return the targets, benchmarks and baselines in force up to the newest reading."""
    return [
        Level(
            kind=kind,
            steps=tuple(
                (version.from_month, version.value, version.printed) for version in versions
            ),
        )
        for kind in Yardstick
        if (versions := versions_in_turn(line.versions, kind, until=line.readings[0].month))
    ]
