"""Of two acts at once one waits for the other, and never each for the other (DESIGN 4a.1).

They hold what both need in one order. In another, PostgreSQL breaks one of them off, and who sent
it is told of an outage. On SQLite one act is written at a time.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from datetime import timedelta
from functools import partial

import pytest

from assurance.actions.amendments import Agreed, Worded, add_requirement, agree_date, reword
from assurance.actions.quarters_read import confirm_quarters
from assurance.models import AssuranceTest, Gate, Requirement
from assurance.words import Purpose
from assurance.words.evidence import EvidenceKind
from irp.models import Conflict, PlanSettings
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from tests.assurance import evidence_steps, link_steps, shelf
from tests.racing import together
from tests.world import NOW, build

ROUNDS = 4

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def council(transactional_db):
    return build(rows=ROUNDS)


def agreed(world) -> Agreed:
    return Agreed(agreed_by="All", reason="Open.", by=world.user("commissioner"), at=NOW)


def due(year: int):
    return parse_plan_date(f"Dec {year}", quarters=QuarterConvention.FINANCIAL)


def a_date_agreed(world, turn: int):
    gate = Gate.objects.get(requirement=world.requirement)
    return partial(
        agree_date, gate, due(2026 + turn), version=gate.version, agreement=agreed(world)
    )


def a_requirement_reworded(world, turn: int):
    row = Requirement.objects.get(pk=world.requirement.pk)
    words = Worded(title=f"Title {turn}", considerations=["One"])
    return partial(reword, row, words, version=row.version, agreement=agreed(world))


def a_requirement_added(world, turn: int):
    words = Worded(title=f"New {turn}", considerations=["One"])
    return partial(
        add_requirement, world.requirement.outcome, AssuranceTest.objects.get(), words,
        purpose=Purpose.ASSURANCE, due=due(2027), agreement=agreed(world),
    )  # fmt: skip


def quarters_confirmed(world, turn: int):
    both = (QuarterConvention.FINANCIAL, QuarterConvention.CALENDAR)
    return partial(
        confirm_quarters, both[turn % 2], decided_on=NOW.date(), reason="Said.",
        version=PlanSettings.objects.get().version, by=world.user("commissioner2"),
        at=NOW + timedelta(turn),
    )  # fmt: skip


def a_date_judged(world, turn: int):
    gate = Gate.objects.get(requirement=world.requirement)
    by = world.user("commissioner2")
    ruling = list(shelf.Ruling)[turn % 2]
    return partial(shelf.say_of_gate, world, gate, ruling, by=by)


@pytest.mark.parametrize(
    ("own", "others"),
    [
        (a_date_agreed, quarters_confirmed),
        (a_date_agreed, a_date_judged),
        (a_requirement_reworded,
         lambda w, turn: partial(link_steps.propose, w, f"HOU-0{turn + 1}")),
        (a_requirement_reworded,
         lambda w, turn: partial(evidence_steps.add, w, EvidenceKind.LINK)),
        (a_requirement_added, lambda w, turn: partial(shelf.an_interest, w)),
    ],
    ids=["quarters", "ruling", "link", "evidence", "interest"],
)  # fmt: skip
def test_who_amends_the_assurance_plan_and_who_ties_something_to_it(council, own, others):
    for turn in range(ROUNDS):
        acts = own(council, turn), others(council, turn)
        together(*acts, told=(Conflict,))  # which raises where one was broken off
