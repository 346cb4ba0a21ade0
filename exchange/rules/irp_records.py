"""The records of the Improvement and Recovery Plan's files, key by key."""

from dataclasses import dataclass
from typing import Annotated

from exchange.rules.field_kinds import (
    Choice,
    FigureText,
    MonthWords,
    Pounds,
    Reference,
    Text,
    Words,
)
from exchange.rules.shared_records import (
    DateWords,
    Flag,
    Line,
    Lines,
    LongNumber,
    MaybeLine,
    Note,
    Number,
    Phrase,
    Phrases,
    Prose,
    Ref,
    SourcedRecord,
)


@dataclass(frozen=True, kw_only=True)
class PostRecord(SourcedRecord):
    """A post named as Senior Accountable Officer, Responsible Delivery Lead or lead member."""

    title: Line
    kind: Annotated[str, Choice(("sao", "rdl", "lead_member"))]
    aliases: Lines = ()
    parts: Lines = ()
    committee: MaybeLine = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeRecord(SourcedRecord):
    """An outcome of an aim; its note says how the document words it elsewhere."""

    number: Number
    name: Annotated[str, Text(300)]
    note: Note = ""


@dataclass(frozen=True, kw_only=True)
class AimRecord(SourcedRecord):
    """One of the plan's aims."""

    number: Number
    name: Line
    focus: Note
    outcomes: tuple[OutcomeRecord, ...]


@dataclass(frozen=True, kw_only=True)
class TakenRecord:
    """A programme on which a committee takes reports, in the plan's own words."""

    ref: Annotated[str, Reference(10)]
    words: Line


@dataclass(frozen=True, kw_only=True)
class BoardRecord(SourcedRecord):
    """A standing forum."""

    name: Line
    abbreviation: Annotated[str, Text(20, blank=True)]
    kind: Annotated[str, Choice(("board", "team", "committee"))]
    reports_to: MaybeLine
    purpose: Note
    oversight: Annotated[str, Choice(("", "audit", "programmes", "whole"))] = ""
    takes: tuple[TakenRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoteRecord(SourcedRecord):
    """What the plan says of a programme or workstream beside its activities."""

    workstream: MaybeLine
    text: Annotated[str, Text(2000, lines=True)]


@dataclass(frozen=True, kw_only=True)
class MilestoneRecord(SourcedRecord):
    """An activity row; `sao` and `lead_member` are those in force for it."""

    ref: Ref
    title: Phrase
    workstream: MaybeLine
    start: DateWords
    end: DateWords
    sao: Line
    lead_member: MaybeLine
    details: Phrases = ()
    note: Note = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeRecord(SourcedRecord):
    """One programme, with its rows."""

    number: LongNumber
    ref: Annotated[str, Reference(10)]
    name: Line
    aliases: Lines
    aim: Number
    summary: Prose
    purpose: Annotated[str, Text(4000, blank=True, lines=True)]
    sao: Line
    lead_member: MaybeLine
    rdl: MaybeLine
    workstreams: Lines
    notes: tuple[NoteRecord, ...]
    milestones: tuple[MilestoneRecord, ...]


@dataclass(frozen=True, kw_only=True)
class SavingRecord(SourcedRecord):
    """One of the top savings initiatives, which is a milestone too."""

    ref: Ref
    title: Annotated[str, Text(300)]
    milestone: Ref
    sao: Line
    lead_member: MaybeLine
    start: DateWords
    end: DateWords


@dataclass(frozen=True, kw_only=True)
class ReceiptRecord(SourcedRecord):
    """A step of the asset sales, cumulative or added to those before it (Rule 25)."""

    milestone: Ref
    amount: Annotated[str, Pounds()]
    cumulative: Flag
    start: DateWords
    end: DateWords


@dataclass(frozen=True, kw_only=True)
class PlanFigureRecord(SourcedRecord):
    """A total that the plan prints of money; `target_of` is the year whose target it is."""

    number: Number
    title: Line
    amount: Annotated[str, Pounds()]
    target_of: Annotated[str, Text(7, blank=True)] = ""
    fund: Flag = False  # it is what the plan has for its programmes, and no total of savings
    note: Note = ""


@dataclass(frozen=True, kw_only=True)
class TargetRecord(SourcedRecord):
    """A target that the plan prints for a measure, or its benchmark, from a month on (Rule 25)."""

    kind: Annotated[str, Choice(("target", "benchmark"))]
    value: Annotated[str, FigureText()]
    from_month: Annotated[str, MonthWords()]


@dataclass(frozen=True, kw_only=True)
class IndicatorRecord(SourcedRecord):
    """A measure of the plan."""

    ref: Ref
    aim: Number
    outcomes: tuple[Annotated[str, Text(300)], ...]
    name: Phrase
    unit: Annotated[str, Text(40)]
    polarity: Annotated[str, Choice(("higher", "lower", "none"))]
    over_100: Flag = False
    cumulative: Flag = False
    targets: tuple[TargetRecord, ...] = ()
    members: Phrases = ()
    note: Note = ""


@dataclass(frozen=True, kw_only=True)
class RecommendationRecord(SourcedRecord):
    """A recommendation of the external auditor or of CfGS."""

    source_body: Annotated[str, Choice(("auditor", "cfgs"))]
    number: Number
    title: Annotated[str, Text(1500)]
    text: Prose = ""
    responses: Phrases
    due: tuple[Annotated[str, Words(blank=False)], ...] = ()


@dataclass(frozen=True, kw_only=True)
class RiskRecord(SourcedRecord):
    """An overarching risk; the document gives no owner and no score."""

    number: LongNumber
    title: Line
    description: Prose
    mitigation: Prose


@dataclass(frozen=True, kw_only=True)
class DependencyRecord(SourcedRecord):
    """An overarching dependency."""

    number: LongNumber
    title: Line
    description: Prose


@dataclass(frozen=True, kw_only=True)
class SayingRecord:
    """What a document says, and where."""

    where: Line
    text: Phrase


@dataclass(frozen=True, kw_only=True)
class ErratumRecord:
    """A contradiction between or within the documents, kept as it stands."""

    subject: Line
    says: tuple[SayingRecord, ...]
    note: Note = ""
