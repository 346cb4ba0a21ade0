"""The columns of an indicator, for lists and files."""

from operator import attrgetter

from irp.columns import Column, Kind
from kpis.figures import IndicatorLine

INDICATOR: tuple[Column[IndicatorLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("name", "Indicator", attrgetter("name")),
    Column("aim", "Aim", attrgetter("aim"), Kind.NUMBER),
    Column("outcomes", "Outcomes", lambda line: "; ".join(line.outcomes)),
    Column("polarity", "Better is", attrgetter("polarity"), Kind.WORD),
    Column("unit", "Unit", attrgetter("unit")),
    Column("latest", "Latest reading", lambda line: line.latest and line.latest.value, Kind.NUMBER),
    Column("month", "Month of data", lambda line: line.latest and line.latest.month, Kind.MONTH),
    Column("figure", "Figure", lambda line: line.latest and line.latest.figure, Kind.WORD),
    Column("note", "Note", attrgetter("note")),
)
