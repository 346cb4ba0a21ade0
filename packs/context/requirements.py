"""Requirements as packs print them: typed gates and three voices, never a percentage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assurance.facts import AssessmentFacts, GateFacts, RequirementFacts
from assurance.rules import GatesOf, by_day, gate_has_passed, gate_notes, odd_order
from assurance.words import Judgement, Speaker
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from packs.context.frame import Calendar

SETTLED = {Judgement.MET, Judgement.NOT_APPLICABLE}
VOICES = {
    Speaker.COMMISSIONER: "Commissioners",
    Speaker.CPMO: "CPMO",
    Speaker.COUNCIL: "Council",
}


@dataclass(frozen=True, kw_only=True)
class GateLine:
    """A typed gate with its months and what must be said of it (Rules 11 to 13)."""

    purpose: str
    words: str
    note: str
    latest: date | None
    is_over: bool  # its last day is over
    has_passed: bool


@dataclass(frozen=True, kw_only=True)
class VoiceLine:
    """One voice's newest issued judgement; none means not assessed, never "not met" (Rule 19)."""

    voice: str
    judgement: str | None
    words: str
    at: datetime | None
    by: str
    rationale: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class RequirementLine:
    """A requirement of the Assurance Plan."""

    ref: str
    outcome: int
    test: int
    title: str
    strand: str
    considerations: tuple[str, ...]
    as_written: str
    flag: str
    erratum: str
    odd_order: tuple[str, ...]
    gates: tuple[GateLine, ...]
    voices: tuple[VoiceLine, ...]

    @property
    def commissioners(self) -> VoiceLine:
        """Return the commissioners' judgement, the only one that counts (Rule 21)."""
        return self.voices[0]

    @property
    def is_judged(self) -> bool:
        """Tell whether any voice has issued a judgement."""
        return any(voice.judgement for voice in self.voices)

    @property
    def passed(self) -> tuple[GateLine, ...]:
        """Return its gates whose date has passed without the commissioners' "met"."""
        return tuple(gate for gate in self.gates if gate.has_passed)


def requirements(
    rows: Sequence[RequirementFacts], *, calendar: Calendar
) -> tuple[RequirementLine, ...]:
    """Return the requirements of one outcome, with what is odd in their order (Rule 12).

    The oddness is worked out here, so that snapshots kept before it was printed show it too.
    """
    gates = [
        GatesOf(
            ref=row.ref,
            test=row.test,
            gates=tuple((gate.purpose, gate.due) for gate in row.gates),
        )
        for row in rows
    ]
    odd = odd_order(gates, quarters=calendar.cap)
    return tuple(_requirement(row, odd[row.ref], calendar) for row in rows)


def _requirement(
    row: RequirementFacts, odd: tuple[str, ...], calendar: Calendar
) -> RequirementLine:
    said = {one.speaker: one for one in row.assessments}
    voices = tuple(_voice(speaker, said.get(speaker)) for speaker in VOICES)
    gates = sorted(row.gates, key=lambda gate: by_day(gate.due))
    return RequirementLine(
        ref=row.ref,
        outcome=row.outcome,
        test=row.test,
        title=row.title,
        strand=row.strand,
        considerations=row.considerations,
        as_written=row.dates_as_written,
        flag=row.flag,
        erratum=row.erratum,
        odd_order=odd,
        gates=tuple(_gate(gate, voices[0].judgement, calendar) for gate in gates),
        voices=voices,
    )


def _gate(row: GateFacts, judgement: str | None, calendar: Calendar) -> GateLine:
    due, assured = row.due, judgement in SETTLED
    measured = Measured(london_day(calendar.at))
    ends_on = calendar.intervention_ends_on
    notes = gate_notes(row.purpose, due, assured=assured, measured=measured, ends_on=ends_on)
    if row.ongoing:
        notes.append("ongoing")
    return GateLine(
        purpose=row.purpose.label,
        words=calendar.in_cap(due) if due.is_dated else row.words or "No date",
        note="; ".join(notes),
        latest=due.latest,
        is_over=calendar.has_passed(due),
        has_passed=gate_has_passed(row.purpose, due, assured=assured, measured=measured),
    )


def _voice(speaker: Speaker, said: AssessmentFacts | None) -> VoiceLine:
    judgement = said.judgement if said else None
    return VoiceLine(
        voice=VOICES[speaker],
        judgement=judgement,
        words=judgement.label if judgement else "Not assessed",
        at=said.at if said else None,
        by=said.by_post or said.by_name if said else "",
        rationale=said.rationale if said else "",
        evidence=said.evidence_cited if said else "",
    )
