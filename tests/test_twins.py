"""Each rule and its SQL twin give one answer on one grid (DESIGN 2)."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from assurance.models import Pack, PlanSnapshot
from assurance.permissions import may_see_pack
from assurance.rules import PackState, Standing, may_claim
from irp.history import enact, record
from irp.models import Post, PostHolding, ReportingPeriod
from irp.rules.plan_dates import is_past
from programmes.models import Milestone, Return
from programmes.rules import Delivery, ReturnState
from tests.world import LOADER, NOW, build, when

pytestmark = pytest.mark.django_db


def test_rule_17_a_post_is_held_on_both_ends_of_its_days(world):
    user, days = world.users["nobody"], [date(2026, 5, day) for day in range(1, 8)]
    for number, (first, last) in enumerate(product(days[2:4], [None, *days[3:6]])):
        post = record(Post(title=f"Post {number}", kind="committee"), by=LOADER, at=NOW)
        holding = PostHolding(user=user, post=post, starts_on=first, ends_on=last)
        record(holding, by=LOADER, at=NOW)
    holdings = list(PostHolding.objects.filter(user=user))
    for on in days:
        by_rule = {row.pk for row in holdings if row.is_held_on(on)}
        by_sql = set(PostHolding.objects.filter(user=user).held(on=on).values_list("pk", flat=True))
        assert by_rule == by_sql, on


def test_rule_16_open_and_frozen_periods(world):
    planned = ReportingPeriod.objects.get()
    for stamps in ({}, {"frozen_at": NOW}):
        for name, value in stamps.items():
            setattr(planned, name, value)
        record(planned, by=LOADER, at=NOW)
        rows = ReportingPeriod.objects.all()
        assert [row.is_open for row in rows] == [row in rows.open() for row in rows]
        assert [row.is_frozen for row in rows] == [row in rows.frozen() for row in rows]


@pytest.mark.parametrize("state", list(ReturnState))
def test_rule_16_a_return_is_received_when_its_sao_has_signed(world, state):
    ret = world.ret("HOU")
    ret.state = state.value
    record(ret, by=LOADER, at=NOW)
    assert Return.objects.received().filter(pk=ret.pk).exists() == state.is_received


READERS = ["administrator", "lead_member", "committee", "finance_validator"]
MIDNIGHTS = [
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
    datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC),
    datetime(2026, 6, 30, 23, 0, tzinfo=UTC),  # midnight in London, summer time
]


@pytest.mark.parametrize("delivery", list(Delivery))
def test_rules_8_to_10_overdue_against_the_baseline(db, delivery):
    world = build(rows=1)
    changes = {"actual_on": date(2026, 11, 1)} if delivery is Delivery.COMPLETE else {}
    world.report("HOU-01", delivery=delivery, reason="Because", **changes)
    milestone = world.milestones["HOU-01"]
    end = milestone.baselines.get().end
    for at in MIDNIGHTS:
        by_rule = is_past(end, at=at) and delivery not in {Delivery.COMPLETE, Delivery.DESCOPED}
        by_sql = Milestone.objects.overdue(at=at).filter(pk=milestone.pk).exists()
        assert by_rule == by_sql, at


def test_rule_8_an_unreported_milestone_is_overdue_too(db):
    world = build(rows=1)
    late = when("Dec 2026").latest + timedelta(days=2)
    at = datetime(late.year, late.month, late.day, tzinfo=UTC)
    assert set(Milestone.objects.overdue(at=at)) == set(world.milestones.values())


def shelf(world) -> list[Pack]:
    """Return packs in every state and standing, for both forums."""
    kept = enact(PlanSnapshot, by=LOADER, at=NOW, period=world.period, schema=1, body="{}",
                 sha256="0" * 64)  # fmt: skip
    grid = product(Pack.Forum, Standing, PackState, (-1, 1))
    packs = [
        Pack(
            snapshot=kept,
            forum=forum.value,
            number=number,
            standing=standing.value,
            requested_by=world.users["cpmo"],
            requested_by_name="Person cpmo",
            requested_at=NOW,
            state=state.value,
            lease_until=NOW + timedelta(seconds=seconds),
            sha256="1" * 64,
            ready_at=NOW,
        )
        for number, (forum, standing, state, seconds) in enumerate(grid, start=1)
    ]
    return Pack.objects.bulk_create(packs)


def test_a_worker_takes_what_waits_or_was_left(world):
    packs = shelf(world)
    by_rule = {
        pack.pk
        for pack in packs
        if may_claim(state=PackState(pack.state), lease_has_run_out=pack.lease_until < NOW)
    }
    assert set(Pack.objects.claimable(at=NOW).values_list("pk", flat=True)) == by_rule
    assert by_rule


@pytest.mark.parametrize("name", ["cpmo", "sao", "rdl", "commissioner", *READERS, "nobody"])
def test_adr_6_which_packs_a_person_may_see(world, name):
    packs, user = shelf(world), world.user(name)
    by_rule = {pack.pk for pack in packs if may_see_pack(user, pack)}
    by_sql = set(Pack.objects.visible_to(user).values_list("pk", flat=True))
    assert by_rule == by_sql
