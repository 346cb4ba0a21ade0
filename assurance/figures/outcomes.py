"""Requirements counted: cells of outcome and test, dates passed and due; never a percentage."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from assurance.figures.positions import AlikeLine, PositionLine
from assurance.figures.requirements import RequirementLine
from assurance.rules import Tally, by_day, tally
from assurance.words import HIDDEN, NOT_SHOWN, SPEAKERS, Judgement, Purpose, Speaker
from irp.rules.numbers import counted
from irp.rules.plan_dates import PlanDate

# Each stands for as many requirements as are `alike`.
Counted = RequirementLine | AlikeLine | PositionLine
Line = RequirementLine | PositionLine
AnyLine = TypeVar("AnyLine", RequirementLine, PositionLine, AlikeLine)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatCell:
    """One outcome under one test by one speaker: counts and the next date (Rules 19 and 20)."""

    speaker: Speaker
    every: int  # requirements in force, those out of the count included
    tally: Tally
    passed: int  # requirements with a date passed, not yet assured (Rule 13)
    may_have_passed: int  # with a date over of which it is not shown whether it is assured (24e)
    next_due: PlanDate | None  # the first date ahead of a requirement that is not assured
    next_count: int  # requirements with a date on the last day of it

    @property
    def words(self) -> str:
        """Return the counts in words: "1 of 4 met, 3 not assessed"."""
        return self.tally.words


def count_requirements(lines: Iterable[Counted]) -> int:
    """Return how many requirements some lines stand for."""
    return sum(line.alike for line in lines)


def heat_cell(lines: Iterable[Counted], speaker: Speaker) -> HeatCell:
    """Return one cell of the map; dates are commissioners' to assure, whoever speaks."""
    rows = list(lines)
    counted = _tally(rows, speaker)
    ahead = [(line.next_due, line.alike) for line in rows if line.next_due and not line.is_assured]
    first = min((due for due, _ in ahead), key=by_day, default=None)
    return HeatCell(
        speaker=speaker,
        every=count_requirements(rows),
        tally=counted,
        passed=count_requirements(line for line in rows if line.passed),
        may_have_passed=may_have_passed(rows),
        next_due=first,
        next_count=sum(n for due, n in ahead if due.latest == first.latest) if first else 0,
    )


def _tally(lines: Sequence[Counted], speaker: Speaker) -> Tally:
    found: Counter[str] = Counter()
    for line in lines:
        key = HIDDEN if is_hidden(line, speaker) else line.judgement(speaker) or ""
        found[key] += line.alike
    return tally(found)


def is_hidden(line: Counted, *speakers: Speaker) -> bool:
    """Tell whether the result of any of some speakers is not shown; pages show them all (24e)."""
    if not isinstance(line, RequirementLine):
        return False
    return any(line.assessment(speaker).is_hidden for speaker in speakers)


def count_shown(lines: Iterable[Counted], speaker: Speaker) -> int:
    """Return of how many requirements a speaker's result is shown (24e)."""
    return count_requirements(line for line in lines if not is_hidden(line, speaker))


def may_have_passed(lines: Iterable[Counted]) -> int:
    """Return how many have a date over of which it is not shown whether it is assured (24e)."""
    return sum(isinstance(line, RequirementLine) and line.may_have_passed for line in lines)


def and_hidden(number: int) -> str:
    """Return what follows a count of what is shown: ", 1 not shown", "" where all is (24e)."""
    return f", {number} {NOT_SHOWN.lower()}" if number else ""


def tallies(lines: Iterable[Counted]) -> tuple[tuple[Speaker, Tally], ...]:
    """Return the counts of each speaker's judgements, never mixed (Rule 19)."""
    rows = list(lines)
    return tuple((who, _tally(rows, who)) for who in SPEAKERS)


def due_by(lines: Iterable[RequirementLine], day: date) -> list[RequirementLine]:
    """Return the requirements not assured with a date still to come by a day, the soonest first."""
    found = [
        (line.next_due.latest, line.ref, line)
        for line in lines
        if has_date_by(line, day) and line.next_due and line.next_due.latest
    ]
    return [line for _, _, line in sorted(found, key=lambda by_day: by_day[:2])]


def has_date_by(line: Counted, day: date) -> bool:
    """Tell whether a requirement that is not assured has a date still to come by a day."""
    latest = line.next_due.latest if line.next_due else None
    return latest is not None and latest <= day and not line.is_assured


def passed(lines: Iterable[AnyLine]) -> list[AnyLine]:
    """Return the requirements with a date passed, not yet assured, the longest passed first."""
    found = [line for line in lines if line.passed]
    return sorted(found, key=lambda line: line.passed_first_on or date.max)


def is_pressing(line: Counted, *, soon: date) -> bool:
    """Tell whether a requirement is said in full: a date has passed, or comes by that day."""
    return bool(line.passed) or has_date_by(line, soon)


@dataclass(frozen=True, kw_only=True, slots=True)
class PassedDates:
    """The dates passed, not yet assured, by purpose and by what commissioners say (Rule 13)."""

    by_purpose: tuple[tuple[Purpose, int], ...]  # dates; every purpose that has one
    requirements: int  # that have such a date
    not_met: int  # of these
    partly_met: int
    not_assessed: int  # by commissioners: that delay is theirs, not the council's
    may_have_passed: int = 0  # requirements of which that is not shown (24e)

    @property
    def dates(self) -> int:
        """Return how many dates there are of every purpose."""
        return sum(count for _, count in self.by_purpose)

    @property
    def words(self) -> str:
        """Return "12 assurance dates passed, 2 completion dates passed"; none is said too."""
        parts = (
            f"{counted(count, f'{purpose.label.lower()} date')} passed"
            for purpose, count in self.by_purpose
        )
        words = ", ".join(parts) or "0 dates passed"
        hidden = self.may_have_passed
        return f"{words}; {counted(hidden, 'requirement')} {NOT_SHOWN.lower()}" if hidden else words


def passed_dates(lines: Iterable[Counted]) -> PassedDates:
    """Return how many dates have passed, not yet assured."""
    rows = list(lines)
    purposes: Counter[Purpose] = Counter()
    judged: Counter[Judgement | None] = Counter()
    for line in rows:
        if line.passed:
            judged[line.judgement(Speaker.COMMISSIONER)] += line.alike
        for purpose in line.passed:
            purposes[purpose] += line.alike
    return PassedDates(
        by_purpose=tuple((purpose, purposes[purpose]) for purpose in Purpose if purposes[purpose]),
        requirements=judged.total(),
        not_met=judged[Judgement.NOT_MET],
        partly_met=judged[Judgement.PARTLY],
        not_assessed=judged[None],
        may_have_passed=may_have_passed(rows),
    )
