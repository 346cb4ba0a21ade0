"""Rule 28: acts on dependencies, what the database holds, and how they are read back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.words.gates import Ruling
from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from programmes.actions.dependencies import (
    add_dependency,
    change_dependency,
    confirm_dependency,
    end_dependency,
)
from programmes.models import Dependency, DependencyConfirmation
from programmes.readings.dependencies import dependencies, network, with_requirements
from programmes.readings.dependency_rows import (
    confirmed_of,
    dependencies_at,
    of_two_ends,
    takers_among,
)
from programmes.rules.withheld import OUTSIDER, Reader
from programmes.words import Delivery, DependencyState, Side
from tests.assurance import shelf
from tests.programmes.steps import later, part_two_sides
from tests.standing import standing
from tests.test_permission_matrix import register_risks
from tests.world import LOADER, NOW, when

pytestmark = pytest.mark.django_db
INSIDE = Reader(programmes=frozenset({"HOU"}))
DAYS = {"give_by": date(2027, 3, 31), "need_by": date(2027, 5, 31)}


@standing
def apart(world):
    return part_two_sides(world)


@pytest.fixture
def add(apart):
    def dependency(giver="HOU-01", taker="JOB-01", by="rdl", at=NOW, **values):
        ends = apart.milestones | apart.programmes
        entered = {"title": "List of tenants"} | DAYS | values
        return add_dependency(ends[giver], ends[taker], entered, by=apart.user(by), at=at)

    return dependency


def fresh(row):
    return of_two_ends().get(pk=row.pk)


def change(world, row, by="rdl", at=None, **values):
    row = fresh(row)
    entered = {name: getattr(row, name) for name in ("title", *DAYS)} | values
    at = at or later(1)
    return change_dependency(row, entered, version=row.version, by=world.user(by), at=at)


def confirm(world, row, side, by, at=None):
    row = fresh(row)
    at = at or later(2)
    return confirm_dependency(row, [side], version=row.version, by=world.user(by), at=at)


def end(world, row, to=DependencyState.GIVEN, by="rdl", reason="Sent on Monday.", at=None):
    row = fresh(row)
    at = at or later(3)
    return end_dependency(row, to, reason=reason, version=row.version, by=world.user(by), at=at)


def test_rule_28_numbers_go_on_after_the_plans_own(add):
    plan = Dependency(number=6, title="Leadership")
    record(plan, by=LOADER, at=NOW)
    assert [add().ref, add("HOU-02").ref] == ["D-101", "D-102"]
    assert plan.ref == "D-06" and plan.is_overarching


@pytest.mark.parametrize(
    ("by", "side"),
    [("rdl", {Side.GIVER}), ("sao", {Side.GIVER}), ("other_sao", {Side.TAKER}), ("cpmo", set())],
)
def test_rule_28_who_adds_it_confirms_for_their_side(add, by, side):
    assert set(confirmed_of(add(by=by))) == side


def test_rule_28_nobody_adds_one_between_programmes_of_others(add, apart):
    with pytest.raises(Faulty) as refused:
        add("HOU-01", "HOU-02", by="other_sao")
    assert refused.value.faults == {"taker_ref": "Enter a giver or a taker of a programme of yours"}
    for by in ("commissioner", "lead_member", "nobody", "administrator"):
        with pytest.raises(PermissionDenied):
            add(by=by)
    assert not Dependency.objects.exists()


def test_rule_28_both_sides_confirm_and_a_changed_day_withdraws_the_others(add, apart):
    row = add()
    confirm(apart, row, Side.TAKER, "other_sao")
    assert set(confirmed_of(fresh(row))) == set(Side)
    change(apart, row, by="sao", at=later(3), give_by=date(2027, 4, 30))
    assert set(confirmed_of(fresh(row))) == {Side.GIVER}
    confirm(apart, row, Side.TAKER, "other_sao", at=later(4))
    change(apart, row, by="other_sao", at=later(5), need_by=date(2027, 6, 30))
    assert set(confirmed_of(fresh(row))) == {Side.TAKER}
    # Days that go back to what they were are confirmed anew too.
    change(apart, row, by="other_sao", at=later(6), need_by=DAYS["need_by"])
    assert set(confirmed_of(fresh(row))) == {Side.TAKER}
    change(apart, row, by="cpmo", at=later(7), need_by=date(2027, 7, 31))
    assert confirmed_of(fresh(row)) == {}


def test_rule_28_other_words_withdraw_nothing(add, apart):
    row = add()
    confirm(apart, row, Side.TAKER, "other_sao")
    change(apart, row, title="List of every tenant", at=later(3))
    assert set(confirmed_of(fresh(row))) == set(Side)


def test_rule_28_only_ones_own_side_is_confirmed_and_once(add, apart):
    row = add()
    with pytest.raises(Refused, match="not an RDL or SAO of the taker"):
        confirm(apart, row, Side.TAKER, "sao")
    with pytest.raises(Refused, match="has confirmed these days already"):
        confirm(apart, row, Side.GIVER, "rdl")
    for by in ("cpmo", "commissioner"):
        with pytest.raises(PermissionDenied):
            confirm(apart, row, Side.TAKER, by)
    end(apart, row)
    with pytest.raises(Refused, match="has been given"):
        confirm(apart, row, Side.TAKER, "other_sao", at=later(4))


def test_rule_28_the_own_sao_of_a_row_is_of_its_side(add, apart):
    milestone = apart.milestones["JOB-01"]
    milestone.own_sao = apart.posts["cpmo2"]
    record(milestone, by=LOADER, at=NOW)
    confirm(apart, add(), Side.TAKER, "cpmo2")
    assert set(confirmed_of(Dependency.objects.get())) == set(Side)


def test_rule_28_a_stale_version_is_a_conflict(add, apart):
    row = add()
    change(apart, row, title="Another")
    for act, given in (
        (change_dependency, {"values": DAYS}),
        (confirm_dependency, {"sides": [Side.GIVER]}),
        (end_dependency, {"to": DependencyState.GIVEN, "reason": "x"}),
    ):
        with pytest.raises(Conflict):
            act(row, **given, version=1, by=apart.user("rdl"), at=later(2))


@pytest.mark.parametrize(
    ("giver", "taker", "fault"),
    [
        ("HOU-01", "HOU-01", "cannot depend on itself"),
        ("HOU", "HOU-02", "is part of HOU"),
        ("JOB-01", "HOU-01", "JOB-01 → HOU-01 → HOU-02 → JOB-01"),
    ],
)
def test_rule_28_itself_and_circles_are_refused_with_the_circle(add, giver, taker, fault):
    add("HOU-01", "HOU-02")
    add("HOU-02", "JOB-01")
    with pytest.raises(Faulty) as refused:
        add(giver, taker, by="sao")
    assert fault in refused.value.faults["taker_ref"]


def test_rule_28_what_has_ended_closes_no_circle_until_it_is_opened_again(add, apart):
    first = add("HOU-01", "HOU-02")
    end(apart, first, DependencyState.DROPPED, reason="Not needed.")
    add("HOU-02", "HOU-01", at=later(4))
    with pytest.raises(Faulty) as refused:
        end(apart, first, DependencyState.OPEN, reason="Needed.", at=later(5))
    assert "HOU-01 → HOU-02 → HOU-01" in refused.value.faults["state"]


def test_rule_28_a_complete_giver_is_refused_and_a_complete_taker_is_not(add, apart):
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 11, 2), "reason": "Done.",
            "evidence": "Minute 7"}  # fmt: skip
    apart.report("HOU-01", **done)
    with pytest.raises(Faulty) as refused:
        add(giver="HOU-01", taker="JOB-01")
    assert list(refused.value.faults) == ["giver_ref"]
    assert add(giver="JOB-01", taker="HOU-01").pk


def test_rule_28_a_retired_row_is_refused(add, apart):
    milestone = apart.milestones["JOB-02"]
    milestone.retired_on = NOW.date()
    record(milestone, by=LOADER, at=NOW)
    with pytest.raises(Faulty) as refused:
        add("HOU-01", "JOB-02")
    assert "JOB-02 is retired" in refused.value.faults["taker_ref"]


@pytest.mark.parametrize(
    ("values", "field"), [({"title": " "}, "title"), ({"give_by": None}, "give_by"),
                          ({"need_by": None}, "need_by")],
)  # fmt: skip
def test_rule_28_words_and_both_days_are_needed(add, apart, values, field):
    with pytest.raises(Faulty) as refused:
        add(**values)
    assert field in refused.value.faults
    row = add()
    with pytest.raises(Faulty) as refused:
        change(apart, row, **values)
    assert field in refused.value.faults


def test_rule_28_it_ends_with_a_reason_and_opens_again_unconfirmed(add, apart):
    row = add()
    confirm(apart, row, Side.TAKER, "other_sao")
    with pytest.raises(Faulty, match="reason"):
        end(apart, row, reason=" ")
    assert end(apart, row).closed_on == later(3).date()
    with pytest.raises(Faulty, match="already"):
        end(apart, row)
    with pytest.raises(Refused, match="Only an open dependency"):
        change(apart, row, title="x", at=later(4))
    opened = end(apart, row, DependencyState.OPEN, at=later(5))
    assert (opened.closed_on, opened.outcome) == (None, "")
    assert set(confirmed_of(fresh(row))) == {Side.GIVER}


def seen(source, reader=OUTSIDER):
    found = network(source, measured=Measured(NOW.date()), reader=reader)
    return {line.ref: line for line in found.lines}


def test_rule_15_a_forecast_that_nobody_signed_counts_for_those_who_may_read_it(add, apart):
    add(need_by=date(2027, 5, 1))
    apart.report("HOU-01", forecast=when("Jun 2027"))
    assert seen(Now(NOW), INSIDE)["D-101"].days_late == 60
    assert seen(Now(NOW))["D-101"].days_late == 0


def test_rule_28_as_at_a_past_moment_it_is_what_it_was(add, apart):
    row = add()
    confirm(apart, row, Side.TAKER, "other_sao")
    change(apart, row, by="sao", at=later(3), give_by=date(2027, 8, 31))
    was, now = (seen(AsAt(at))["D-101"] for at in (later(2), later(4)))
    assert (was.give_by, was.unconfirmed) == (DAYS["give_by"], ())
    assert (now.days_late, now.unconfirmed) == (92, (Side.TAKER,))
    assert seen(AsAt(NOW - timedelta(days=1))) == {}
    assert dependencies(AsAt(later(4))) == dependencies(Now(later(4)))


def test_rule_28_requirements_are_reached_by_the_dependency_and_by_risks(add, apart):
    register_risks(apart)
    ref = apart.requirement.ref
    add(need_by=date(2027, 3, 1), requirements=[ref])
    found = network(Now(NOW), measured=Measured(NOW.date()), reader=OUTSIDER)
    found = with_requirements(Now(NOW), found)
    (gate,) = found.chain(found.lines[0]).gates
    assert (gate.requirement, gate.through, gate.days) == (ref, "JOB-01", 30)
    assert gate.title == apart.requirement.title


def test_rule_13_a_date_that_is_satisfied_or_set_aside_is_not_the_next_one_of_a_delay(add, apart):
    row = apart.requirement
    first = row.gates.get()
    second = shelf.add_gate(row, "Q4 2027", purpose="completion")
    add(need_by=date(2027, 3, 1), requirements=[row.ref])

    def purpose(source):
        found = network(source, measured=Measured(date(2026, 3, 1)), reader=OUTSIDER)
        (reached,) = with_requirements(source, found).chain(found.lines[0]).gates
        return reached.purpose, reached.date and reached.date.raw

    rulings = ((first, Ruling.SATISFIED), (second, Ruling.SET_ASIDE), (first, Ruling.WITHDRAWN))
    for hours, (gate, ruling) in enumerate(rulings, start=1):
        shelf.say_of_gate(apart, gate, ruling, at=NOW + timedelta(hours=hours))
    both = ("Assurance", "Q2 2026"), ("Completion", "Q4 2027")
    for hours, expected in enumerate((both[0], both[1], ("", None), both[0])):
        at = NOW + timedelta(hours=hours)
        assert purpose(AsAt(at)) == expected, hours
    assert purpose(Now(at)) == both[0]


@pytest.mark.parametrize("reader", [OUTSIDER, INSIDE, Reader(is_cpmo=True)])
def test_now_in_one_statement_says_what_history_says_of_now(
    add, apart, django_assert_num_queries, reader
):
    row = add(requirements=[apart.requirement.ref])
    add("JOB", "HOU-02", by="other_sao", at=later(1))
    end(apart, add("HOU-03", "JOB", at=later(1)))
    confirm(apart, row, Side.TAKER, "other_sao")
    apart.report("HOU-01", forecast=when("Jul 2027"))
    at = later(4)
    with django_assert_num_queries(1):
        now = seen(Now(at), reader)
    assert now == seen(AsAt(at), reader) and len(now) == 3


def test_rule_28_the_takers_of_a_row_are_known_to_whoever_moves_it(add, apart):
    add()
    end(apart, add("HOU-01", "HOU-02", at=later(1)))
    keys = [apart.milestones["HOU-01"].pk]
    (row,) = takers_among(dependencies_at(keys), keys)
    assert row.end(Side.TAKER).ref == "JOB-01"
    assert row.programme_at(Side.TAKER).sao == apart.posts["other_sao"]


@pytest.mark.parametrize(
    "values",
    [
        {"taker_milestone": None},
        {"taker_programme": "JOB"},
        {"give_by": None},
        {"days_set_at": None},
        {"state": "given"},
        {"state": "given", "closed_on": NOW.date()},
        {"outcome": "Sent"},
        {"taker_milestone": "HOU-01"},
        {"state": "lost"},
    ],
)
def test_the_database_refuses_what_is_not_whole(add, apart, values):
    row = add()
    found = apart.milestones | apart.programmes
    columns = {name: found.get(value, value) for name, value in values.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Dependency.objects.filter(pk=row.pk).update(**columns)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        DependencyConfirmation.objects.update(side="taker")
