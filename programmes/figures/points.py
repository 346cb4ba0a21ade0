"""Asks and challenges as people see them: a line each, how old, with whom (Rule 15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from programmes.facts.points import PointFacts, PointStepFacts
from programmes.rules.points import age, ended_at, is_open
from programmes.words import PointKind, PointStage
from programmes.words.points import BY_PROGRAMME


@dataclass(frozen=True, kw_only=True)
class PointLine:
    """One ask or challenge: what it says, how far it has come, for how many days it was open."""

    facts: PointFacts
    is_open: bool
    is_overdue: bool  # an open ask whose day has gone by
    age: int
    status: str
    answer: str  # what was said last by whoever it was put to, "" while nothing was
    ended_on: date | None

    @property
    def about(self) -> str:
        """Return what a challenge is about, or whom an ask is put to."""
        facts = self.facts
        if facts.part is None:
            return facts.asked_of
        return facts.milestone or facts.part.label

    @property
    def age_words(self) -> str:
        """Return for how long it has been open, or was: "open for 12 days", "open since today"."""
        days = counted(self.age, "day")
        if not self.age:
            return "open since today" if self.is_open else "settled on the same day"
        return f"open for {days}" if self.is_open else f"settled after {days}"


def point_line(facts: PointFacts, *, until: date, measured: Measured) -> PointLine:
    """Return the line of a point, as measured; its age runs until the day it is read as at."""
    stays = is_open(facts.kind, facts.stage)
    ended = ended_at(facts)
    answers = [step.words for step in facts.steps if step.stage in ANSWERS]
    return PointLine(
        facts=facts,
        is_open=stays,
        is_overdue=stays and measured.has_passed(facts.due_on),
        age=age(facts, on=until),
        status=_status(facts),
        answer=answers[-1] if answers else "",
        ended_on=ended.date() if ended else None,
    )


ANSWERS = {PointStage.ANSWERED, PointStage.DECLINED}


def _status(facts: PointFacts) -> str:
    """Return how far a point has come, in words."""
    if facts.kind is PointKind.CHALLENGE and facts.stage in BY_PROGRAMME:
        return "Waiting for an answer" if facts.stage is PointStage.RAISED else "Asked again"
    if facts.stage is PointStage.RAISED:
        return "With CPMO"
    return point_step_words(facts.steps[-1])


def point_step_words(step: PointStepFacts) -> str:
    """Return a step in words: "Tabled at TIB on 24 Nov 2026", "Answered (minute 4.2)"."""
    if step.forum and step.meeting_on:
        return f"Tabled at {step.forum.label} on {printed_day(step.meeting_on)}"
    if step.outcome:
        return step.outcome.label
    minute = f" (minute {step.minute})" if step.minute else ""
    return f"{step.stage.label}{minute}"


@dataclass(frozen=True, kw_only=True)
class PointCounts:
    """How many of some points are open, of these past the day of their answer, and settled."""

    open: int
    overdue: int
    settled: int  # declined and withdrawn ones too


def point_counts(lines: Iterable[PointLine]) -> PointCounts:
    """Return the counts of some points."""
    rows = list(lines)
    still = [line for line in rows if line.is_open]
    overdue = sum(line.is_overdue for line in still)
    return PointCounts(open=len(still), overdue=overdue, settled=len(rows) - len(still))


def point_lines(
    points: Iterable[PointFacts], *, until: date, measured: Measured
) -> list[PointLine]:
    """Return the lines of points: open before settled, asks first, then the oldest."""
    lines = [point_line(facts, until=until, measured=measured) for facts in points]
    kinds = list(PointKind)
    return sorted(
        lines,
        key=lambda line: (
            not line.is_open,
            kinds.index(line.facts.kind),
            -line.age if line.is_open else -(line.ended_on or date.min).toordinal(),
            line.facts.ref,
        ),
    )
