"""Requirements under the date by which they are to be assured, as packs list them (Rule 13)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assurance.figures.requirements import GateLine, RequirementLine
from packs.context.frame import Calendar

MOST_PASSED, MOST_DUE = 20, 10  # rows of the body


@dataclass(frozen=True, kw_only=True)
class DueGroup:
    """Requirements whose date is the same: the date in words, and each row's purpose."""

    when: str
    rows: tuple[tuple[RequirementLine, str], ...]

    @property
    def is_spoken_of(self) -> bool:
        """Tell whether anything is said of any of them but that nobody has assessed it."""
        return any(line.is_spoken_of for line, _ in self.rows)


@dataclass(frozen=True, kw_only=True)
class ReadinessPage:
    """What is passed and what is to come as the body prints it: the annex has every row."""

    passed: tuple[DueGroup, ...]
    more_passed: int
    due: tuple[DueGroup, ...]
    more_due: int


def readiness_page(passed: Sequence[DueGroup], due: Sequence[DueGroup]) -> ReadinessPage:
    """Return the first rows of both lists, and how many there are beside them."""
    first, more = _first(passed, MOST_PASSED)
    soonest, others = _first(due, MOST_DUE)
    return ReadinessPage(passed=first, more_passed=more, due=soonest, more_due=others)


def _first(groups: Sequence[DueGroup], most: int) -> tuple[tuple[DueGroup, ...], int]:
    left, shown = most, []
    for group in groups:
        if left > 0:
            shown.append(DueGroup(when=group.when, rows=group.rows[:left]))
        left -= len(group.rows)
    return tuple(shown), max(-left, 0)


def longest_first(
    groups: Sequence[DueGroup], most: int
) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Return the first of some requirements: those of one date and purpose, which, and when."""
    shown, _ = _first(groups, most)
    return tuple(
        (tuple(line.ref for line, _ in rows), purpose.lower(), group.when)
        for group in shown
        for purpose, rows in groupby(group.rows, key=lambda row: row[1])
    )


def due_groups(lines: Iterable[RequirementLine], calendar: Calendar) -> tuple[DueGroup, ...]:
    """Return requirements under their next date, in the order that they come in."""
    return _groups(lines, calendar, lambda gate: not gate.is_over and gate.due.is_dated)


def passed_groups(lines: Iterable[RequirementLine], calendar: Calendar) -> tuple[DueGroup, ...]:
    """Return requirements under their first date that has passed, in the order they come in."""
    return _groups(lines, calendar, lambda gate: gate.has_passed)


def _groups(
    lines: Iterable[RequirementLine], calendar: Calendar, counts: Callable[[GateLine], bool]
) -> tuple[DueGroup, ...]:
    found: dict[str, list[tuple[RequirementLine, str]]] = defaultdict(list)
    for line in lines:
        gate = next(gate for gate in line.gates if counts(gate))
        found[calendar.in_cap(gate.due)].append((line, gate.purpose.label))
    return tuple(DueGroup(when=when, rows=tuple(rows)) for when, rows in found.items())
