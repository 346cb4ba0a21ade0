"""The columns of what changes the plan's structure: editions, an opening position, programmes."""

from operator import attrgetter
from typing import Any

from irp.columns import Column, Kind
from irp.fields import label_of
from programmes.facts.restructuring import RestructuringFacts
from programmes.figures.restructuring import places_words
from programmes.models import Restructuring
from programmes.rules.edition_rows import COLUMNS as EDITION
from programmes.rules.takeover_plan import COLUMNS as OPENING_POSITION

# The columns of the file that a new edition is read from: `rules.editions` reads them back.
OPEN_ROW: tuple[Column[Any], ...] = tuple(
    Column(name, label, attrgetter(name)) for name, label in EDITION.items()
)

# The columns of the file that an opening position is read from: `rules.takeover` reads them back.
OPENING: tuple[Column[Any], ...] = tuple(
    Column(name, label, attrgetter(name)) for name, label in OPENING_POSITION.items()
)

EDITION_ROW: tuple[Column[Any], ...] = (
    Column("ref", EDITION["ref"], attrgetter("ref")),
    Column("programme", EDITION["programme"], attrgetter("programme")),
    Column("title", EDITION["title"], attrgetter("title")),
    Column("fate", EDITION["fate"], attrgetter("fate"), Kind.WORD),
    Column("new", EDITION["new"], attrgetter("new"), Kind.PLAN_DATE),
    Column("heirs", EDITION["heirs"], lambda line: ", ".join(line.heirs)),
    Column("reason", EDITION["reason"], attrgetter("reason")),
)

STRUCTURE: tuple[Column[RestructuringFacts], ...] = (
    Column("number", "Number", attrgetter("number"), Kind.NUMBER),
    Column("what", "What was done", attrgetter("what"), Kind.WORD),
    Column("ref", "Programme", attrgetter("programme")),
    Column("name", "Programme’s name", attrgetter("name")),
    Column("moved", "Milestones taken", lambda row: ", ".join(ref for ref, _ in row.moved)),
    Column("origins", "From", lambda row: ", ".join(dict.fromkeys(of for _, of in row.moved))),
    Column(
        "rehomed",
        "Risks, issues and benefits handed on",
        lambda row: places_words(row.rehomed),
    ),
    Column("decided_by", label_of(Restructuring, "decided_by"), attrgetter("decided_by")),
    Column("decided_on", label_of(Restructuring, "decided_on"), attrgetter("decided_on"), Kind.DAY),
    Column("minute", label_of(Restructuring, "minute"), attrgetter("minute")),
    Column("reason", label_of(Restructuring, "reason"), attrgetter("reason")),
    Column("by_name", "Recorded by", attrgetter("by_name")),
    Column("at", "Recorded", attrgetter("at"), Kind.MOMENT),
)
