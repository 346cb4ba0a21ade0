"""The rows of a pack of evidence: pieces and their files, what was said, official words."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from assurance.columns.evidence import EVIDENCE
from assurance.facts import RequirementFacts
from assurance.facts.official import OfficialFacts, RestatedFacts
from assurance.figures.assessments import AssessmentLine, assessment_line
from assurance.figures.evidence import EvidenceLine
from assurance.figures.official import OfficialLine, official_line
from assurance.models import PriorityOutcome
from assurance.readings.held import evidence_store
from assurance.words.considered import MISSING
from assurance.words.evidence import EvidenceKind
from irp.columns import Column, Kind


@dataclass(frozen=True)
class PackEntry:
    """A piece in a pack: where its file is in it, or why it has none."""

    line: EvidenceLine
    path: str  # in the pack, "" for none
    why_not: str


def pack_entries(lines: Sequence[EvidenceLine]) -> list[PackEntry]:
    """Return the entries of a pack: links and sealed files are listed as such."""
    return [_entry(line) for line in lines if not line.is_retired]


def _entry(line: EvidenceLine) -> PackEntry:
    version = line.facts.version
    if version.seal:
        return PackEntry(line, "", f"Sealed: {version.seal.reason}")
    if line.facts.kind is not EvidenceKind.FILE:
        return PackEntry(line, "", line.facts.kind.label)
    if not evidence_store().path_of(version.sha256).exists():
        return PackEntry(line, "", "The file is missing: ask the people who run this site")
    return PackEntry(line, f"files/{line.facts.ref} {version.file_name}", "")


def _of_piece(column: Column[EvidenceLine]) -> Column[PackEntry]:
    """Return a column of evidence as the index has it, beside the name of the file."""
    return Column(column.name, column.label, lambda entry: column.read(entry.line), column.kind)


INDEX: tuple[Column[PackEntry], ...] = (
    Column("path", "File in this pack", lambda entry: entry.path),
    Column("why_not", "Why it has no file", lambda entry: entry.why_not),
    *map(_of_piece, EVIDENCE),
)


@dataclass(frozen=True)
class SaidLine:
    """What one speaker has issued of a requirement, and is in force."""

    ref: str
    title: str
    assessment: AssessmentLine


def said_lines(requirements: Sequence[RequirementFacts]) -> list[SaidLine]:
    """Return the issued assessments in force of requirements, in their order."""
    return [
        SaidLine(row.ref, row.title, assessment_line(given.speaker, given))
        for row in requirements
        for given in row.assessments
    ]


SAID: tuple[Column[SaidLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("title", "Requirement", attrgetter("title")),
    Column("speaker", "Assessment", attrgetter("assessment.speaker"), Kind.WORD),
    Column("judgement", "Judgement", attrgetter("assessment.words")),
    Column("by_name", "Given by", attrgetter("assessment.by_name")),
    Column("by_post", "Post", attrgetter("assessment.by_post")),
    Column("at", "Given on", attrgetter("assessment.at"), Kind.MOMENT),
    Column("rationale", "Rationale", attrgetter("assessment.rationale")),
    Column("missing", MISSING, attrgetter("assessment.missing_words")),
    Column("results", "Results of single considerations", attrgetter("assessment.results_words")),
)


def words_of(
    requirements: Sequence[RequirementFacts],
    words: dict[str, OfficialFacts],
    *,
    outcome: PriorityOutcome | None,
) -> list[OfficialLine]:
    """Return what the evidence is for, its official words beside ours (Rule 24d).

    `words` are those in force, by reference; `outcome` is that of the whole pack, if it is of one.
    """
    restated = [
        RestatedFacts(row.ref, "Requirement", row.title, row.considerations) for row in requirements
    ]
    if outcome:
        restated.insert(0, RestatedFacts(f"PO{outcome.number}", "Outcome", outcome.outcome))
    return [official_line(row, words) for row in restated]
