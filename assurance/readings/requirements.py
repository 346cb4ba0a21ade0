"""Requirements with their typed dates and newest issued assessments, now or as at a moment.

Commissioners' drafts are never read here (Rule 23).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assurance.facts import (
    AssessmentFacts,
    GateFacts,
    RequirementFacts,
    RequirementPosition,
    RequirementsAlike,
    TestFacts,
)
from assurance.models import Assessment, AssuranceTest, Gate, PriorityOutcome, Requirement
from assurance.readings.judgements import NOBODY, by_key, judged_as, judgements_of, newest
from assurance.rules import GatesOf
from assurance.words import SPEAKERS, Judgement, Purpose, Speaker
from irp.readings import Source
from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate, Precision
from irp.rules.texts import cited

GATE_COLUMNS = (
    "requirement_id", "number", "purpose", "words", "ongoing",
    "due_raw", "due_precision", "due_earliest", "due_latest",
)  # fmt: skip


@dataclass(frozen=True)
class RequirementAmong:
    """A requirement with its test, where it comes from, and the dates of its outcome's others."""

    facts: RequirementFacts
    test: TestFacts
    source: str
    dates: tuple[GatesOf, ...]  # of all of its outcome's in force: what odd order is judged by


def requirement(source: Source, ref: str) -> RequirementAmong | None:
    """Return one requirement, a retired one too; None where there was none of that reference."""
    row = next(iter(source.rows(Requirement, ref=ref)), None)
    if row is None:
        return None
    tests = {test.id: test for test in source.rows(AssuranceTest)}
    numbers = {key: test.number for key, test in tests.items()}
    outcomes = dict(source.columns(PriorityOutcome, "id", "number"))
    on = london_day(source.at)
    peers = sorted(
        (numbers[sibling.test_id], sibling.number, sibling.ref, sibling.id)
        for sibling in source.rows_having(Requirement, outcome_id=row.outcome_id)
        if sibling.retired_on is None or on < sibling.retired_on
    )
    gates = _gates(source, [*(key for *_, key in peers), row.id])
    return RequirementAmong(
        facts=_requirement(row, outcomes, numbers, gates, _issued(source, [row.id])),
        test=test_facts(tests[row.test_id]),
        source=cited(row.source_document, row.source_section, row.source_row),
        dates=tuple(
            GatesOf(
                ref=peer,
                test=number,
                gates=tuple((gate.purpose, gate.due) for gate in gates.get(key, ())),
            )
            for number, _, peer, key in peers
        ),
    )


def test_facts(row: Any) -> TestFacts:
    """Return one of the commissioners' tests."""
    return TestFacts(number=row.number, name=row.name, question=row.question, erratum=row.erratum)


def requirements(
    source: Source, *, outcome: int | None = None
) -> dict[int, list[RequirementFacts]]:
    """Return the requirements in force by the key of their outcome, in the plan's order.

    `outcome` is the key of one, whose requirements alone are read.
    """
    on = london_day(source.at)
    rows = [row for row in _rows(source, outcome) if row.retired_on is None or on < row.retired_on]
    keys = {row.ref: row.outcome_id for row in rows}
    found: dict[int, list[RequirementFacts]] = defaultdict(list)
    for facts in _assembled(source, rows, every=outcome is None):
        found[keys[facts.ref]].append(facts)
    for some in found.values():
        some.sort(key=lambda facts: (facts.test, facts.number))
    return found


def _rows(source: Source, outcome: int | None) -> list[Any]:
    if outcome is None:
        return source.rows(Requirement)
    return source.rows_having(Requirement, outcome_id=outcome)


def _assembled(source: Source, rows: list[Any], *, every: bool) -> list[RequirementFacts]:
    """Return rows as facts, in their order; `every` reads the dates of the whole plan at once."""
    keys = None if every else [row.id for row in rows]
    outcomes = dict(source.columns(PriorityOutcome, "id", "number"))
    tests = dict(source.columns(AssuranceTest, "id", "number"))
    gates, issued = _gates(source, keys), _issued(source, keys)
    return [_requirement(row, outcomes, tests, gates, issued) for row in rows]


def _requirement(
    row: Any,
    outcomes: dict[int, int],
    tests: dict[int, int],
    gates: dict[int, tuple[GateFacts, ...]],
    issued: dict[int, list[AssessmentFacts]],
) -> RequirementFacts:
    return RequirementFacts(
        ref=row.ref,
        outcome=outcomes[row.outcome_id],
        test=tests[row.test_id],
        number=row.number,
        title=row.title,
        strand=row.strand,
        considerations=tuple(row.considerations),
        dates_as_written=row.dates_as_written,
        flag=row.flag,
        erratum=row.erratum,
        retired_on=row.retired_on,
        gates=gates.get(row.id, ()),
        assessments=tuple(issued.get(row.id, ())),
    )


def requirement_positions(
    source: Source, *, speakers: Sequence[Speaker] = SPEAKERS
) -> list[RequirementPosition]:
    """Return every requirement in force as far as counting goes, in the plan's order.

    `speakers` are those whose judgements are read: for a map all; without any,
    `requirements_judged` reads those that are asked for.
    """
    on = london_day(source.at)
    # Outcomes and tests are known by their numbers, which never change: they may be joined.
    names = ("outcome__number", "test__number", "number", "id", "ref", "title", "retired_on")
    gates = _gates(source, None)
    found = [
        row
        for row in source.columns(Requirement, *names, *newest(speakers, until=source.at))
        if row[6] is None or on < row[6]
    ]
    found.sort()  # no two have one outcome, test and number
    given = by_key(((row[3], *row[7:]) for row in found), speakers) if speakers else {}
    return [
        RequirementPosition(ref, outcome, test, title, gates.get(key, ()), given.get(key, NOBODY))
        for outcome, test, _, key, ref, title, *_ in found
    ]


def alike(source: Source) -> list[RequirementsAlike]:
    """Return how many requirements in force are alike as far as counting goes, in plan order.

    A map of a thousand requirements is counted from a hundred of these: what a cell's requirements
    share is told apart once.
    """
    on = london_day(source.at)
    gates = _gates(source, None)
    dates_of = {id(dates): dates for dates in gates.values()} | {id(()): ()}
    names = ("outcome__number", "test__number", "number", "id", "retired_on")
    found = [
        row
        for row in source.columns(Requirement, *names, *newest(SPEAKERS, until=source.at))
        if row[4] is None or on < row[4]
    ]
    found.sort()  # no two have one outcome, test and number
    counted = Counter((row[0], row[1], id(gates.get(row[3], ())), row[5:]) for row in found)
    return [
        RequirementsAlike(outcome, test, dates_of[dates], judged_as(given, SPEAKERS), number)
        for (outcome, test, dates, given), number in counted.items()
    ]


def requirements_judged(
    source: Source, rows: Sequence[RequirementPosition], *, speaker: Speaker
) -> list[RequirementPosition]:
    """Return some requirements with what a speaker judges of them, in one statement."""
    found = judgements_of(source, [row.ref for row in rows], speaker=speaker)
    return [row._replace(judgements=found.get(row.ref, {})) for row in rows]


def _gates(source: Source, keys: list[int] | None) -> dict[int, tuple[GateFacts, ...]]:
    """Return the typed dates by requirement, in the document's order."""
    scope = {} if keys is None else {"requirement_id__in": keys}
    written: dict[int, list[tuple[Any, ...]]] = {}
    for row in source.columns(Gate, *GATE_COLUMNS, **scope):
        written.setdefault(row[0], []).append(row[1:])
    # Many requirements have the same dates: they hold one and the same tuple.
    made: dict[tuple[Any, ...], tuple[GateFacts, ...]] = {}
    found = {}
    for key, dates in written.items():
        dates.sort()  # by their numbers, no two of which are the same
        alike = tuple(dates)
        if alike not in made:
            made[alike] = tuple(_gate(*date) for date in dates)
        found[key] = made[alike]
    return found


def _gate(_number: int, purpose: str, words: str, ongoing: bool, *due: Any) -> GateFacts:
    raw, precision, earliest, latest = due
    return GateFacts(
        purpose=Purpose(purpose),
        words=words,
        due=PlanDate(raw, Precision(precision), earliest, latest),
        ongoing=ongoing,
    )


def _issued(source: Source, keys: list[int] | None) -> dict[int, list[AssessmentFacts]]:
    """Return each speaker's newest issued assessment by requirement (Rules 19 and 21)."""
    rows = (
        Assessment.objects.all()
        if keys is None
        else Assessment.objects.filter(requirement__in=keys)
    )
    found: dict[int, list[AssessmentFacts]] = defaultdict(list)
    for row in sorted(rows.newest_issued(at=source.at), key=lambda row: row.speaker):
        found[row.requirement_id].append(assessment(row))
    return found


def issued_of(requirement: Requirement, *, at: datetime) -> dict[Speaker, AssessmentFacts]:
    """Return each speaker's newest issued assessment of one requirement, in one statement."""
    rows = Assessment.objects.filter(requirement=requirement).newest_issued(at=at)
    return {Speaker(row.speaker): assessment(row) for row in rows}


def assessment(row: Assessment) -> AssessmentFacts:
    """Return one assessment as it was given."""
    return AssessmentFacts(
        speaker=Speaker(row.speaker),
        judgement=Judgement(row.judgement),
        rationale=row.rationale,
        evidence_cited=row.evidence_cited,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
    )
