"""The records of the Commissioners' Assurance Plan's files, key by key."""

from dataclasses import dataclass
from typing import Annotated

from exchange.rules.field_kinds import Choice, Text, Whole
from exchange.rules.shared_records import (
    DateWords,
    Flag,
    Line,
    Note,
    Number,
    Phrase,
    Phrases,
    Prose,
    Ref,
    SourcedRecord,
    Strand,
)


@dataclass(frozen=True, kw_only=True)
class AssuranceTestRecord(SourcedRecord):
    """One of the commissioners' tests."""

    number: Annotated[int, Whole(1, 9)]
    name: Line
    question: Annotated[str, Text(500, lines=True)]
    heading: Annotated[str, Text(500, blank=True, lines=True)] = ""


@dataclass(frozen=True, kw_only=True)
class QuestionRecord(SourcedRecord):
    """A contextual question: narrative, never a gate (Rule 21)."""

    number: Annotated[int, Whole(1, 9)]
    name: Line
    text: Annotated[str, Text(1000, lines=True)]


@dataclass(frozen=True, kw_only=True)
class TimelineRecord(SourcedRecord):
    """An event of the intervention's timeline."""

    raw: Annotated[str, Text(100)]
    start: DateWords
    end: DateWords
    title: Annotated[str, Text(300)]
    summary: Note


@dataclass(frozen=True, kw_only=True)
class StrandRecord:
    """A strand of a priority outcome."""

    code: Annotated[str, Text(4)]
    name: Line


@dataclass(frozen=True, kw_only=True)
class ConcernRecord(SourcedRecord):
    """What commissioners are still concerned about."""

    ref: Ref
    strand: Strand = ""
    summary: Annotated[str, Text(1000, lines=True)]


@dataclass(frozen=True, kw_only=True)
class GateRecord:
    """A typed date of a requirement (Rule 12)."""

    purpose: Annotated[str, Choice(("begin", "completion", "assurance", "sustained", "review"))]
    raw: Line
    date: DateWords
    ongoing: Flag = False


@dataclass(frozen=True, kw_only=True)
class RequirementRecord(SourcedRecord):
    """What the Council must put in place and show working."""

    ref: Ref
    test: Annotated[int, Whole(1, 9)]
    number: Number
    title: Phrase
    strand: Strand = ""
    considerations: Phrases
    raw: Annotated[str, Text(300)]
    gates: tuple[GateRecord, ...]
    flag: Annotated[str, Text(500, blank=True, lines=True)] = ""


@dataclass(frozen=True, kw_only=True)
class PriorityOutcomeRecord(SourcedRecord):
    """One of the commissioners' priority outcomes, with its rows."""

    number: Number
    title: Line
    strands: tuple[StrandRecord, ...] = ()
    outcome: Prose
    progress: Prose
    concerns: tuple[ConcernRecord, ...]
    requirements: tuple[RequirementRecord, ...]


@dataclass(frozen=True, kw_only=True)
class LinkRecord(SourcedRecord):
    """What of the delivery serves a requirement, as the documents suggest; nobody confirmed it."""

    requirement: Ref
    kind: Annotated[str, Choice(("programme", "milestone", "kpi", "saving", "risk"))]
    ref: Ref
    reason: Annotated[str, Text(500, lines=True)]
