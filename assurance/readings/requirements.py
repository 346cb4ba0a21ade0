"""Requirements with their typed dates and newest issued assessments, now or as at a moment.

Commissioners' drafts are never read here (Rule 23).
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Value

from assurance.facts import (
    AssessmentFacts,
    GateFacts,
    RequirementFacts,
    TestFacts,
    WithdrawnFacts,
)
from assurance.facts.owners import AnswerFacts, OwnerFacts
from assurance.models import (
    Assessment,
    AssessmentWithdrawal,
    AssuranceTest,
    JudgementDraft,
    OfficialWords,
    PriorityOutcome,
    Requirement,
)
from assurance.querysets import AssessmentQuerySet
from assurance.readings.gates import gates_of
from assurance.readings.official import official_words_of
from assurance.readings.owners import answer_facts, owners
from assurance.rules import GatesOf
from assurance.words import Judgement, Speaker
from assurance.words.official import NONE_GIVEN
from irp.prepared import rows_of
from irp.readings import Source, columns_having
from irp.rules.calendar import london_day
from irp.rules.texts import cited

Newest = list[AssessmentFacts | WithdrawnFacts]
NOTHING: Newest = []


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
    tests, outcomes = _tests_and_outcomes(source)
    numbers = {key: test.number for key, test in tests.items()}
    on = london_day(source.at)
    names = ("test_id", "number", "ref", "id", "retired_on")
    peers = sorted(
        (numbers[test], *peer)
        for test, *peer, retired_on in columns_having(
            source, Requirement, *names, outcome_id=row.outcome_id
        )
        if retired_on is None or on < retired_on
    )
    gates = gates_of(source, [*(key for *_, key in peers), row.id])
    named = owners(source, [row.id])
    facts = _requirement(row, outcomes, numbers, gates, _issued(source, [row.id]), named)
    return RequirementAmong(
        facts=replace(facts, official=official_words_of(source, row.id)),
        test=tests[row.test_id],
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


def _tests_and_outcomes(source: Source) -> tuple[dict[int, TestFacts], dict[int, int]]:
    """Return the tests and the numbers of the outcomes by their keys, in one statement."""
    tests = ("id", "number", "name", "question", "erratum")
    outcomes = ("id", "number", "title", "title", "title")
    parts = (
        (AssuranceTest, (Value(0), *tests)),
        (PriorityOutcome, (Value(1), *outcomes)),
    )
    rows = source.columns_of(parts)
    return (
        {
            key: TestFacts(number=number, name=name, question=question, erratum=erratum)
            for place, key, number, name, question, erratum in rows
            if place == 0
        },
        {key: number for place, key, number, *_ in rows if place == 1},
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
    rows = [
        row
        for row in requirement_rows(source, outcome=outcome)
        if row.retired_on is None or on < row.retired_on
    ]
    keys = {row.ref: row.outcome_id for row in rows}
    found: dict[int, list[RequirementFacts]] = defaultdict(list)
    for facts in _assembled(source, rows, every=outcome is None):
        found[keys[facts.ref]].append(facts)
    for of_outcome in found.values():
        of_outcome.sort(key=lambda facts: (facts.test, facts.number))
    return found


def requirement_rows(source: Source, *, outcome: int | None) -> list[Any]:
    """Return the requirements of the outcome of a key, or of all."""
    if outcome is None:
        return source.rows(Requirement)
    return source.rows_having(Requirement, outcome_id=outcome)


def _assembled(source: Source, rows: list[Any], *, every: bool) -> list[RequirementFacts]:
    """Return rows as facts, in their order; `every` reads the dates of the whole plan at once."""
    keys = None if every else [row.id for row in rows]
    outcomes = {row.id: row.number for row in source.rows(PriorityOutcome)}
    tests = {row.id: row.number for row in source.rows(AssuranceTest)}
    gates, issued = gates_of(source, keys), _issued(source, keys)
    named = owners(source, keys)
    return [_requirement(row, outcomes, tests, gates, issued, named) for row in rows]


def _requirement(
    row: Any,
    outcomes: dict[int, int],
    tests: dict[int, int],
    gates: dict[int, tuple[GateFacts, ...]],
    issued: dict[int, Newest],
    named: dict[int, OwnerFacts],
) -> RequirementFacts:
    acts = issued.get(row.id, NOTHING)
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
        owner=named.get(row.id),
        assessments=tuple(act for act in acts if isinstance(act, AssessmentFacts)),
        withdrawn=tuple(act for act in acts if isinstance(act, WithdrawnFacts)),
    )


def _issued(source: Source, keys: list[int] | None) -> dict[int, Newest]:
    """Return each speaker's newest issued assessment by requirement (Rules 19 and 21)."""
    scope = {} if keys is None else {"requirement__in": keys}
    rows = rows_of(_newest_issued, at=source.at, **scope)
    found: dict[int, Newest] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.speaker):
        found[row.requirement_id].append(_in_force_or_withdrawn(row, at=source.at))
    return found


def _newest_issued(*, at: datetime, **scope: Any) -> AssessmentQuerySet:
    return Assessment.objects.filter(**scope).newest_issued(at=at)


def _in_force_or_withdrawn(row: Assessment, *, at: datetime) -> AssessmentFacts | WithdrawnFacts:
    return withdrawal(row, at=at) or assessment(row, at=at)


def issued_of(
    requirement: Requirement, *, at: datetime
) -> dict[Speaker, AssessmentFacts | WithdrawnFacts]:
    """Return each speaker's newest issued assessment of one requirement, in one statement."""
    rows = rows_of(_newest_issued, at=at, requirement=requirement.pk)
    return {Speaker(row.speaker): _in_force_or_withdrawn(row, at=at) for row in rows}


def withdrawal(row: Assessment, *, at: datetime) -> WithdrawnFacts | None:
    """Return the withdrawal of an assessment up to a moment, None while it had none."""
    given: AssessmentWithdrawal | None = getattr(row, "withdrawal", None)
    if given is None or given.at > at:
        return None
    return WithdrawnFacts(
        said=assessment(row, at=at),
        by_name=given.by_name,
        by_post=given.by_post,
        at=given.at,
        reason=given.reason,
    )


def assessment(row: Assessment | JudgementDraft, *, at: datetime | None = None) -> AssessmentFacts:
    """Return one assessment as it was given, with the owner's answer up to a moment."""
    return AssessmentFacts(
        speaker=Speaker(row.speaker),
        judgement=Judgement(row.judgement),
        rationale=row.rationale,
        evidence_cited=row.evidence_cited,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
        answer=_answer(row, at=at) if at else None,
        considered=row.said_by_consideration,
        words_version=_words_version(row),
    )


def _words_version(row: Assessment | JudgementDraft) -> int:
    """Return the version of the official words that it was given on; a draft keeps none."""
    words: OfficialWords | None = getattr(row, "words", None)
    return words.load.number if words else NONE_GIVEN


def _answer(row: Assessment | JudgementDraft, *, at: datetime) -> AnswerFacts | None:
    given = getattr(row, "answer", None)
    return answer_facts(given) if given and given.at <= at else None
