"""The columns of an action that a board gave a post."""

from operator import attrgetter

from irp.columns import Column, Kind
from irp.fields import label_of
from packs.figures.meetings import ActionLine
from packs.models import BoardAction

BOARD_ACTION: tuple[Column[ActionLine], ...] = (
    Column("ref", "Ref", attrgetter("facts.ref")),
    Column("forum", "Board", lambda line: line.facts.forum.value.upper()),
    Column("month", "Period of the meeting", attrgetter("facts.month"), Kind.MONTH),
    Column("item", "Item", attrgetter("facts.item"), Kind.NUMBER),
    Column("words", label_of(BoardAction, "words"), attrgetter("facts.words")),
    Column("owner", label_of(BoardAction, "owner"), attrgetter("facts.owner")),
    Column("due", "Due", attrgetter("due_on"), Kind.DAY),
    Column("first_due", "First due", attrgetter("facts.due_on"), Kind.DAY),
    Column("stage", "Status", attrgetter("stage"), Kind.WORD),
    Column("days_over", "Days overdue", attrgetter("days_over"), Kind.NUMBER),
    Column("answer", "Owner says", attrgetter("answer")),
    Column("given_by", "Recorded by", attrgetter("facts.by_name")),
    Column("given_at", "Recorded", attrgetter("facts.at"), Kind.MOMENT),
)
