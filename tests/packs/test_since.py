"""What happened since a month's freeze, by name (Rules 14 and 24e): pure, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assurance.facts import WithdrawnFacts
from assurance.facts.cells import CellActFacts, JudgedFacts
from assurance.facts.gates import RulingFacts
from assurance.words import Judgement
from assurance.words.cells import Said, Subject
from assurance.words.gates import Ruling
from packs.facts import PlanFacts
from packs.figures.since import since_freeze, withdrawals
from tests.packs import made_up

BY = {"by_name": "Ada Smith", "by_post": "Commissioner", "evidence_cited": "", "reason": "So."}


@pytest.fixture(scope="module")
def plan() -> PlanFacts:
    return made_up.facts_of(made_up.body())


def act(verdict: Said, subject: Subject, at: datetime) -> CellActFacts:
    drafted = {"drafted_by": "", "drafted_in": ""}
    return CellActFacts(outcome=8, test=1, subject=subject, said=verdict, at=at, **drafted, **BY)


@pytest.mark.parametrize(
    ("verdict", "subject", "told"),
    [
        (Said.MET, Subject.MET, "Commissioners: Declared met. Outcome 8, test 1"),
        (Said.CONFIDENT, Subject.CONFIDENCE, "Commissioners: Confident. Outcome 8, test 1"),
        (
            Said.WITHDRAWN,
            Subject.MET,
            "Commissioners withdrew “test met in this outcome”. Outcome 8, test 1",
        ),
        (
            Said.WITHDRAWN,
            Subject.CONFIDENCE,
            "Commissioners withdrew “confident of progress”. Outcome 8, test 1",
        ),
    ],
)
def test_rule_24e_what_commissioners_say_of_a_test_after_the_freeze_is_told(
    plan, verdict, subject, told
):
    later = plan.taken_at + timedelta(hours=1)
    acts = (act(Said.MET, Subject.MET, plan.taken_at), act(verdict, subject, later))
    now = replace(plan, taken_at=later, judged=JudgedFacts(acts=acts, courses=()))
    (change,) = since_freeze(now, plan)
    assert (change.what, change.who, change.at) == (told, "Ada Smith (Commissioner)", later)


def test_rule_24e_what_commissioners_say_of_a_date_after_the_freeze_is_told(plan):
    later = plan.taken_at + timedelta(hours=1)
    first = plan.outcomes[0]
    row = next(row for row in first.requirements if row.gates)
    purpose = row.gates[0].purpose.label.lower()
    for ruled, withdrawn in ((Ruling.SATISFIED, ()), (Ruling.WITHDRAWN, (f"({purpose} date)",))):
        ruling = RulingFacts(ruling=ruled, at=later, **BY)
        judged = replace(row, gates=(replace(row.gates[0], ruling=ruling), *row.gates[1:]))
        rows = tuple(
            judged if requirement is row else requirement for requirement in first.requirements
        )
        outcomes = (replace(first, requirements=rows), *plan.outcomes[1:])
        (change,) = since_freeze(replace(plan, taken_at=later, outcomes=outcomes), plan)
        words = ruled.label.lower()
        assert change.what == f"Commissioners: {purpose} date {words}. {row.ref} {row.title}"
        assert withdrawals([change]) == tuple(f"{row.ref} {what}" for what in withdrawn)


def test_24e_what_was_taken_back_comes_first_then_bad_news_then_the_rest_each_by_time(plan):
    """A "met" withdrawn is why a version is corrected: it is not the last thing that is read."""
    frozen = plan.taken_at
    hours = [frozen + timedelta(hours=hour) for hour in range(6)]
    first = plan.outcomes[0]
    row = next(row for row in first.requirements if row.assessments)
    assessment = row.assessments[0]
    judged = replace(
        row,
        assessments=(replace(assessment, judgement=Judgement.NOT_MET, at=hours[4]),),
        withdrawn=(
            WithdrawnFacts(said=assessment, by_name="Ada", by_post="", at=hours[5], reason=""),
        ),
    )
    rows = tuple(
        judged if requirement is row else requirement for requirement in first.requirements
    )
    acts = (
        act(Said.MET, Subject.MET, hours[1]),
        act(Said.CONFIDENT, Subject.CONFIDENCE, hours[2]),
        act(Said.NOT_CONFIDENT, Subject.CONFIDENCE, hours[3]),
        act(Said.WITHDRAWN, Subject.MET, hours[4]),
    )
    now = replace(
        plan,
        taken_at=hours[5],
        judged=JudgedFacts(acts=acts, courses=()),
        outcomes=(replace(first, requirements=rows), *plan.outcomes[1:]),
    )
    told = since_freeze(now, plan)
    assert [change.at for change in told] == [hours[n] for n in (4, 5, 3, 4, 1, 2)]
    assert [" withdrew " in change.what for change in told] == [True, True, *[False] * 4]


def test_nothing_of_before_the_freeze_is_told(plan):
    assert since_freeze(replace(plan, taken_at=datetime(2030, 1, 1, tzinfo=UTC)), plan) == ()
