"""The columns of an interest that a commissioner declared."""

from operator import attrgetter

from assurance.figures.interests import InterestLine
from assurance.models import Interest, InterestEnd
from irp.columns import Column, Kind
from irp.fields import label_of

INTEREST: tuple[Column[InterestLine], ...] = (
    Column("outcome", "Outcome", attrgetter("facts.outcome"), Kind.NUMBER),
    Column("by_name", "Commissioner", attrgetter("facts.by_name")),
    Column("by_post", "Post", attrgetter("facts.by_post")),
    Column("words", label_of(Interest, "words"), attrgetter("facts.words")),
    Column("starts_on", label_of(Interest, "starts_on"), attrgetter("facts.starts_on"), Kind.DAY),
    Column("ends_on", label_of(InterestEnd, "ends_on"), attrgetter("facts.ends_on"), Kind.DAY),
    Column("state", "Status", attrgetter("state")),
    Column("at", "Declared on", attrgetter("facts.at"), Kind.MOMENT),
)
