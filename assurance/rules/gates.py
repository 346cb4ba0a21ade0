"""A requirement's typed gates: what has passed, what stands beside a date, what order is odd."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Protocol, TypeVar

from assurance.words import Purpose
from assurance.words.gates import Ruling
from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from irp.rules.plan_dates import (
    PlanDate,
    QuarterConvention,
    is_after_intervention,
    printed,
)

AFTER_THE_END = "at or after the end of the intervention"


class Dated(Protocol):
    """What gate rules ask of a gate."""

    @property
    def due(self) -> PlanDate:
        """Return when it is due."""

    @property
    def settled(self) -> bool:
        """Tell whether commissioners have satisfied it or set it aside."""


class Typed(Dated, Protocol):
    """What rules ask of a gate whose purpose counts."""

    @property
    def purpose(self) -> Purpose:
        """Return what its date is for."""


AnyGate = TypeVar("AnyGate", bound=Dated)
AnyTypedGate = TypeVar("AnyTypedGate", bound=Typed)


def gate_has_passed(
    purpose: str, due: PlanDate, *, assured: bool, settled: bool, measured: Measured
) -> bool:
    """Tell whether a gate has passed and its requirement is not assured (Rules 8, 12 and 13).

    A passed begin date says only that work should have begun. An undated gate never passes, and
    one that commissioners have satisfied or set aside, `settled`, never again.
    """
    if assured or settled or purpose == Purpose.BEGIN:
        return False
    return measured.is_over_for(due)


def next_gate(gates: Iterable[AnyGate], *, measured: Measured) -> AnyGate | None:
    """Return the first dated gate that is not over, None where there is none (Rule 12).

    One that commissioners have settled already is not ahead any more (Rule 13).
    """
    ahead = [
        gate
        for gate in gates
        if gate.due.latest and not gate.settled and not measured.is_over_for(gate.due)
    ]
    if len(ahead) > 1:  # of a thousand requirements few have more
        return min(ahead, key=lambda gate: by_day(gate.due))
    return ahead[0] if ahead else None


def passed_note(purpose: str) -> str:
    """Return what is said of a gate that has passed without assurance (Rule 13)."""
    name = "sustained evidence" if purpose == Purpose.SUSTAINED else purpose
    return f"{name} date passed, not yet assured"


def gate_notes(
    purpose: str,
    due: PlanDate,
    *,
    assured: bool,
    settled: str,
    measured: Measured,
    ends_on: date,
) -> list[str]:
    """Return what stands beside a gate's date (Rules 12 and 13).

    `settled` says how commissioners have settled it, "" where it is open.
    """
    notes = [settled] if settled else []
    if gate_has_passed(purpose, due, assured=assured, settled=bool(settled), measured=measured):
        notes.append(passed_note(purpose))
    elif purpose == Purpose.BEGIN and measured.is_over_for(due):
        notes.append("begin date passed")
    if is_after_intervention(due, ends_on=ends_on):
        notes.append(AFTER_THE_END)
    return notes


def stand_against_met(gates: Iterable[AnyTypedGate]) -> list[AnyTypedGate]:
    """Return the gates for which "met" has to wait, in their order (Rule 20).

    Each completion, assurance, sustained and review gate is satisfied or set aside before, the
    undated ones too. A begin date asks for nothing.
    """
    return [gate for gate in gates if gate.purpose != Purpose.BEGIN and not gate.settled]


def judged_before(gates: Iterable[AnyTypedGate], *, on: date) -> list[AnyTypedGate]:
    """Return the gates that were still ahead on the day of a judgement (Rule 20).

    Judging before a gate's date is allowed, and is said beside the judgement.
    """
    return [
        gate
        for gate in gates
        if gate.purpose != Purpose.BEGIN and gate.due.latest and on <= gate.due.latest
    ]


def ruling_faults(
    *, ruling: Ruling | None, stands: Ruling | None, reason: str | None, evidence_cited: str | None
) -> dict[str, str]:
    """Return the faults of what is said of a gate by field, each with what to type (Rule 13).

    `stands` is what holds of it. What is None the form has refused already.
    """
    faults = {}
    if ruling is Ruling.WITHDRAWN and stands is None:
        faults["ruling"] = "Choose “Satisfied” or “Set aside”: there is nothing to withdraw."
    if ruling is not None and ruling is stands:
        faults["ruling"] = f"Choose another: it is {ruling.label.lower()} already."
    if reason is not None and not reason.strip():
        faults["reason"] = "Enter the reason."
    is_silent = evidence_cited is not None and not evidence_cited.strip()
    if ruling is Ruling.SATISFIED and is_silent:
        faults["evidence_cited"] = (
            "Enter the evidence that it is satisfied: each document, report or figure with its "
            "date. For example, Internal audit report 14, 3 October 2026"
        )
    return faults


def by_day(due: PlanDate) -> date:
    """Return what puts gates in the order of their last days for reading, the undated last."""
    return due.latest or date.max


@dataclass(frozen=True)
class GatesOf:
    """The typed gates of one requirement, in the document's order (Rule 12)."""

    ref: str
    test: int
    gates: tuple[tuple[str, PlanDate], ...]  # purpose and date

    @cached_property
    def end(self) -> PlanDate | None:
        """Return its last dated gate; a begin date ends nothing, and an undated gate neither."""
        ends = [due for purpose, due in self.gates if purpose != Purpose.BEGIN and due.is_dated]
        return max(ends, key=by_day, default=None)


def odd_order(
    requirements: Iterable[GatesOf], *, quarters: QuarterConvention, only: str = ""
) -> dict[str, tuple[str, ...]]:
    """Return, by reference, what is odd in the order of one outcome's dates (Rule 12).

    A requirement ends with its last dated gate that is no begin date. One date is after another
    when its first day is after the other's last: dates that overlap are in order. Odd is
    - an end after the ends of every requirement of a later test;
    - an end before the ends of more than half of the requirements of an earlier test. Not of all:
      one early row would hide the oddity; not of the last: one late row would mark every other;
    - a gate dated before one that the document writes before it in the same requirement.
    Requirements without an end are in nobody's way. Every requirement has a row, most an empty
    one, or the `only` one that is asked of; nothing is moved or corrected.
    """
    rows = list(requirements)
    by_test: dict[int, list[PlanDate]] = {}
    for row in rows:
        if row.end:
            by_test.setdefault(row.test, []).append(row.end)
    ends = {test: _Ends(due) for test, due in sorted(by_test.items())}
    return {
        row.ref: (*_against_tests(row, ends, quarters), *_within(row, quarters))
        for row in rows
        if not only or row.ref == only
    }


class _Ends:
    """The ends of one test's requirements, in the order of their last days."""

    def __init__(self, ends: Iterable[PlanDate]) -> None:
        self.ends = sorted(ends, key=by_day)
        self.firsts = sorted(end.earliest for end in self.ends if end.earliest)

    def number_after(self, day: PlanDate) -> int:
        """Return how many of them are after a date."""
        return len(self.firsts) - bisect_right(self.firsts, day.latest or date.max)

    def after(self, day: PlanDate) -> list[PlanDate]:
        """Return those of them that are after a date."""
        return [end for end in self.ends if _is_after(end, day)]


def _is_after(day: PlanDate, other: PlanDate) -> bool:
    return bool(day.earliest and other.latest and day.earliest > other.latest)


def _against_tests(
    row: GatesOf, ends: dict[int, _Ends], quarters: QuarterConvention
) -> Iterator[str]:
    if row.end is None:
        return
    after, before = [], []
    for test, due in ends.items():
        last, number = due.ends[-1], len(due.ends)
        if test > row.test and _is_after(row.end, last):
            after.append(f"test {test}, {printed(last, quarters=quarters)}")
        elif test < row.test and 2 * due.number_after(row.end) > number:
            later, of = due.after(row.end), counted(number, "requirement")
            days = dict.fromkeys(printed(end, quarters=quarters) for end in (later[0], later[-1]))
            before.append(f"{len(later)} of {of} due under test {test}, {' to '.join(days)}")
    if after or before:
        words = printed(row.end, quarters=quarters)
    if after:
        yield f"{words} is after the last date due under {', and '.join(after)}"
    if before:
        yield f"{words} is before {', and '.join(before)}"


def _within(row: GatesOf, quarters: QuarterConvention) -> Iterator[str]:
    for (_, before), (_, after) in pairwise(row.gates):
        if _is_after(before, after):
            yield (
                f"{printed(after, quarters=quarters)} is written after "
                f"{printed(before, quarters=quarters)}, which is later"
            )
