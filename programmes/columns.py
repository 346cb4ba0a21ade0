"""The columns of a milestone, for lists and files."""

from operator import attrgetter

from irp.columns import Column, Kind
from irp.fields import label_of
from irp.glossary import glossary
from programmes.figures.milestones import MilestoneLine
from programmes.models import Milestone, MilestoneReport
from programmes.words import MilestoneKind

_dates = glossary()["dates"]


def _reported(name: str, kind: Kind = Kind.TEXT) -> Column[MilestoneLine]:
    return Column(name, label_of(MilestoneReport, name), attrgetter(name), kind)


def _dated(name: str, kind: Kind) -> Column[MilestoneLine]:
    return Column(name, _dates[name].word, attrgetter(name), kind)


MILESTONE: tuple[Column[MilestoneLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("title", "Milestone", attrgetter("title")),
    Column("workstream", label_of(Milestone, "workstream"), attrgetter("workstream")),
    Column("kind", label_of(Milestone, "kind"), lambda line: MilestoneKind(line.kind), Kind.WORD),
    Column("own_sao", label_of(Milestone, "own_sao"), attrgetter("own_sao")),
    Column("start", "Start", attrgetter("start"), Kind.PLAN_DATE),
    _dated("b0", Kind.PLAN_DATE),
    _dated("baseline", Kind.PLAN_DATE),
    _reported("forecast", Kind.PLAN_DATE),
    Column("status", "Status", attrgetter("status"), Kind.WORD),
    _reported("delivery", Kind.WORD),
    _reported("actual_on", Kind.DAY),
    _dated("days_late", Kind.NUMBER),
    Column(
        "days_late_b0",
        f"{_dates['days_late'].word} against B0",
        attrgetter("days_late_b0"),
        Kind.NUMBER,
    ),
    Column("month", "Last reported", attrgetter("month"), Kind.MONTH),
    _reported("narrative"),
    _reported("reason"),
    Column("note", label_of(Milestone, "note"), attrgetter("note")),
)
