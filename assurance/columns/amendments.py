"""The columns of an amendment of the Assurance Plan."""

from operator import attrgetter

from assurance.facts.narrative import AmendmentFacts
from assurance.models import Amendment
from irp.columns import Column, Kind
from irp.fields import label_of

AMENDMENT: tuple[Column[AmendmentFacts], ...] = (
    Column("ref", "Amendment", attrgetter("ref")),
    Column("requirement", "Requirement", attrgetter("requirement")),
    Column("kind", label_of(Amendment, "kind"), attrgetter("kind"), Kind.WORD),
    Column("was", label_of(Amendment, "was"), attrgetter("was")),
    Column("becomes", label_of(Amendment, "becomes"), attrgetter("becomes")),
    Column("agreed_by", label_of(Amendment, "agreed_by"), attrgetter("agreed_by")),
    Column("reason", label_of(Amendment, "reason"), attrgetter("reason")),
    Column("by", "Entered by", attrgetter("by_name")),
    Column("at", "Entered", attrgetter("at"), Kind.MOMENT),
)
