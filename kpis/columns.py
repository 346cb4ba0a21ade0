"""The columns of an indicator, for lists and files."""

from operator import attrgetter

from irp.columns import Column, Kind
from kpis.figures import IndicatorLine, ReadingRow

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
    Column("stale", "No recent reading", attrgetter("is_stale"), Kind.YES_NO),
    Column("note", "Note", attrgetter("note")),
)

READING: tuple[Column[ReadingRow], ...] = (
    Column("month", "Month of data", lambda row: row.line.month, Kind.MONTH),
    Column("value", "Value", lambda row: row.line.value, Kind.NUMBER),
    Column("figure", "Figure", lambda row: row.line.figure, Kind.WORD),
    Column("replaced", "Replaced", attrgetter("is_replaced"), Kind.YES_NO),
    Column("target", "Target", lambda row: row.line.target and row.line.target.value, Kind.NUMBER),
    Column("status", "Status", lambda row: row.line.status, Kind.WORD),
    Column("numerator", "Numerator", lambda row: row.basis.numerator, Kind.NUMBER),
    Column("denominator", "Denominator", lambda row: row.basis.denominator, Kind.NUMBER),
    Column("respondents", "Answers", lambda row: row.basis.respondents, Kind.NUMBER),
    Column("asked_from", "Asked from", lambda row: row.basis.asked_from, Kind.DAY),
    Column("asked_until", "Asked until", lambda row: row.basis.asked_until, Kind.DAY),
    Column("at", "Recorded", lambda row: row.line.at, Kind.MOMENT),
    Column("by", "By", lambda row: row.line.by_name),
    Column("post", "Post", lambda row: row.line.by_post),
    Column("note", "Note", lambda row: row.line.note),
)
