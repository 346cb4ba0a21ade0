"""Requirements as far as counting goes: for the map those that are alike, for lists each."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from assurance.facts import GateDue, RequirementPosition, RequirementsAlike
from assurance.figures.requirements import is_assured
from assurance.rules import by_day, gate_has_passed, next_gate
from assurance.words import Judgement, Purpose, Speaker
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate


class PositionLine(NamedTuple):
    """A requirement as far as counting goes: what long lists need of it."""

    ref: str
    outcome: int
    test: int
    title: str
    judgements: dict[Speaker, Judgement]
    passed: tuple[Purpose, ...]  # of its dates that have passed, not yet assured (Rule 13)
    passed_first_on: date | None
    next_due: PlanDate | None

    @property
    def alike(self) -> int:
        """Return how many requirements it stands for where they are counted: itself."""
        return 1

    def judgement(self, speaker: Speaker) -> Judgement | None:
        """Return this speaker's judgement, None where it is not assessed."""
        return self.judgements.get(speaker)

    @property
    def is_assured(self) -> bool:
        """Tell whether commissioners await nothing more of it."""
        return is_assured(self.judgements.get(Speaker.COMMISSIONER))


class AlikeLine(NamedTuple):
    """Requirements of one cell that have the same dates and judgements, with their keys."""

    outcome: int
    test: int
    judgements: dict[Speaker, Judgement]
    keys: tuple[int, ...]
    passed: tuple[Purpose, ...]
    passed_first_on: date | None
    next_due: PlanDate | None

    @property
    def alike(self) -> int:
        """Return how many they are."""
        return len(self.keys)

    def judgement(self, speaker: Speaker) -> Judgement | None:
        """Return this speaker's judgement, None where they are not assessed."""
        return self.judgements.get(speaker)

    @property
    def is_assured(self) -> bool:
        """Tell whether commissioners await nothing more of them."""
        return is_assured(self.judgements.get(Speaker.COMMISSIONER))


def alike_lines(rows: Iterable[RequirementsAlike], *, measured: Measured) -> list[AlikeLine]:
    """Return what counting needs of requirements that are alike, by the rules of whole lines."""
    return [
        AlikeLine(
            outcome,
            test,
            judgements,
            keys,
            *_dates(
                gates,
                assured=is_assured(judgements.get(Speaker.COMMISSIONER)),
                measured=measured,
            ),
        )
        for outcome, test, gates, judgements, keys in rows
    ]


def first_keys(lines: Iterable[AlikeLine], *, most: int) -> list[int]:
    """Return the keys of what a list of so many begins with: of whole cells, so of some more.

    What has passed first comes first, and otherwise what stands first in the plan.
    """

    def place(line: AlikeLine) -> tuple[date, int, int]:
        return line.passed_first_on or date.max, line.outcome, line.test

    found: list[int] = []
    for _, alike in groupby(sorted(lines, key=place), key=place):
        if len(found) >= most:
            break
        found += (key for line in alike for key in line.keys)
    return found


def position_lines(
    rows: Sequence[RequirementPosition], *, measured: Measured
) -> list[PositionLine]:
    """Return requirements as far as counting goes, by the same rules as their whole lines.

    Rows that hold one and the same dates and judgements ask the rules of them once.
    """
    judged = {id(row.judgements): row.judgements for row in rows}
    assured = {key: is_assured(given.get(Speaker.COMMISSIONER)) for key, given in judged.items()}
    asked: dict[tuple[int, bool], _Dates] = {}
    lines = []
    for ref, outcome, test, title, gates, judgements, _ in rows:
        alike = id(gates), assured[id(judgements)]
        dates = asked.get(alike)
        if dates is None:
            dates = asked[alike] = _dates(gates, assured=alike[1], measured=measured)
        lines.append(PositionLine(ref, outcome, test, title, judgements, *dates))
    return lines


_Dates = tuple[tuple[Purpose, ...], date | None, PlanDate | None]


def _dates(gates: Sequence[GateDue], *, assured: bool, measured: Measured) -> _Dates:
    """Return the purposes of the dates that have passed, the first of their days, the next due."""
    passed = [
        gate
        for gate in sorted(gates, key=lambda gate: by_day(gate.due))
        if gate_has_passed(
            gate.purpose, gate.due, assured=assured, settled=gate.settled, measured=measured
        )
    ]
    ahead = next_gate(gates, measured=measured)
    return (
        tuple(gate.purpose for gate in passed),
        passed[0].due.latest if passed else None,
        ahead.due if ahead else None,
    )
