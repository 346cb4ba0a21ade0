"""Facts of delivery, read by one assembler from the rows as they are and from history."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from irp.history import record, record_ties
from irp.models import Outcome
from irp.readings import AsAt, Now, periods, shown_period
from irp.rules.measuring import Measured
from programmes.figures.counts import count, late_rows
from programmes.figures.curve import plan_curve
from programmes.figures.positions import counted_by, position_of
from programmes.models import Milestone, MilestoneReport
from programmes.readings.milestones import milestone_facts
from programmes.readings.money import receipts, savings
from programmes.readings.positions import positions, positions_alike
from programmes.readings.programmes import all_programmes, programme_facts
from programmes.rules.withheld import OUTSIDER, Reader, milestone_seen
from programmes.words import Delivery, Rating, ReturnState
from tests.programmes.steps import (
    assured,
    later,
    more_rows,
    next_period,
    own_sao,
    rebaselined,
    signed,
    submitted,
)
from tests.world import LOADED_AT, LOADER, NOW, when

ON = NOW.date()
CPMO = Reader(is_cpmo=True)


def hou(source, on=ON):
    return programme_facts(source, "HOU", on=on, watched=4)


def everything(source):
    return [
        *all_programmes(source, on=ON, watched=4),
        *positions(source, on=ON, reader=CPMO),
        *(milestone_facts(source, ref) for ref in ("HOU-01", "JOB-01")),
        *savings(source),
        *receipts(source),
        *periods(source).values(),
    ]


def a_month_and_more(world):
    rebaselined(world, "HOU-02", "Jan 2027")
    own_sao(world, "HOU-03", "sao")
    assured(world) if signed(world) else None
    next_period(world)
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.", at=later(30))


def test_the_present_and_history_at_the_same_moment_say_the_same(world):
    a_month_and_more(world)
    assert everything(Now(later(40))) == everything(AsAt(later(40)))


def test_a_month_looked_back_at_is_as_it_was_when_it_was_frozen(world):
    signed(world)
    assured(world)
    frozen = everything(Now(later(20)))
    next_period(world, at=later(24))
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.", at=later(30))
    rebaselined(world, "HOU-02", "Jan 2027", at=later(31))
    assert everything(AsAt(later(20))) == frozen
    assert everything(Now(later(40))) != frozen


def test_a_programme_holds_its_month_and_the_one_before(world):
    a_month_and_more(world)
    found = hou(Now(later(40)))
    assert (found.ret.state, found.ret_before.state) == (ReturnState.DRAFT, ReturnState.ASSURED)
    assert [(rated.month.month, rated.sao, rated.cpmo) for rated in found.months] == [
        (11, None, None),
        (10, Rating.GREEN, Rating.GREEN),
    ]
    assert found.last_signed == date(2026, 10, 1)
    assert [step.to_state for step in found.ret_before.steps][-1] is ReturnState.ASSURED
    assert [signature.post for signature in found.ret_before.signatures] == ["Post of sao"]
    first = found.milestones[0]
    assert [(report.month.month, report.delivery) for report in first.reports] == [
        (11, Delivery.RED),
        (10, Delivery.GREEN),
    ]
    assert [len(row.baselines) for row in found.milestones] == [1, 2, 1]


def test_rule_17_the_posts_that_sign_are_those_of_the_rows_in_force(world):
    own_sao(world)
    assert hou(Now(later(1))).signing_posts == ("Post of sao", "Post of other sao")
    row = Milestone.objects.get(ref="HOU-02")
    row.retired_on = ON
    record(row, by=LOADER, at=later(1))
    found = hou(Now(later(2)))
    assert (found.signing_posts, found.retired) == (("Post of sao",), ("HOU-02",))
    assert [milestone.ref for milestone in found.milestones] == ["HOU-01", "HOU-03"]
    assert len(positions(Now(later(2)), on=ON, reader=CPMO)) == 5


def test_as_at_before_the_first_record_there_is_nothing(world):
    before = AsAt(LOADED_AT - timedelta(days=1))
    assert hou(before) is None
    assert milestone_facts(before, "HOU-01") is None
    assert positions(before, on=ON, reader=CPMO) == [] == all_programmes(before, on=ON)
    assert shown_period(periods(before).values()) is None


def test_as_at_two_versions_of_one_instant_are_one_row_the_later_written(world):
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.")
    world.report("HOU-01", delivery=Delivery.GREEN, version=1)
    found = hou(AsAt(NOW))
    assert [report.delivery for report in found.milestones[0].reports] == [Delivery.GREEN]
    assert [position.delivery for position in positions(AsAt(NOW), on=ON, reader=CPMO)].count(
        Delivery.GREEN
    ) == 1


def test_as_at_a_deleted_row_does_not_come_back_with_the_version_before(world):
    report = world.report("HOU-01")
    values = {
        field.attname: getattr(report, field.attname) for field in report._meta.concrete_fields
    }
    MilestoneReport.history.create(**values, history_date=later(1), history_type="-")
    assert len(hou(AsAt(NOW)).milestones[0].reports) == 1
    assert hou(AsAt(later(2))).milestones[0].reports == ()
    newest = {
        position.ref: position.month for position in positions(AsAt(later(2)), on=ON, reader=CPMO)
    }
    assert newest["HOU-01"] is None


def test_as_at_a_row_that_moved_since_is_in_the_programme_it_was_in(world):
    world.report("HOU-01")
    row = Milestone.objects.get(ref="HOU-01")
    row.programme, row.workstream, row.number = world.programmes["JOB"], None, 9
    record(row, by=LOADER, at=later(1))
    then, now = AsAt(NOW), AsAt(later(2))
    assert "HOU-01" in [milestone.ref for milestone in hou(then).milestones]
    assert "HOU-01" not in [milestone.ref for milestone in hou(now).milestones]
    assert hou(now) == hou(Now(later(2)))
    job = programme_facts(now, "JOB", on=ON, watched=4)
    assert job.milestones[0].ref == "HOU-01"
    assert job.milestones[0].reports[0].delivery is Delivery.GREEN
    assert {position.ref: position.programme for position in positions(then, on=ON, reader=CPMO)}[
        "HOU-01"
    ] == "HOU"
    assert {position.ref: position.programme for position in positions(now, on=ON, reader=CPMO)}[
        "HOU-01"
    ] == "JOB"


def test_as_at_a_post_and_a_person_have_the_names_they_had(world):
    world.report("HOU-01")
    post, person = world.posts["sao"], world.user("rdl")
    post.title, person.name = "Director of Homes", "A Newer Name"
    record(post, by=LOADER, at=later(1))
    record(person, by=LOADER, at=later(1))
    then, now = hou(AsAt(NOW)), hou(AsAt(later(2)))
    assert (then.sao, now.sao) == ("Post of sao", "Director of Homes")
    assert [programme.milestones[0].reports[0].by_name for programme in (then, now)] == [
        "Person rdl",
        "A Newer Name",
    ]


def test_as_at_a_programme_serves_the_outcomes_it_served(world):
    programme = world.programmes["HOU"]
    outcome = Outcome.objects.get()
    record_ties(programme, "outcomes", [outcome.pk], by=LOADER, at=later(1))
    assert hou(AsAt(NOW)).outcomes == ()
    assert hou(AsAt(later(2))).outcomes == hou(Now(later(2))).outcomes == ("Safe services",)


def test_rule_16_what_was_frozen_unsigned_is_no_position(world):
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.")
    ret = world.ret("HOU")
    ret.state = ReturnState.NOT_REPORTED.value
    record(ret, by=LOADER, at=later(1))
    for source in (Now(later(2)), AsAt(later(2))):
        assert {position.delivery for position in positions(source, on=ON, reader=CPMO)} == {None}


@pytest.mark.parametrize("source", [Now, AsAt])
def test_positions_are_what_whole_milestones_come_to(world, source):
    a_month_and_more(world)
    whole = [
        row
        for programme in all_programmes(source(later(40)), on=ON)
        for row in programme.milestones
    ]
    found = sorted(
        positions(source(later(40)), on=ON, reader=CPMO), key=lambda position: position.ref
    )
    assert found == sorted(map(position_of, whole), key=lambda position: position.ref)


@pytest.mark.parametrize("source", [Now, AsAt])
def test_positions_of_some_programmes_are_theirs_among_all(world, source):
    a_month_and_more(world)
    every = positions(source(later(40)), on=ON, reader=CPMO)
    for among in ({"HOU"}, {"HOU", "JOB"}, set()):
        found = positions(source(later(40)), on=ON, reader=CPMO, among=among)
        assert found == [position for position in every if position.programme in among]


@pytest.mark.parametrize("reader", [CPMO, Reader(programmes=frozenset({"HOU"})), OUTSIDER])
def test_rules_15_and_16_positions_of_many_months_are_what_whole_milestones_come_to(world, reader):
    """One row closed before the newest months, one left out of some, one frozen unsigned."""
    world.report("HOU-01", delivery=Delivery.COMPLETE, actual_on=date(2026, 10, 1))
    world.report("HOU-03", delivery=Delivery.AMBER, reason="Late.")
    world.report("JOB-01", delivery=Delivery.RED, reason="Stuck.")
    for turn, month in enumerate((11, 12, 1, 2), start=1):
        for ref, state in (("HOU", ReturnState.ASSURED), ("JOB", ReturnState.NOT_REPORTED)):
            ret = world.ret(ref)
            ret.state = state.value
            record(ret, by=LOADER, at=later(turn * 24))
        next_period(world, month=date(2026 + (month < 3), month, 1), at=later(turn * 24))
        told = {"delivery": (Delivery.AMBER, Delivery.RED)[turn % 2], "reason": f"Late {turn}."}
        world.report(
            "HOU-02", forecast=when(f"{turn + 10}/06/2027"), at=later(turn * 24 + 1), **told
        )
        if turn == 2:
            world.report("HOU-03", delivery=Delivery.RED, reason="Late.", at=later(turn * 24 + 1))
    at = later(5 * 24)
    whole = [
        position_of(milestone_seen(row, reader))
        for programme in all_programmes(Now(at), on=ON, watched=9)
        for row in programme.milestones
    ]
    expected = sorted(whole, key=lambda position: position.ref)
    months = {position.ref: (position.month, position.delivery_before) for position in expected}
    assert months["HOU-01"] == (date(2026, 10, 1), None)
    assert months["HOU-03"] == (date(2026, 12, 1), Delivery.AMBER)
    assert months["JOB-01"] == (None, None)
    seen = date(2027, 2, 1) if reader.sees("HOU") else date(2027, 1, 1)
    assert months["HOU-02"][0] == seen
    for source in (Now(at), AsAt(at)):
        found = [
            position._replace(reported_by=None)
            for position in positions(source, on=ON, reader=reader)
        ]
        assert sorted(found, key=lambda position: position.ref) == expected


def test_positions_that_are_alike_stand_for_each_of_theirs(world):
    more_rows(world, rows=3)
    measured = Measured(date(2027, 6, 1))
    alike = positions_alike(Now(NOW), on=ON, reader=CPMO)
    each = positions(Now(NOW), on=ON, reader=CPMO)
    assert len(alike) < len(each) == len({position.ref for position in each})
    for asked in (partial(count, month=date(2026, 10, 1)), late_rows, plan_curve):
        assert asked(alike, measured=measured) == asked(each, measured=measured)


def test_rows_that_rules_count_alike_are_counted_each_and_the_first_is_the_worst_late(world):
    more_rows(world, rows=3)
    rows = positions(Now(NOW), on=ON, reader=CPMO)
    measured = Measured(date(2027, 6, 1))
    assert len({counted_by(row) for row in rows}) < len(rows)
    each = [count([row], measured=measured, month=None) for row in rows]
    for group in ("every", "open", "late", "late_b0", "unbaselined"):
        whole = count(rows, measured=measured, month=None)
        assert getattr(whole, group) == sum(getattr(counted, group) for counted in each)
    late = [late_row for row in rows for late_row in late_rows([row], measured=measured)]
    assert late_rows(rows, measured=measured) == sorted(
        late, key=lambda late_row: (-late_row.days, late_row.ref)
    )


@pytest.mark.parametrize("source", [Now, AsAt])
@pytest.mark.parametrize(
    ("read", "most"),
    [
        (hou, 18),
        (lambda source: all_programmes(source, on=ON), 20),
        (lambda source: positions(source, on=ON, reader=CPMO), 8),
        (lambda source: milestone_facts(source, "HOU-01"), 11),
    ],
)
def test_statements_are_few_and_do_not_grow_with_rows(world, source, read, most):
    submitted(world)

    def statements():
        with CaptureQueriesContext(connection) as found:
            assert read(source(later(40)))
        return len(found)

    before = statements()
    more_rows(world, rows=10)
    assert statements() == before <= most
