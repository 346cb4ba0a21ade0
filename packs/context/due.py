"""Requirements under the date by which they are to be assured, as packs list them (Rule 13)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from assurance.figures.requirements import GateLine, RequirementLine
from packs.context.frame import Calendar


@dataclass(frozen=True, kw_only=True)
class DueGroup:
    """Requirements whose date is the same: the date in words, and each row's purpose."""

    when: str
    rows: tuple[tuple[RequirementLine, str], ...]


def due_groups(lines: Iterable[RequirementLine], calendar: Calendar) -> tuple[DueGroup, ...]:
    """Return requirements under their next date, in the order that they come in."""
    return _groups(lines, calendar, lambda gate: not gate.is_over and gate.due.is_dated)


def passed_groups(lines: Iterable[RequirementLine], calendar: Calendar) -> tuple[DueGroup, ...]:
    """Return requirements under their first date that has passed, in the order they come in."""
    return _groups(lines, calendar, lambda gate: gate.has_passed)


def _groups(
    lines: Iterable[RequirementLine], calendar: Calendar, counts: Callable[[GateLine], bool]
) -> tuple[DueGroup, ...]:
    found = [(line, next(gate for gate in line.gates if counts(gate))) for line in lines]
    grouped = groupby(found, key=lambda one: calendar.in_cap(one[1].due))
    return tuple(
        DueGroup(when=when, rows=tuple((line, gate.purpose.label) for line, gate in rows))
        for when, rows in grouped
    )
