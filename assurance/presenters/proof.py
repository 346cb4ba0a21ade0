"""What a requirement rests on: its evidence, and whether it is sustained (Rule 22)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from assurance.charts.sustained import sustained_chart
from assurance.facts.citations import CitedFacts
from assurance.facts.evidence import SustainedFacts
from assurance.figures.evidence import EvidenceLine, evidence_lines
from assurance.figures.requirements import RequirementLine
from assurance.figures.sustained import held_of, runs_of
from assurance.readings.citations import Of, citations_of
from assurance.readings.evidence import evidence_for
from assurance.readings.sustained import setting_of
from assurance.rules.citations import rest_words
from assurance.rules.evidence import SEES_ALL
from assurance.rules.sustained import Run
from assurance.words import Speaker
from irp.charts import Drawing
from irp.models import User
from irp.readings import Source
from irp.rules.measuring import Measured


@dataclass(frozen=True)
class CitedBy:
    """Who cites a piece: whose assessment, of when, which version, and how strong it is."""

    speaker: Speaker
    at: datetime
    cites: CitedFacts
    in_force: bool  # the newest that this speaker has issued


@dataclass(frozen=True)
class Proof:
    """The evidence of a requirement that a person may see, and its runs by what they may see."""

    lines: tuple[EvidenceLine, ...]
    setting: SustainedFacts | None
    runs: tuple[Run, ...]
    sees_all: bool
    cited: dict[str, tuple[CitedBy, ...]]  # by the reference of a piece

    @property
    def chart(self) -> Drawing | None:
        """Return the strip of every directorate, None where commissioners set nothing."""
        return sustained_chart(self.runs, self.setting.cadence) if self.setting else None

    @property
    def rests(self) -> str:
        """Return that judgements in force rest on evidence that has expired, "" for none (22)."""
        every = (citation for citations in self.cited.values() for citation in citations)
        whose = [
            citation.speaker.label
            for citation in every
            if citation.in_force and citation.cites.expired_on
        ]
        return rest_words(tuple(dict.fromkeys(whose)))

    @property
    def in_force(self) -> tuple[EvidenceLine, ...]:
        """Return the pieces that were not retired."""
        return tuple(line for line in self.lines if not line.is_retired)


def proof_of(source: Source, line: RequirementLine, *, user: User, measured: Measured) -> Proof:
    """Return what a requirement rests on; in four statements now."""
    ref = line.ref
    pieces = evidence_for(source, ref, user=user)
    setting = setting_of(source, ref)
    return Proof(
        lines=tuple(evidence_lines(pieces, measured=measured)),
        setting=setting,
        runs=runs_of(setting, map(held_of, pieces), measured=measured) if setting else (),
        sees_all=user.holds_kind(*SEES_ALL),
        cited=_cited(citations_of(ref, user=user, at=source.at, on=measured.on), line),
    )


def _cited(
    found: dict[Of, list[CitedFacts]], line: RequirementLine
) -> dict[str, tuple[CitedBy, ...]]:
    issued = {
        (assessment.speaker, assessment.at)
        for assessment in line.assessments
        if assessment.judgement
    }
    by_piece: dict[str, list[CitedBy]] = defaultdict(list)
    for (speaker, at), cites in sorted(found.items(), key=lambda item: item[0][1], reverse=True):
        for piece in cites:
            citation = CitedBy(speaker, at, piece, in_force=(speaker, at) in issued)
            by_piece[piece.ref].append(citation)
    return {ref: tuple(citations) for ref, citations in by_piece.items()}
