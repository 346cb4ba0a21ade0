"""What commissioners judged of outcomes under tests, now or as at a moment (Rules 20 and 21)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from assurance.facts.cells import CellActFacts, CourseFacts, TurnFacts
from assurance.models import Assessment, AssuranceTest, CellAct, PriorityOutcome, Requirement
from assurance.readings.judgements import JUDGEMENTS
from assurance.readings.requirements import requirement_rows
from assurance.rules.cells import ConfidenceStanding, MetStanding, confidence, met_standing
from assurance.words import Speaker
from assurance.words.cells import Said, Subject
from irp.readings import Now, Source
from irp.readings.statements import asked

Cell = tuple[int, int]  # the numbers of an outcome and a test
NAMED = ("id", "ref", "outcome__number", "test__number", "title", "added_on", "retired_on")


def cell_acts(source: Source, **scope: Any) -> list[CellActFacts]:
    """Return the commissioners' acts up to the moment, the oldest first."""
    rows = asked(_acts, until=source.at, **scope)
    return [
        CellActFacts(
            outcome=row.outcome.number,
            test=row.test.number,
            subject=Subject(row.subject),
            said=Said(row.said),
            reason=row.reason,
            evidence_cited=row.evidence_cited,
            drafted_by=row.drafted_name,
            drafted_in=row.drafted_post,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for row in rows
    ]


def _acts(*, until: datetime, **scope: Any) -> QuerySet[CellAct]:
    rows = CellAct.objects.filter(at__lte=until, **scope).order_by("at", "pk")
    return rows.select_related("outcome", "test")


def courses_of(
    source: Source, cells: Iterable[Cell], *, whole: bool = False, outcome: int | None = None
) -> dict[Cell, tuple[CourseFacts, ...]]:
    """Return the requirements of some outcomes under some tests, as judged over time.

    In two statements for any number, one where the page reads the `whole` of the tables anyway, or
    the requirements of the `outcome` of that key; one that is retired is among them, since it has
    counted.
    """
    wanted = set(cells)
    if not wanted:
        return {}
    rows = [row for row in _named(source, wanted, whole, outcome) if row[2:4] in wanted]
    turns = _turns(source, [row[0] for row in rows])
    found: dict[Cell, list[CourseFacts]] = defaultdict(list)
    for key, ref, outcome, test, title, added_on, retired_on in rows:
        found[outcome, test].append(
            CourseFacts(
                ref=ref,
                outcome=outcome,
                test=test,
                title=title,
                added_on=added_on,
                retired_on=retired_on,
                turns=tuple(turns.get(key, ())),
            )
        )
    return {cell: tuple(courses) for cell, courses in found.items()}


def _named(
    source: Source, wanted: set[Cell], whole: bool, outcome: int | None
) -> Iterable[tuple[Any, ...]]:
    """Return the columns `NAMED` of the requirements of these outcomes, or of all that are read."""
    if not whole and outcome is None:
        scope = {"outcome__number__in": sorted({outcome for outcome, _ in wanted})}
        return source.columns(Requirement, *NAMED, **scope)
    outcomes = {row.id: row.number for row in source.rows(PriorityOutcome)}
    tests = {row.id: row.number for row in source.rows(AssuranceTest)}
    return [
        (
            *(row.id, row.ref, outcomes[row.outcome_id], tests[row.test_id]),
            *(row.title, row.added_on, row.retired_on),
        )
        for row in requirement_rows(source, outcome=outcome)
    ]


def declared(acts: Iterable[CellActFacts]) -> set[Cell]:
    """Return where a test was ever declared met: there alone requirements are read over time."""
    return {(act.outcome, act.test) for act in acts if act.subject is Subject.MET}


def _turns(source: Source, keys: Sequence[int]) -> dict[int, list[TurnFacts]]:
    issued = Assessment.objects.filter(
        requirement__in=keys, speaker=Speaker.COMMISSIONER, issued=True, at__lte=source.at
    )
    found: dict[int, list[TurnFacts]] = defaultdict(list)
    names = ("requirement_id", "at", "judgement", "withdrawal__at")
    for key, at, judgement, gone_at in issued.order_by("at", "pk").values_list(*names):
        found[key].append(TurnFacts(at=at, judgement=JUDGEMENTS[judgement]))
        if gone_at and gone_at <= source.at:  # of the newest at that moment
            found[key].append(TurnFacts(at=gone_at, judgement=None))
    return found


def tests_of(outcome: int, test: int) -> tuple[PriorityOutcome, AssuranceTest] | None:
    """Return the rows of an outcome and a test, None where there is no such pair."""
    row = PriorityOutcome.objects.filter(number=outcome).first()
    asked = AssuranceTest.objects.filter(number=test).first()
    return (row, asked) if row and asked else None


def standing_of(
    outcome: PriorityOutcome, test: AssuranceTest, *, at: datetime
) -> tuple[MetStanding, ConfidenceStanding]:
    """Return what stands of one outcome under one test, as the rules have it."""
    return standing_by_courses(outcome, test, cell_courses(outcome, test, at=at), at=at)


def cell_courses(
    outcome: PriorityOutcome, test: AssuranceTest, *, at: datetime
) -> tuple[CourseFacts, ...]:
    """Return how the judgements of one cell's requirements went, as they are now."""
    cell = outcome.number, test.number
    return courses_of(Now(at), [cell]).get(cell, ())


def standing_by_courses(
    outcome: PriorityOutcome,
    test: AssuranceTest,
    courses: tuple[CourseFacts, ...],
    *,
    at: datetime,
) -> tuple[MetStanding, ConfidenceStanding]:
    """Return what stands of one outcome under one test, given its courses."""
    acts = cell_acts(Now(at), outcome=outcome, test=test)
    met = met_standing(acts, courses, at=at)
    return met, confidence(acts, met, at=at)


def acts_seen(outcome: PriorityOutcome, test: AssuranceTest, subject: Subject) -> int:
    """Return how many acts there are: the version that a form carries."""
    return CellAct.objects.filter(outcome=outcome, test=test, subject=subject).count()
