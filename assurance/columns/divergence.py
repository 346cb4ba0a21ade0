"""The columns of where council and commissioners diverge."""

from operator import attrgetter

from assurance.figures.divergence import DivergenceLine
from irp.columns import Column, Kind

DIVERGENCE: tuple[Column[DivergenceLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("outcome", "Outcome", attrgetter("outcome"), Kind.NUMBER),
    Column("test", "Test", attrgetter("test"), Kind.NUMBER),
    Column("title", "Requirement", attrgetter("title")),
    Column("council", "Council", lambda line: line.council.words),
    Column("council_at", "Council, given on", lambda line: line.council.at, Kind.MOMENT),
    Column("commissioners", "Commissioners", lambda line: line.commissioners.words),
    Column(
        "commissioners_at",
        "Commissioners, given on",
        lambda line: line.commissioners.at,
        Kind.MOMENT,
    ),
    Column("words", "Who is more confident", attrgetter("words")),
    Column("days", "Days since the later of the two", attrgetter("days"), Kind.NUMBER),
    Column(
        "not_looked_at_since",
        "Commissioners have looked since",
        lambda line: "Not looked at since" if line.not_looked_at_since else "Yes",
    ),
)
