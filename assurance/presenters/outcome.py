"""One priority outcome: concerns by strand, requirements by test, contradictions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assurance.models import AssuranceTest, Concern, PriorityOutcome
from assurance.presenters.voices import (
    VOICES,
    RequirementLine,
    odd_orders,
    requirement_lines,
)
from assurance.rules import Tally, tally
from assurance.words import Speaker
from irp.models import Erratum, User
from irp.rules.calendar import london_day
from irp.rules.plan_dates import QuarterConvention


@dataclass(frozen=True)
class StrandConcerns:
    """The concerns of one strand; an outcome without strands has one, unnamed."""

    name: str
    concerns: tuple[Concern, ...]


@dataclass(frozen=True)
class TestPart:
    """The requirements of one test, and each voice's tally of them (Rules 19 and 20)."""

    test: AssuranceTest
    erratum: str  # of the test, where it concerns this outcome
    lines: tuple[RequirementLine, ...]
    tallies: tuple[tuple[Speaker, Tally], ...]


@dataclass(frozen=True)
class OutcomeSheet:
    """What the outcome's page shows."""

    outcome: PriorityOutcome
    strands: tuple[StrandConcerns, ...]
    parts: tuple[TestPart, ...]
    odd_order: Mapping[str, tuple[str, ...]]  # by reference (Rule 12)
    errata: tuple[Erratum, ...]

    @property
    def has_strands(self) -> bool:
        """Tell whether requirements are marked with a strand."""
        return bool(self.outcome.strands)


def outcome_sheet(
    outcome: PriorityOutcome,
    *,
    user: User,
    at: datetime,
    ends_on: date,
    quarters: QuarterConvention,
) -> OutcomeSheet:
    """Return the page of one outcome as this person may see it (Rules 12, 13, 19 and 23)."""
    found = outcome.requirements.in_force(on=london_day(at)).select_related("outcome", "test")
    rows = list(found)
    lines = requirement_lines(rows, user=user, at=at, ends_on=ends_on)
    parts = []
    for test in AssuranceTest.objects.all():
        of_test = tuple(line for line in lines if line.test == test.number)
        erratum = test.erratum if _concerns(test.erratum, outcome.number) else ""
        parts.append(TestPart(test, erratum, of_test, _tallies(of_test)))
    return OutcomeSheet(
        outcome=outcome,
        strands=_by_strand(outcome, outcome.concerns.all()),
        parts=tuple(parts),
        odd_order=odd_orders(rows, quarters=quarters),
        errata=errata_of(outcome.number),
    )


def _tallies(lines: Iterable[RequirementLine]) -> tuple[tuple[Speaker, Tally], ...]:
    rows = list(lines)
    return tuple((voice, tally(line.judgement(voice) for line in rows)) for voice in VOICES)


def _by_strand(outcome: PriorityOutcome, concerns: Iterable[Concern]) -> tuple[StrandConcerns, ...]:
    rows = list(concerns)
    names = {strand["code"]: f"({strand['code']}) {strand['name']}" for strand in outcome.strands}
    codes = [*names, *sorted({row.strand for row in rows} - set(names))]
    found = [
        StrandConcerns(names.get(code, ""), tuple(row for row in rows if row.strand == code))
        for code in codes
    ]
    return tuple(strand for strand in found if strand.concerns)


def _concerns(erratum: str, number: int) -> bool:
    """Tell whether a test's erratum names this outcome; one that names none concerns all."""
    named = re.findall(r"\boutcome (\d+)", erratum, re.IGNORECASE)
    return not named or str(number) in named


def errata_of(number: int) -> tuple[Erratum, ...]:
    """Return the contradictions of the documents that name this priority outcome."""
    names_it = re.compile(rf"priority outcome {number}\b", re.IGNORECASE)
    return tuple(
        erratum
        for erratum in Erratum.objects.all()
        if any(names_it.search(says.get("where", "")) for says in erratum.says)
    )
