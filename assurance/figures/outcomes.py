"""Requirements counted: cells of outcome and test, dates passed and due; never a percentage."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from assurance.figures.positions import PositionLine
from assurance.figures.requirements import RequirementLine
from assurance.rules import Tally, by_day, tally
from assurance.words import SPEAKERS, Judgement, Purpose, Shade, Speaker
from irp.rules.plan_dates import PlanDate

Line = RequirementLine | PositionLine
AnyLine = TypeVar("AnyLine", RequirementLine, PositionLine)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """One outcome under one test by one speaker: counts and the next date (Rules 19 and 20)."""

    speaker: Speaker
    every: int  # requirements in force, those out of the count included
    tally: Tally
    shade: Shade
    passed: int  # requirements with a date passed, not yet assured (Rule 13)
    next_due: PlanDate | None  # the first date ahead of a requirement that is not assured
    next_count: int  # requirements with a date on the last day of it

    @property
    def words(self) -> str:
        """Return the counts in words: "1 of 4 met, 3 not assessed"."""
        return self.tally.words


def heat_cell(lines: Iterable[Line], speaker: Speaker) -> HeatCell:
    """Return one cell of the map; dates are commissioners' to assure, whoever speaks."""
    rows = list(lines)
    counted = tally([line.judgement(speaker) or "" for line in rows])
    ahead = [line.next_due for line in rows if line.next_due and not line.is_assured]
    first = min(ahead, key=by_day, default=None)
    return HeatCell(
        speaker=speaker,
        every=len(rows),
        tally=counted,
        shade=shade(counted),
        passed=sum(bool(line.passed) for line in rows),
        next_due=first,
        next_count=sum(due.latest == first.latest for due in ahead) if first else 0,
    )


def shade(counted: Tally) -> Shade:
    """Return how a cell is tinted: by its worst judgement, beside its words (Rules 6 and 32).

    What is met while others are not assessed is a shade of its own: neither met nor untouched.
    """
    if not counted.counts:
        return Shade.EMPTY
    if counted.n == 0:
        return Shade.NOT_APPLICABLE
    for judgement, found in ((Judgement.NOT_MET, Shade.NOT_MET), (Judgement.PARTLY, Shade.PARTLY)):
        if counted.of(judgement):
            return found
    if counted.met == counted.n:
        return Shade.MET
    return Shade.SOME_MET if counted.met else Shade.NOT_ASSESSED


def tallies(lines: Iterable[Line]) -> tuple[tuple[Speaker, Tally], ...]:
    """Return the counts of each speaker's judgements, never mixed (Rule 19)."""
    rows = list(lines)
    return tuple((who, tally([line.judgement(who) or "" for line in rows])) for who in SPEAKERS)


def due_by(lines: Iterable[RequirementLine], day: date) -> list[RequirementLine]:
    """Return the requirements not assured with a date still to come by a day, the soonest first."""
    found = [
        (line.next_due.latest, line.ref, line)
        for line in lines
        if line.next_due and line.next_due.latest and not line.is_assured
    ]
    return [line for due, _, line in sorted(found, key=lambda by_day: by_day[:2]) if due <= day]


def passed(lines: Iterable[AnyLine]) -> list[AnyLine]:
    """Return the requirements with a date passed, not yet assured, the longest passed first."""
    found = [line for line in lines if line.passed]
    return sorted(found, key=lambda line: line.passed_first_on or date.max)


@dataclass(frozen=True, kw_only=True, slots=True)
class PassedDates:
    """The dates passed, not yet assured, by purpose and by what commissioners say (Rule 13)."""

    by_purpose: tuple[tuple[Purpose, int], ...]  # dates; every purpose that has one
    not_met: int  # requirements
    partly_met: int
    not_assessed: int  # by commissioners: that delay is theirs, not the council's

    @property
    def requirements(self) -> int:
        """Return how many requirements have such a date."""
        return self.not_met + self.partly_met + self.not_assessed

    @property
    def words(self) -> str:
        """Return "12 assurance dates passed, 2 completion dates passed"; none is said too."""
        said = (
            f"{count} {purpose.label.lower()} date{'' if count == 1 else 's'} passed"
            for purpose, count in self.by_purpose
        )
        return ", ".join(said) or "0 dates passed"


def passed_dates(lines: Iterable[Line]) -> PassedDates:
    """Return how many dates have passed, not yet assured."""
    rows = [line for line in lines if line.passed]
    purposes = Counter(purpose for line in rows for purpose in line.passed)
    judged = Counter(line.judgement(Speaker.COMMISSIONER) for line in rows)
    return PassedDates(
        by_purpose=tuple((purpose, purposes[purpose]) for purpose in Purpose if purposes[purpose]),
        not_met=judged[Judgement.NOT_MET],
        partly_met=judged[Judgement.PARTLY],
        not_assessed=judged[None],
    )
