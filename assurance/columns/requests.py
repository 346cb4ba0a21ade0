"""The columns of a request to the council."""

from operator import attrgetter

from assurance.figures.requests import RequestLine
from assurance.models import CouncilRequest
from irp.columns import Column, Kind
from irp.fields import label_of

REQUEST: tuple[Column[RequestLine], ...] = (
    Column("ref", "Ref", attrgetter("facts.ref")),
    Column("words", label_of(CouncilRequest, "words"), attrgetter("facts.words")),
    Column("asker", "Asked by", attrgetter("facts.by_name")),
    Column("asked_at", "Asked on", attrgetter("facts.at"), Kind.MOMENT),
    Column("owner", label_of(CouncilRequest, "owner"), attrgetter("facts.owner")),
    Column("requirements", "Requirements", lambda line: ", ".join(line.facts.requirements)),
    Column("state", "Status", attrgetter("state"), Kind.WORD),
    Column("due_on", "Answer needed by", attrgetter("due_on"), Kind.DAY),
    Column("first_due_on", "First day", attrgetter("facts.due_on"), Kind.DAY),
    Column("answered_on", "Answered on", attrgetter("answered_on"), Kind.DAY),
    Column("timing", "Timing", attrgetter("timing")),
    Column("answer", "Answer", attrgetter("answer")),
)
