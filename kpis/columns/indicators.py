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
    Column("change", "Change since the reading before", attrgetter("change"), Kind.NUMBER),
    Column("year_change", "Change on a year before", attrgetter("year_change"), Kind.NUMBER),
    Column("year_direction", "Against a year before", attrgetter("year_direction"), Kind.WORD),
    Column("baseline", "Baseline", lambda line: line.baseline and line.baseline.value, Kind.NUMBER),
    Column("direction", "Against the baseline", attrgetter("direction"), Kind.WORD),
    Column("target", "Target", lambda line: line.target and line.target.value, Kind.NUMBER),
    Column(
        "tolerance",
        "Tolerance",
        lambda line: line.target and line.target.tolerance,
        Kind.NUMBER,
    ),
    Column(
        "target_from",
        "Target in force from",
        lambda line: line.target and line.target.from_month,
        Kind.MONTH,
    ),
    Column(
        "target_source",
        "Target set by",
        lambda line: line.target and (line.target.source or line.target.decided_by),
    ),
    Column(
        "benchmark", "Benchmark", lambda line: line.benchmark and line.benchmark.value, Kind.NUMBER
    ),
    Column("status", "Status", attrgetter("status"), Kind.WORD),
    Column("late", "Readings late", attrgetter("late"), Kind.NUMBER),
    Column(
        "late_since",
        "Month of the oldest late reading",
        lambda line: next(iter(line.owed.late), None),
        Kind.MONTH,
    ),
    Column("missing", "Readings missing", attrgetter("missing"), Kind.NUMBER),
    Column("note", "Note", attrgetter("note")),
)
