"""The columns of a link from delivery, and of what serves a requirement, for lists and files."""

from operator import attrgetter

from assurance.facts.links import LinkFacts
from assurance.figures.coverage import CoverLine
from assurance.models import DeliveryLink, Requirement
from assurance.words.links import LinkKind
from irp.columns import Column, Kind
from irp.fields import label_of

LINK: tuple[Column[LinkFacts], ...] = (
    Column("link", "Link", attrgetter("name")),
    Column("requirement", "Requirement", attrgetter("requirement")),
    Column("ref", "Served by", attrgetter("ref")),
    Column("reason", "How it serves it", attrgetter("reason")),
    Column("kind", "Kind", attrgetter("kind"), Kind.WORD),
    Column("title", "Title", attrgetter("title")),
    Column("programme", "Programme", attrgetter("programme")),
    Column("state", label_of(DeliveryLink, "state"), attrgetter("state"), Kind.WORD),
    Column("source", "Source in the documents", attrgetter("source")),
    Column("proposed_by", label_of(DeliveryLink, "proposed_name"), attrgetter("proposed_by")),
    Column(
        "proposed_at", label_of(DeliveryLink, "proposed_at"), attrgetter("proposed_at"), Kind.MOMENT
    ),
    Column("confirmed_by", label_of(DeliveryLink, "confirmed_name"), attrgetter("confirmed_by")),
    Column(
        "confirmed_at",
        label_of(DeliveryLink, "confirmed_at"),
        attrgetter("confirmed_at"),
        Kind.MOMENT,
    ),
    Column("ended_by", label_of(DeliveryLink, "ended_name"), attrgetter("ended_by")),
    Column("ended_at", label_of(DeliveryLink, "ended_at"), attrgetter("ended_at"), Kind.MOMENT),
    Column("ended_reason", label_of(DeliveryLink, "ended_reason"), attrgetter("ended_reason")),
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
