"""A requirement that is not met, and what is missing of it: its date, owner and evidence (21)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assurance.facts import RequirementPosition
from assurance.facts.citations import ShelfFacts
from assurance.facts.gates import GateDue
from assurance.facts.missing import NOTHING_SAID, SaidFacts
from assurance.figures.assessments import AssessmentLine
from assurance.figures.sustained import lacks_words
from assurance.rules import by_day, gate_has_passed, gate_notes
from assurance.words import Judgement, Speaker
from assurance.words.owners import NO_OWNER
from irp.rules.measuring import Measured

NO_EVIDENCE = "No evidence cited by the council"


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A requirement that is not met: its next date, its owner, and what is lacking of evidence."""

    row: RequirementPosition
    words: str  # what commissioners say is missing, by consideration (Rule 24a)
    gate: GateDue | None  # the first that has passed, else the next; None: no date
    notes: tuple[str, ...]  # on that date
    owner: str
    evidence: str  # that the council cites, in its words
    lacks: str  # what is held of it

    @property
    def judgement(self) -> Judgement | None:
        """Return what commissioners say of it."""
        return self.row.judgements.get(Speaker.COMMISSIONER)


def missing_lines(
    rows: Iterable[RequirementPosition],
    *,
    stated: Mapping[str, SaidFacts],
    owners: Mapping[str, str],
    shelf: ShelfFacts,
    measured: Measured,
    ends_on: date,
) -> dict[str, Missing]:
    """Return requirements that are not met by reference, each with what is missing of it."""
    return {
        row.ref: _missing(
            row,
            stated.get(row.ref, NOTHING_SAID),
            owner=owners.get(row.ref, NO_OWNER),
            lacks=lacks_words(row.ref, shelf),
            measured=measured,
            ends_on=ends_on,
        )
        for row in rows
    }


def _missing(
    row: RequirementPosition,
    stated: SaidFacts,
    *,
    owner: str,
    lacks: str,
    measured: Measured,
    ends_on: date,
) -> Missing:
    judged = AssessmentLine(
        speaker=Speaker.COMMISSIONER,
        judgement=row.judgements.get(Speaker.COMMISSIONER),
        considered=stated.considered,
    )
    gate = _next(row.gates, measured=measured)
    notes = gate and gate_notes(
        gate.purpose, gate.due, assured=False, settled="", measured=measured, ends_on=ends_on
    )
    return Missing(
        row=row,
        words=judged.missing_words,
        gate=gate,
        notes=tuple(notes or ()),
        owner=owner,
        evidence=stated.evidence_cited or NO_EVIDENCE,
        lacks=lacks,
    )


def _next(gates: Iterable[GateDue], *, measured: Measured) -> GateDue | None:
    """Return the first date that has passed, not yet assured, else the next that is still open."""
    dated = sorted((gate for gate in gates if gate.due.is_dated), key=lambda gate: by_day(gate.due))
    passed = (
        gate
        for gate in dated
        if gate_has_passed(
            gate.purpose, gate.due, assured=False, settled=gate.settled, measured=measured
        )
    )
    ahead = (gate for gate in dated if not (gate.settled or measured.is_over_for(gate.due)))
    return next(passed, None) or next(ahead, None)
