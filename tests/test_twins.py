"""Each rule and its SQL twin give one answer on one grid (DESIGN 2)."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from assurance.models import Requirement
from irp.history import act, enact, record, record_all, write_acts
from irp.models import Post, PostHolding, ReportingPeriod
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from packs.models import Pack, PlanSnapshot
from packs.permissions import may_see_pack
from packs.words import EditionStatus, Forum, PackState
from programmes.figures.counts import MilestoneCounts, count
from programmes.models import (
    Baseline,
    Confidence,
    Milestone,
    MilestoneReport,
    Return,
    ReturnStep,
)
from programmes.readings.milestones import whole_milestone
from programmes.readings.owed import submission_faults
from programmes.readings.positions import positions
from programmes.readings.readers import reader_in, reader_of
from programmes.readings.signing import ratings_now
from programmes.readings.told import ratings_told, reports_told
from programmes.readings.whole_returns import facts_of, returns_to_show
from programmes.rules.delivery import is_past_forecast
from programmes.rules.withheld import Reader, milestone_seen, return_seen
from programmes.words import Delivery, ReturnState
from tests.programmes.steps import later, own_sao
from tests.standing import standing
from tests.world import LOADER, NOW, freeze, when

pytestmark = pytest.mark.django_db
CPMO = Reader(is_cpmo=True)


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
    for change in (lambda _: None, freeze):
        change(planned)
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


KINDS = [
    ("dated", "Jun 2026"),
    ("dated", "Dec 2026"),
    ("dated", "Mar 2027"),
    ("dated", "Jun 2027"),
    ("tbc", "TBC"),
    ("relative", "Year 2"),
    ("undated", ""),
    ("ongoing", "Ongoing"),
    ("recurring", "Monthly"),
]
FORECASTS = ["", "TBC", "Jun 2026", "Dec 2026", "Jun 2027"]


@standing
def every_kind_of_row(world) -> list[tuple[Milestone, MilestoneReport | None]]:
    """Replace the plan of HOU by rows of each kind, baseline, delivery and forecast.

    Returns each with its report, None where it was never reported.
    """
    programme, ret = world.programmes["HOU"], world.ret("HOU")
    for row in Milestone.objects.filter(programme=programme):
        row.retired_on = date(2026, 1, 1)
        record(row, by=LOADER, at=NOW)
    grid = [
        (kind, when(raw), delivery, when(forecast))
        for (kind, raw), delivery in product(KINDS, [None, *Delivery])
        for forecast in (FORECASTS if delivery else FORECASTS[:1])
    ]
    rows = [
        Milestone(ref=f"X-{number}", programme=programme, number=number, title="Row", kind=kind)
        for number, (kind, *_) in enumerate(grid, start=100)
    ]
    record_all(rows, by=LOADER, at=NOW)
    baselines, reports = [], []
    for row, (_, end, delivery, forecast) in zip(rows, grid, strict=True):
        baseline = act(Baseline, by=LOADER, at=NOW, milestone=row, number=0)
        baseline.end = end
        baselines.append(baseline)
        if delivery is None:
            continue
        report = MilestoneReport(milestone=row, period=world.period, ret=ret, delivery=delivery)
        report.forecast, report.reported_by, report.reported_at = forecast, world.users["rdl"], NOW
        report.actual_on = date(2026, 6, 1) if delivery is Delivery.COMPLETE else None
        reports.append(report)
    write_acts(baselines)
    record_all(reports, by=LOADER, at=NOW)
    found = {report.milestone_id: report for report in MilestoneReport.objects.all()}
    return [
        (row, found.get(row.pk))
        for row in Milestone.objects.in_force(on=NOW.date()).filter(programme=programme)
    ]


def counted(at: datetime, month: date) -> MilestoneCounts:
    """Return the counts of HOU from positions as they are read."""
    on = london_day(at)
    rows = [row for row in positions(Now(NOW), on=on, reader=CPMO) if row.programme == "HOU"]
    return count(rows, measured=Measured(on), month=month)


@pytest.mark.parametrize("at", MIDNIGHTS)
def test_rule_9_an_open_row_past_its_forecast_is_what_submission_refuses(
    world, every_kind_of_row, at
):
    """Whatever its kind: home counts the rows that would be named."""
    past = {
        row.ref
        for row, report in every_kind_of_row
        if report
        and is_past_forecast(
            delivery=Delivery(report.delivery),
            latest=report.forecast.latest,
            measured=Measured(london_day(at)),
        )
    }
    counts = counted(at, world.period.month)
    faults = submission_faults(world.ret("HOU"), at=at)
    words = [str(fault) for fault in faults]
    refused = {fault.split(":")[0] for fault in words if "has passed" in fault}
    assert counts.past_forecast == len(past) and refused == past
    kinds = {row.kind for row, _ in every_kind_of_row if row.ref in past}
    assert kinds == ({kind for kind, _ in KINDS} if past else set())


@pytest.mark.parametrize("model", [Milestone, Requirement])
def test_rule_24_a_row_is_in_force_until_the_day_it_is_retired(world, model):
    row = model.objects.first()
    for retired_on in (None, date(2026, 11, 9)):
        row.retired_on = retired_on
        record(row, by=LOADER, at=NOW)
        for on in (date(2026, 11, 8), date(2026, 11, 9), date(2026, 11, 10)):
            by_sql = model.objects.in_force(on=on).filter(pk=row.pk).exists()
            assert row.is_in_force(on=on) == by_sql == (retired_on is None or on < retired_on)


@pytest.mark.parametrize("state", list(ReturnState))
def test_rules_2_and_15_which_ratings_stand(world, state):
    """Of two submissions, three ratings in each, by the state that the return is in."""
    ret, given = world.ret("HOU"), {}
    for hours, to_state in ((1, "submitted"), (4, "draft"), (5, "submitted")):
        enact(ReturnStep, by=LOADER, at=later(hours), ret=ret, period=ret.period,
              from_state="draft", to_state=to_state)  # fmt: skip
    for hours, voice in ((2, "sao"), (3, "cpmo"), (6, "sao"), (7, "sao")):
        given[hours] = enact(Confidence, by=LOADER, at=later(hours), ret=ret, period=ret.period,
                             voice=voice, rating="green")  # fmt: skip
    ret.state = state.value
    record(ret, by=LOADER, at=NOW)
    by_rule = set(ratings_now(world.ret("HOU")).values())
    assert by_rule == set(Confidence.objects.that_stand())
    assert by_rule == ({given[7]} if state.is_received else set())


@standing
def shelf(world) -> list[Pack]:
    """Return packs in every state and standing, for both forums."""
    snapshot = enact(PlanSnapshot, by=LOADER, at=NOW, period=world.period, schema=1, body="{}",
                     sha256="0" * 64)  # fmt: skip
    grid = product(Forum, EditionStatus, PackState, (-1, 1))
    packs = [
        Pack(
            snapshot=snapshot,
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


def test_a_worker_takes_what_waits_or_was_left(shelf):
    waits = {
        pack.pk
        for pack in shelf
        if pack.state == "queued" or (pack.state == "running" and pack.lease_until < NOW)
    }
    assert waits and set(Pack.objects.claimable(at=NOW).values_list("pk", flat=True)) == waits


@pytest.mark.parametrize("name", ["cpmo", "sao", "rdl", "commissioner", *READERS, "nobody"])
def test_adr_6_which_packs_a_person_may_see(world, shelf, name):
    user = world.user(name)
    by_rule = {pack.pk for pack in shelf if may_see_pack(user, pack)}
    by_sql = set(Pack.objects.visible_to(user).values_list("pk", flat=True))
    assert by_rule == by_sql


STEPS = (
    ("not_started", "draft"), ("draft", "submitted"), ("submitted", "signed"),
    ("signed", "draft"), ("draft", "submitted"), ("submitted", "signed"), ("signed", "assured"),
)  # fmt: skip
RATED = ((2, "sao"), (3, "cpmo"), (5, "sao"), (6, "cpmo"), (7, "cpmo"))  # by the step's hour


@pytest.mark.parametrize("taken", range(1, len(STEPS) + 1))
def test_rules_2_and_15_history_tells_the_ratings_that_the_return_shows(world, taken):
    """Whatever steps were taken, and whoever reads."""
    ret, by = world.ret("HOU"), world.user("cpmo")
    for hour, (from_state, to_state) in enumerate(STEPS[:taken]):
        of = {"ret": ret, "period": ret.period, "by": by, "at": later(hour)}
        enact(ReturnStep, **of, from_state=from_state, to_state=to_state)
        for at, voice in RATED:
            if at == hour:
                enact(Confidence, **of, voice=voice, rating="red")
    ret.state = STEPS[taken - 1][1]
    record(ret, by=LOADER, at=later(taken))
    facts = facts_of(returns_to_show().get(pk=ret.pk))
    own = frozenset({"HOU"})
    for reader in (Reader(), Reader(is_cpmo=True), Reader(programmes=own), Reader(True, own)):
        until = later(taken)
        told = ratings_told(Confidence.objects.all(), reader, programme="HOU", until=until)
        seen = return_seen(facts, reader, is_open=True).ratings
        shown = [(given.voice, given.at) for given in seen]
        if reader == Reader() and not facts.state.is_received:
            assert shown == []
        assert list(told.values_list("voice", "at")) == shown, (taken, reader)


def test_rule_15_a_reader_of_all_is_the_reader_of_each(world):
    own_sao(world)
    for name in world.users:
        user = world.user(name)
        of_all = reader_of(user)
        for ref, programme in world.programmes.items():
            alone = reader_in(user, programme)
            assert (alone.sees(ref), alone.rates(ref)) == (of_all.sees(ref), of_all.rates(ref))


@pytest.mark.parametrize("state", list(ReturnState))
def test_rule_15_unsigned_reports_are_for_those_inside(world, state):
    world.report("HOU-01")
    ret = world.ret("HOU")
    ret.state = state.value
    record(ret, by=LOADER, at=NOW)
    facts = whole_milestone(Now(NOW), world.milestones["HOU-01"])
    inside = {row.pk for row in world.milestones.values() if row.programme.ref == "HOU"}
    for reader, keys in ((Reader(), []), (Reader(programmes=frozenset({"HOU"})), inside)):
        found = MilestoneReport.objects.seen(keys).count()
        assert found == len(milestone_seen(facts, reader).reports)


def test_rule_15_others_are_told_of_the_versions_that_stood_when_it_was_signed(world):
    for version in range(4):
        world.report("HOU-01", version=version, narrative=f"Version {version}", at=later(version))
    ret, by = world.ret("HOU"), world.user("cpmo")
    for hour, (from_state, to_state) in ((1, STEPS[2]), (2, STEPS[3]), (3, STEPS[2])):
        enact(ReturnStep, ret=ret, period=ret.period, by=by, at=later(hour),
              from_state=from_state, to_state=to_state)  # fmt: skip
    for until, told in ((0, []), (1, ["1"]), (2, []), (3, ["1", "3"])):
        rows = MilestoneReport.history.filter(history_date__lte=later(until))
        seen = reports_told(rows, Reader(), programme="HOU", until=later(until))
        found = [row.narrative[-1] for row in seen.order_by("history_date")]
        assert found == told, until
