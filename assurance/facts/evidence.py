"""What the record says of evidence (Rule 22)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from assurance.words.classification import Classification
from assurance.words.evidence import Cadence, EvidenceKind, EvidenceType, LinkFound, RecordKind
from irp.rules.plan_dates import PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkCheckFacts:
    """What somebody found who looked at a link."""

    looked_on: date
    found: LinkFound
    note: str
    by_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SealFacts:
    """Why a file's content was taken away, who asked and who confirmed it."""

    reason: str
    asked_by: str
    confirmed_by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionFacts:
    """A version of a piece: a file, an address, or a record's value as it was then."""

    key: int
    number: int
    effective_from: date
    effective_to: date
    expires_on: date | None
    prepared_by_name: str
    note: str
    sha256: str
    size: int  # bytes
    format: str
    has_macros: bool
    file_name: str
    address: str
    record_kind: RecordKind | None
    record_ref: str
    record_title: str
    record_value: str  # at issue
    seal: SealFacts | None  # where its content was taken away
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class UseFacts:
    """What a piece is for: a requirement, or the consideration of a number from 1 on."""

    requirement: str
    outcome: int
    test: int
    consideration: int  # 0: the requirement as a whole
    gates: tuple[PlanDate, ...]  # of the requirement, for which "met" has to wait


@dataclass(frozen=True, kw_only=True, slots=True)
class CoveredFacts:
    """A directorate of a dated list: asked from a day to a day, None without."""

    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SustainedFacts:
    """How long a requirement is to be shown to work, as commissioners set it."""

    periods: int
    cadence: Cadence
    directorates: tuple[CoveredFacts, ...]
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SustainedOf:
    """The setting in force of one requirement."""

    requirement: str  # reference
    setting: SustainedFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceFacts:
    """A piece of evidence with its version in force and what it is for."""

    key: int
    ref: str
    kind: EvidenceKind
    title: str
    type: EvidenceType
    council_wide: bool
    directorates: tuple[str, ...]
    classification: Classification
    paragraph: str
    exempt_reason: str
    retired_on: date | None
    version: VersionFacts
    uses: tuple[UseFacts, ...]
    check: LinkCheckFacts | None  # the newest, of a link


class HeldFacts(NamedTuple):
    """A piece as far as it counts for a requirement: how it is had, until when, what it covers."""

    kind: EvidenceKind
    retired_on: date | None
    directorates: tuple[str, ...]
    effective_from: date  # of its version in force
    effective_to: date
    expires_on: date | None
    is_sealed: bool


class EvidencePosition(NamedTuple):
    """Pieces that are alike as far as lists filter, count and order them: of thousands, a few."""

    keys: tuple[int, ...]
    kind: EvidenceKind
    type: EvidenceType
    retired_on: date | None
    expires_on: date | None
    is_sealed: bool
    requirements: tuple[str, ...]  # that it is for, each once
    outcomes: tuple[int, ...]  # of those
    gates: tuple[PlanDate, ...]  # of those


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexedFacts:
    """A piece in use as a frozen month's index keeps it: what it is, never what it holds."""

    ref: str
    title: str  # "" where its classification withholds it (Rule 29)
    type: EvidenceType
    kind: EvidenceKind
    classification: Classification
    version: int
    effective_from: date
    effective_to: date
    expires_on: date | None
    sha256: str  # of its file; "" for links and records
    is_sealed: bool
    requirements: tuple[str, ...]  # that it is for
    directorates: tuple[str, ...] = ()  # that it covers (Rule 22); before schema 8 not kept
