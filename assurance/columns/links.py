"""The columns of a link from delivery, and of what serves a requirement, for lists and files."""

from operator import attrgetter

from assurance.facts.links import LinkFacts
from assurance.figures.coverage import CoverLine
from assurance.models import DeliveryLink, Requirement
from assurance.words.links import LinkKind
from irp.columns import Column, Kind, LoadedColumn
from irp.fields import label_of


def _read(name: str, label: str, meaning: str) -> LoadedColumn[LinkFacts]:
    return LoadedColumn(name, label, attrgetter(name), Kind.TEXT, meaning, True, True)


def _told(name: str, label: str, meaning: str, kind: Kind = Kind.TEXT) -> LoadedColumn[LinkFacts]:
    return LoadedColumn(name, label, attrgetter(name), kind, meaning)


def _noted(name: str, column: str, kind: Kind = Kind.TEXT) -> LoadedColumn[LinkFacts]:
    return _told(name, label_of(DeliveryLink, column), "Noted when it is done here", kind)


LINK: tuple[LoadedColumn[LinkFacts], ...] = (
    LoadedColumn("link", "Link", attrgetter("name"), meaning="Its number, once it is proposed"),
    _read("requirement", "Requirement", "The requirement that is served, such as PO8-T1-1"),
    _read(
        "ref",
        "Served by",
        "What serves it: the reference of a programme, milestone, KPI, saving or risk, such as "
        "HOU, HOU-12, KPI-1-05, SAV-S07 or HOU-R-01",
    ),
    _read("reason", "How it serves it", "How it serves the requirement, in one short sentence"),
    _told("kind", "Kind", "What it is in the plan", Kind.WORD),
    _told("title", "Title", "Its name in the plan"),
    _told("programme", "Programme", "The programme that it is of"),
    _noted("state", "state", Kind.WORD),
    _told("source", "Source in the documents", "Where the documents name it"),
    _noted("proposed_by", "proposed_name"),
    _noted("proposed_at", "proposed_at", Kind.MOMENT),
    _noted("confirmed_by", "confirmed_name"),
    _noted("confirmed_at", "confirmed_at", Kind.MOMENT),
    _noted("ended_by", "ended_name"),
    _noted("ended_at", "ended_at", Kind.MOMENT),
    _noted("ended_reason", "ended_reason"),
)


def _named(kind: LinkKind) -> Column[CoverLine]:
    def refs(line: CoverLine) -> str:
        return "; ".join(
            link.ref if link in line.confirmed else f"{link.ref} (proposed)"
            for link in line.of(kind)
        )

    return Column(kind.value, f"{kind.label}s", refs)


COVERAGE: tuple[Column[CoverLine], ...] = (
    Column("ref", "Ref", attrgetter("facts.ref")),
    Column("outcome", label_of(Requirement, "outcome"), attrgetter("facts.outcome"), Kind.NUMBER),
    Column("test", label_of(Requirement, "test"), attrgetter("facts.test"), Kind.NUMBER),
    Column("title", "Requirement", attrgetter("facts.title")),
    Column("cover", "Served", attrgetter("cover"), Kind.WORD),
    *(_named(kind) for kind in LinkKind),
)
