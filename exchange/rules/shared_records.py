"""What every record of the plan's files says, and the kinds of value they share.

A field with a default may be left out of a file. Longest texts are those of the columns they are
loaded into; a test holds the two together.
"""

from dataclasses import dataclass
from typing import Annotated

from exchange.rules.field_kinds import Choice, Reference, Text, Whole, Words, YesNo

Ref = Annotated[str, Reference(20)]
Line = Annotated[str, Text(200)]
Phrase = Annotated[str, Text(600)]
Phrases = tuple[Phrase, ...]
Lines = tuple[Line, ...]
MaybeLine = Annotated[str, Text(200, blank=True)]
Note = Annotated[str, Text(1000, blank=True, lines=True)]
Prose = Annotated[str, Text(2000, blank=True, lines=True)]
DateWords = Annotated[str, Words()]
Number = Annotated[int, Whole(1, 99)]
LongNumber = Annotated[int, Whole(1, 999)]
Strand = Annotated[str, Text(4, blank=True)]
Flag = Annotated[bool, YesNo()]


@dataclass(frozen=True, kw_only=True)
class DocumentPlace:
    """Where a record stands in the two documents."""

    document: Annotated[str, Choice(("IRP", "CAP"))]
    section: Line
    row: Annotated[str, Text(60, blank=True)] = ""


@dataclass(frozen=True, kw_only=True)
class SourcedRecord:
    """What every record says beside its facts."""

    source: DocumentPlace
    erratum: Note = ""


@dataclass(frozen=True, kw_only=True)
class StatementRecord(SourcedRecord):
    """What a document says beside its tables, restated, in the document's order."""

    number: Annotated[int, Whole(1, 999)]
    heading: Line
    text: Annotated[str, Text(2000, lines=True)]
