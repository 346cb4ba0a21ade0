"""The ten outcomes as packs print them: counts by voice, never a percentage."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assurance.facts import ConcernFacts, PriorityOutcomeFacts, StrandFacts
from assurance.words import Judgement
from packs.context.frame import Calendar
from packs.context.requirements import (
    SETTLED,
    VOICES,
    RequirementLine,
    VoiceLine,
    requirements,
)
from packs.facts import PlanFacts

WORST_FIRST = (Judgement.NOT_MET, Judgement.PARTLY, Judgement.MET)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One outcome × test of the heat map: counts by voice, and how far commissioners have gone.

    `tint` names the colour; the shape and the words beside it say the same (Rule 32).
    """

    every: int
    counts: tuple[tuple[str, str], ...]
    tint: str
    shape: str
    words: str


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """One priority outcome with its requirements by test."""

    number: int
    title: str
    strands: tuple[StrandFacts, ...]
    outcome: str
    progress: str
    erratum: str
    concerns: tuple[ConcernFacts, ...]
    requirements: tuple[RequirementLine, ...]
    cells: tuple[Cell, ...]

    def of_test(self, test: int) -> list[RequirementLine]:
        """Return its requirements under one test."""
        return [line for line in self.requirements if line.test == test]


def outcomes(plan: PlanFacts, calendar: Calendar) -> tuple[OutcomePage, ...]:
    """Return the ten outcomes in order."""
    numbers = [test.number for test in plan.tests]
    return tuple(_outcome(row, numbers, calendar) for row in plan.outcomes)


def _outcome(row: PriorityOutcomeFacts, tests: Sequence[int], calendar: Calendar) -> OutcomePage:
    lines = requirements(row.requirements, calendar=calendar)
    return OutcomePage(
        number=row.number,
        title=row.title,
        strands=row.strands,
        outcome=row.outcome,
        progress=row.progress,
        erratum=row.erratum,
        concerns=row.concerns,
        requirements=lines,
        cells=tuple(_cell([line for line in lines if line.test == test]) for test in tests),
    )


def _cell(lines: Sequence[RequirementLine]) -> Cell:
    """Return counts by voice, worst first; not applicable leaves the count and says so."""
    counts = tuple(
        (name, counted([line.voices[place] for line in lines]))
        for place, name in enumerate(VOICES.values())
    )
    tint, shape, words = _standing([line.commissioners.judgement for line in lines])
    return Cell(every=len(lines), counts=counts, tint=tint, shape=shape, words=words)


def _standing(judged: Sequence[str | None]) -> tuple[str, str, str]:
    """Return tint, shape and words of commissioners' issued judgements, the worst of them first.

    The shapes are not those of a rating: a judgement is no rating (Rule 1).
    """
    held = [one for one in judged if one != Judgement.NOT_APPLICABLE]
    issued = [one for one in held if one]
    if judged and not held:
        return "none", "–", "Not applicable"
    if not issued:
        return "none", "○", "Not assessed"
    if Judgement.NOT_MET in issued:
        return "not-met", "✗", f"Not met: {issued.count(Judgement.NOT_MET)} of {len(held)}"
    if Judgement.PARTLY in issued:
        return "partly", "◐", f"Partly met: {issued.count(Judgement.PARTLY)} of {len(held)}"
    if len(issued) < len(held):
        return "some", "◔", f"Met so far: {len(issued)} of {len(held)}"
    return "all", "✓", "All met"


def counted(voices: Sequence[VoiceLine]) -> str:
    """Return "1 not met, 2 met, 3 not assessed": counts, never a percentage (Rule 21)."""
    found = Counter(voice.judgement for voice in voices)
    if not voices:
        return "no requirements"
    parts = [f"{found[one]} {one.label.lower()}" for one in WORST_FIRST if found[one]]
    if found[None]:
        parts.append(f"{found[None]} not assessed")
    if found[Judgement.NOT_APPLICABLE]:
        parts.append(f"{found[Judgement.NOT_APPLICABLE]} not applicable")
    return ", ".join(parts)


def due_by(pages: Sequence[OutcomePage], day: date) -> list[RequirementLine]:
    """Return the requirements with a gate still to come by a day, the soonest first."""
    found = []
    for line in (line for page in pages for line in page.requirements):
        ahead = [gate.latest for gate in line.gates if gate.latest and not gate.is_over]
        if line.commissioners.judgement not in SETTLED and ahead and min(ahead) <= day:
            found.append((min(ahead), line.ref, line))
    return [line for _, _, line in sorted(found, key=lambda one: one[:2])]


def passed(pages: Sequence[OutcomePage]) -> list[RequirementLine]:
    """Return the requirements with a passed gate not yet assured, the longest passed first."""
    lines = [line for page in pages for line in page.requirements if line.passed]
    return sorted(lines, key=lambda line: min(gate.latest for gate in line.passed if gate.latest))
