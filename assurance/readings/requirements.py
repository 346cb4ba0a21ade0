"""Requirements with their typed dates and newest issued assessments, now or as at a moment.

Commissioners' drafts are never read here (Rule 23).
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from assurance.facts import AssessmentFacts, GateFacts, RequirementFacts, RequirementPosition
from assurance.models import Assessment, AssuranceTest, Gate, PriorityOutcome, Requirement
from assurance.words import Judgement, Purpose, Speaker
from irp.readings import Source
from irp.rules.calendar import london_day
from irp.rules.plan_dates import PlanDate, Precision

GATE_COLUMNS = (
    "requirement_id", "number", "purpose", "words", "ongoing",
    "due_raw", "due_precision", "due_earliest", "due_latest",
)  # fmt: skip


def requirement(source: Source, ref: str) -> RequirementFacts | None:
    """Return one requirement, a retired one too; None where there was none of that reference."""
    rows = source.rows(Requirement, ref=ref)
    return next(iter(assembled(source, rows)), None)


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
    for facts in assembled(source, rows, whole=outcome is None):
        found[keys[facts.ref]].append(facts)
    for some in found.values():
        some.sort(key=lambda facts: (facts.test, facts.number))
    return found


def _rows(source: Source, outcome: int | None) -> list[Any]:
    if outcome is None:
        return source.rows(Requirement)
    return source.rows_having(Requirement, outcome_id=outcome)


def assembled(source: Source, rows: list[Any], *, whole: bool = False) -> list[RequirementFacts]:
    """Return rows as facts, in their order; `whole` reads the dates of the whole plan at once."""
    keys = None if whole else [row.id for row in rows]
    outcomes = dict(source.columns(PriorityOutcome, "id", "number"))
    tests = dict(source.columns(AssuranceTest, "id", "number"))
    gates, issued = _gates(source, keys), _issued(source, keys)
    return [
        RequirementFacts(
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
        for row in rows
    ]


def positions(source: Source, *, outcome: int | None = None) -> list[RequirementPosition]:
    """Return every requirement in force as far as counting goes, in the plan's order.

    `outcome` is the key of one, whose requirements alone are read.
    """
    on = london_day(source.at)
    names = ("id", "outcome_id", "test_id", "number", "ref", "title", "retired_on")
    scope: dict[str, Any] = {}
    if outcome is not None:
        scope = {"id__in": Requirement.history.filter(outcome=outcome).values("id")}
    rows = [
        row
        for row in source.columns(Requirement, *names, **scope)
        if (outcome is None or row[1] == outcome) and (row[6] is None or on < row[6])
    ]
    keys = None if outcome is None else [row[0] for row in rows]
    outcomes = dict(source.columns(PriorityOutcome, "id", "number"))
    tests = dict(source.columns(AssuranceTest, "id", "number"))
    gates, judgements = _gates(source, keys), _judgements(source, keys)
    rows.sort(key=lambda row: (outcomes[row[1]], tests[row[2]], row[3]))
    return [
        RequirementPosition(
            ref=ref,
            outcome=outcomes[outcome_key],
            test=tests[test_key],
            title=title,
            gates=gates.get(key, ()),
            judgements=judgements.get(key, {}),
        )
        for key, outcome_key, test_key, _, ref, title, _ in rows
    ]


def _gates(source: Source, keys: list[int] | None) -> dict[int, tuple[GateFacts, ...]]:
    """Return the typed dates by requirement, in the document's order."""
    scope = {} if keys is None else {"requirement_id__in": keys}
    found: dict[int, list[GateFacts]] = defaultdict(list)
    rows = source.columns(Gate, *GATE_COLUMNS, **scope)
    rows.sort(key=lambda row: row[:2])
    for key, _, purpose, words, ongoing, *due in rows:
        raw, precision, earliest, latest = due
        found[key].append(
            GateFacts(
                purpose=Purpose(purpose),
                words=words,
                due=PlanDate(raw, Precision(precision), earliest, latest),
                ongoing=ongoing,
            )
        )
    return {key: tuple(gates) for key, gates in found.items()}


def _newest(source: Source, keys: list[int] | None) -> Any:
    rows = Assessment.objects.all()
    if keys is not None:
        rows = rows.filter(requirement__in=keys)
    return rows.newest_issued(at=source.at)


def _issued(source: Source, keys: list[int] | None) -> dict[int, list[AssessmentFacts]]:
    """Return each speaker's newest issued assessment by requirement (Rules 19 and 21)."""
    found: dict[int, list[AssessmentFacts]] = defaultdict(list)
    for row in sorted(_newest(source, keys), key=lambda row: row.speaker):
        found[row.requirement_id].append(assessment(row))
    return found


def _judgements(source: Source, keys: list[int] | None) -> dict[int, dict[Speaker, Judgement]]:
    found: dict[int, dict[Speaker, Judgement]] = defaultdict(dict)
    rows: Iterable[tuple[int, str, str]] = _newest(source, keys).values_list(
        "requirement_id", "speaker", "judgement"
    )
    for key, speaker, judgement in rows:
        found[key][Speaker(speaker)] = Judgement(judgement)
    return found


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
