"""The columns of an item that can be classified, for its file."""

from operator import attrgetter

from irp.columns import Column, Kind
from irp.fields import label_of
from packs.figures.classification import ItemLine
from packs.models import ItemClassification

CLASSIFIED_ITEM: tuple[Column[ItemLine], ...] = (
    Column("kind", label_of(ItemClassification, "kind"), attrgetter("item.kind"), Kind.WORD),
    Column("ref", label_of(ItemClassification, "ref"), attrgetter("item.ref")),
    Column("title", "Title", attrgetter("item.title")),
    Column("words", "Its words begin", attrgetter("words")),
    Column("programme", "Programme", attrgetter("item.programme")),
    Column(
        "classification",
        label_of(ItemClassification, "classification"),
        attrgetter("classification"),
        Kind.WORD,
    ),
    Column(
        "paragraph",
        label_of(ItemClassification, "paragraph"),
        lambda line: line.act and line.act.classed.paragraph,
        Kind.WORD,
    ),
    Column(
        "reason",
        label_of(ItemClassification, "reason"),
        lambda line: line.act and line.act.classed.reason,
    ),
    Column("by", "Classified by", lambda line: line.act and line.act.by_name),
    Column("at", "Classified", lambda line: line.act and line.act.at, Kind.MOMENT),
)
