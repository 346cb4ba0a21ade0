"""A requirement as a page shows it: its gates, and what each of the three voices has said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from assurance.models import Assessment, Gate, Requirement
from assurance.rules import GatesOf, by_day, gate_has_passed, gate_notes, odd_order
from assurance.words import Judgement, Purpose, Speaker, judgement_words
from irp.models import User
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate, QuarterConvention

VOICES = (Speaker.COMMISSIONER, Speaker.CPMO, Speaker.COUNCIL)


@dataclass(frozen=True)
class Said:
    """One assessment, with the name and post its author had then (Rules 19 and 31)."""

    judgement: str
    words: str
    rationale: str
    evidence_cited: str
    who: str
    post: str
    at: datetime
    issued: bool


@dataclass(frozen=True)
class GateLine:
    """One typed date of a requirement, and what the rules say of it (Rules 12 and 13)."""

    purpose: str
    due: PlanDate
    words: str
    ongoing: bool
    notes: tuple[str, ...]
    unassured: bool


@dataclass(frozen=True)
class RequirementLine:
    """A requirement with its gates and each voice's newest issued assessment."""

    ref: str
    title: str
    strand: str
    outcome: int
    test: int
    flag: str
    erratum: str
    gates: tuple[GateLine, ...]
    said: Mapping[str, Said]

    def judgement(self, voice: Speaker) -> str:
        """Return what this voice has issued, blank where it is not assessed."""
        return self.said[voice.value].judgement if voice.value in self.said else ""

    @property
    def is_assured(self) -> bool:
        """Tell whether commissioners await nothing more of it."""
        return is_assured(self.judgement(Speaker.COMMISSIONER))

    @property
    def awaits(self) -> bool:
        """Tell whether one of its gates has passed, not yet assured (Rule 13)."""
        return any(gate.unassured for gate in self.gates)

    def next_gate(self, *, on: date) -> GateLine | None:
        """Return the first dated gate that has not passed, None where there is none."""
        ahead = [gate for gate in self.gates if gate.due.latest and gate.due.latest >= on]
        return min(ahead, key=lambda gate: gate.due.latest or date.max, default=None)


def is_assured(judgement: str) -> bool:
    """Tell whether a judgement leaves nothing awaited; a blank one awaits everything."""
    return bool(judgement) and Judgement(judgement).is_assured


def said(row: Assessment) -> Said:
    """Return an assessment for reading."""
    return Said(
        judgement=row.judgement,
        words=judgement_words(row.judgement),
        rationale=row.rationale,
        evidence_cited=row.evidence_cited,
        who=row.by_name,
        post=row.by_post,
        at=row.at,
        issued=row.issued,
    )


def gate_lines(
    gates: Iterable[Gate], *, assured: bool, at: datetime, ends_on: date
) -> tuple[GateLine, ...]:
    """Return the gates of one requirement by day, the undated last (Rules 12 and 13)."""
    lines = (_gate_line(gate, assured=assured, at=at, ends_on=ends_on) for gate in gates)
    return tuple(sorted(lines, key=lambda line: by_day(line.due)))


def _gate_line(gate: Gate, *, assured: bool, at: datetime, ends_on: date) -> GateLine:
    purpose, measured = Purpose(gate.purpose), Measured(london_day(at))
    notes = gate_notes(purpose, gate.due, assured=assured, measured=measured, ends_on=ends_on)
    return GateLine(
        purpose=purpose.label,
        due=gate.due,
        words=gate.words,
        ongoing=gate.ongoing,
        notes=tuple(notes),
        unassured=gate_has_passed(purpose, gate.due, assured=assured, measured=measured),
    )


def requirement_lines(
    requirements: Iterable[Requirement], *, user: User, at: datetime, ends_on: date
) -> list[RequirementLine]:
    """Return requirements with gates and voices, in two more queries however many there are.

    Each requirement must come with its outcome and test, and is left with its gates beside it.
    Rule 23: only what the person may see.
    """
    rows = list(requirements)
    prefetch_related_objects(rows, "gates")
    voices: dict[int, dict[str, Said]] = defaultdict(dict)
    for row in Assessment.objects.visible_to(user).newest_issued().filter(requirement__in=rows):
        voices[row.requirement_id][row.speaker] = said(row)
    return [_line(row, voices[row.pk], at=at, ends_on=ends_on) for row in rows]


def _line(
    row: Requirement, voices: dict[str, Said], *, at: datetime, ends_on: date
) -> RequirementLine:
    issued = voices.get(Speaker.COMMISSIONER.value)
    assured = is_assured(issued.judgement if issued else "")
    return RequirementLine(
        ref=row.ref,
        title=row.title,
        strand=row.strand,
        outcome=row.outcome.number,
        test=row.test.number,
        flag=row.flag,
        erratum=row.erratum,
        gates=gate_lines(row.gates.all(), assured=assured, at=at, ends_on=ends_on),
        said=voices,
    )


def odd_orders(
    requirements: Iterable[Requirement], *, quarters: QuarterConvention
) -> dict[str, tuple[str, ...]]:
    """Return what is odd in the order of one outcome's dates, by reference (Rule 12).

    The requirements are all of that outcome's in force, each with its test and its gates.
    """
    return odd_order(
        [
            GatesOf(
                ref=row.ref,
                test=row.test.number,
                gates=tuple((gate.purpose, gate.due) for gate in row.gates.all()),
            )
            for row in requirements
        ],
        quarters=quarters,
    )
