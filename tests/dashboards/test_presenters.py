"""What the portfolio and the board say: missing outranks green, voices apart, lateness by B0."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine

from dashboards.presenters import portfolio
from dashboards.presenters.board import board_counts, board_rows
from dashboards.presenters.deadlines import deadlines
from dashboards.presenters.portfolio_csv import COLUMNS
from dashboards.presenters.portfolio_order import by_sao_rating
from irp.columns import as_csv
from irp.history import enact
from irp.history import record as write
from irp.readings import Now, period_facts
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from packs.context import Edition, compose
from packs.snapshot.stored import opened
from programmes.figures.latest import LatestRating
from programmes.models import Baseline, Programme
from programmes.rules.withheld import Reader
from programmes.words import Delivery, Rating, Silence
from tests.dashboards import months
from tests.programmes.steps import own_sao
from tests.programmes.views.test_programme import row_of
from tests.world import NOW, when

LATER = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)  # past the baselines of December 2026


def row(ref, at=NOW):
    return next(row for row in portfolio_at(at).rows if row.line.ref == ref)


def portfolio_at(at=NOW):
    reader = Reader(programmes=frozenset({"HOU", "JOB"}))
    return portfolio.read_portfolio(Now(at), measured=Measured(london_day(at)), reader=reader)


def marks(programme_row):
    """Return the SAO's strip: each month's rating, and whether it is still awaited."""
    strip = programme_row.line.strip[0].marks
    return [(mark.rating, mark.silence is Silence.AWAITED) for mark in strip]


def rebaseline(milestone, raw):
    date_of = when(raw)
    columns = {
        f"{name}_{part}": getattr(date_of, part)
        for name in ("start", "end")
        for part in ("raw", "earliest", "latest")
    } | {f"{name}_precision": date_of.precision.value for name in ("start", "end")}
    enact(Baseline, by="test", at=NOW, milestone=milestone, number=1, reason="Agreed", **columns)


def test_rule_4_before_any_report_nothing_is_green(world):
    housing = row("HOU")
    assert (housing.sao.word, housing.cpmo.word, marks(housing)[-1]) == (
        "Not yet given",
        "Not yet given",
        (None, True),
    )
    assert (housing.state, housing.holding.holder) == ("not_started", "RDL")
    missing, *ratings, awaited = by_sao_rating(portfolio_at().rows)
    assert (missing.rating, missing.rows, awaited.rating, len(awaited.rows)) == (
        "not_reported", (), "awaited", 2,
    )  # fmt: skip
    assert not any(group.rows for group in ratings)


def test_rule_2_the_voices_stay_apart_and_divergence_is_named(world):
    months.sign(world, "HOU", Rating.GREEN)
    housing = row("HOU")
    assert (housing.sao.rating, housing.cpmo.rating, housing.diverges) == ("green", None, False)
    months.assure(world, "HOU", Rating.AMBER)
    housing = row("HOU")
    assert (housing.sao.rating, housing.cpmo.rating, housing.diverges) == ("green", "amber", True)


def test_rule_15_a_change_after_signing_takes_the_rating_away(world):
    months.sign(world, "HOU")
    world.report("HOU-01", version=1, narrative="Something else happened.")
    assert row("HOU").sao.rating is None and row("HOU").state == "draft"


def test_rule_6_while_a_month_is_awaited_the_last_one_stands_and_is_marked_stale(world):
    months.sign(world, "HOU")
    months.freeze(world)
    assert (row("HOU").sao.rating, row("HOU").sao.is_stale) == ("green", False)
    missing = LatestRating(month=date(2026, 10, 1), silence=Silence.NOT_REPORTED)
    assert row("JOB").sao == missing and missing.word == "Not reported"
    months.open_november(world)
    stale = row("HOU").sao
    october = date(2026, 10, 1)
    assert stale == LatestRating(rating=Rating.GREEN, month=october, is_stale=True, is_awaited=True)
    assert marks(row("HOU")) == [
        ("green", False), (None, True)
    ]  # fmt: skip
    assert marks(row("JOB")) == [
        (None, False), (None, True)
    ]  # fmt: skip


def test_rule_9_a_forecast_never_cures_lateness_and_a_new_baseline_leaves_b0(world):
    world.report("HOU-01", forecast=when("Jun 2028"))
    counts = row("HOU", LATER).line.counts
    assert (counts.late, counts.late_b0, counts.rebaselined) == (3, 3, 0)
    rebaseline(world.milestones["HOU-01"], "Dec 2027")
    counts = row("HOU", LATER).line.counts
    assert (counts.late, counts.late_b0, counts.rebaselined) == (2, 3, 1)


def test_rule_8_december_is_missed_from_the_first_of_january_in_london(world):
    last = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    assert row("HOU", last).line.counts.late == 0
    assert row("HOU", datetime(2027, 1, 1, tzinfo=UTC)).line.counts.late == 3


def test_rules_2_and_4_what_the_cpmo_did_not_rate_is_not_called_a_missing_return(world):
    months.sign(world, "HOU")
    months.freeze(world)
    assert (row("HOU").cpmo.rating, row("HOU").cpmo.word) == (None, "Not rated")
    assert (row("JOB").cpmo.rating, row("JOB").cpmo.word) == (None, "Not reported")


def test_rule_17_the_leads_rating_does_not_stand_before_every_sao_has_signed(world):
    own_sao(world)
    assert months.sign(world, "HOU").state == "submitted"
    housing = row("HOU")
    assert housing.sao == LatestRating(
        month=date(2026, 10, 1), silence=Silence.AWAITED, is_awaited=True
    )


def test_rule_10_to_be_confirmed_is_counted_apart_and_never_late(world):
    milestone = world.milestones["HOU-01"]
    milestone.kind = "tbc"
    write(milestone, by="test", at=NOW)
    counts = row("HOU", LATER).line.counts
    assert (counts.unbaselined, counts.late, counts.every) == (1, 2, 3)


def test_reported_counts_those_that_owe_a_report(world):
    assert (row("HOU").line.counts.reported, row("HOU").line.counts.owed) == (0, 3)
    world.report("HOU-01")
    assert (row("HOU").line.counts.reported, row("HOU").line.counts.owed) == (1, 3)
    months.sign(world, "JOB")
    world.report("HOU-02", delivery=Delivery.COMPLETE, actual_on=date(2026, 11, 1),
                 forecast=when(""))  # fmt: skip
    months.freeze(world)
    months.open_november(world)
    assert (row("HOU").line.counts.reported, row("HOU").line.counts.owed) == (0, 3)
    assert row("HOU").line.counts.done == 0, "Rule 16: HOU was not signed, so it was not reported"


def test_due_is_within_ninety_days_and_past_forecast_is_by_the_forecast(world):
    assert row("HOU").line.counts.due == 3
    assert row("HOU", datetime(2026, 9, 1, tzinfo=UTC)).line.counts.due == 0
    world.report("HOU-01", forecast=when("Nov 2026"))
    assert row("HOU").line.counts.past_forecast == 0
    assert row("HOU", datetime(2026, 12, 1, tzinfo=UTC)).line.counts.past_forecast == 1


@pytest.mark.django_db
def test_without_milestones_or_periods_there_is_nothing_to_count():
    found = portfolio_at()
    assert (found.period, found.rows, found.returns.expected) == (None, (), 0)


def test_4a10_the_file_has_the_same_rows_and_no_formula(world):
    programme = Programme.objects.get(ref="HOU")
    programme.name = "=HYPERLINK(1)"
    write(programme, by="test", at=NOW)
    lines = list(csv.reader(StringIO(as_csv(COLUMNS, portfolio_at().rows))))
    assert len(lines) == 3 and len(lines[0]) == len(COLUMNS)
    assert "'=HYPERLINK(1)" in lines[1] and "Not yet given" in lines[1]


def board(world, at=NOW):
    return {row.ref: row for row in board_rows(world.period, at=at)}


def test_the_board_says_who_holds_each_return_since_when(world):
    months.sign(world, "HOU")
    rows = board(world, datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    signed, begun = rows["HOU"], rows["JOB"]
    assert (signed.holding.holder, signed.people) == ("CPMO", ("Person cpmo", "Person cpmo2"))
    assert (begun.holding.holder, begun.holding.title) == ("RDL", "Post of rdl")
    assert begun.people == ("Person rdl",) and signed.holding.days_held == 3


def test_rule_17_the_board_names_every_sao_who_has_still_to_sign(world):
    own_sao(world)
    months.sign(world, "HOU")
    waiting = board(world)["HOU"]
    assert waiting.holding.words == "SAO (Post of other sao)"
    assert waiting.people == ("Person other_sao",)


def test_rule_14_a_return_is_late_from_the_day_after_its_deadline(world):
    due = world.period.return_due_on
    on_the_day = datetime(due.year, due.month, due.day, 12, 0, tzinfo=UTC)
    assert board(world, on_the_day)["JOB"].holding.days_late == 0
    after = on_the_day.replace(day=due.day + 1)
    assert board(world, after)["JOB"].holding.days_late == 1


def test_rule_16_a_frozen_period_holds_nobody_up(world):
    months.sign(world, "HOU")
    months.freeze(world)
    world.period.refresh_from_db()
    rows = board_rows(world.period, at=LATER)
    assert {row.ref: row.state.value for row in rows} == {"HOU": "signed", "JOB": "not_reported"}
    assert all(not row.holding.holder and not row.holding.is_late for row in rows)
    counts = {count.label: (count.count, count.warning) for count in board_counts(rows)}
    assert counts["Not reported"] == (1, True) and counts["Late"] == (0, False)


def test_without_a_delivery_lead_the_board_says_the_plan_names_none(world):
    programme = Programme.objects.get(ref="JOB")
    programme.rdl = None
    write(programme, by="test", at=NOW)
    assert board(world)["JOB"].holding.title == "RDL: not named in the plan"
    assert board(world)["JOB"].people == ()


def test_rule_16_pages_count_what_packs_count_after_an_unsigned_month(world, sign_in):
    """A completion in a return that nobody signed closes no row, on no page and in no pack."""
    world.report("HOU-02", delivery=Delivery.COMPLETE, actual_on=date(2026, 11, 1),
                 forecast=when(""), reason="Done.")  # fmt: skip
    months.sign(world, "JOB")
    snapshot = months.freeze(world)
    edition = Edition(forum="tib", number=1, standing="draft")
    packed = compose(opened(snapshot.body).plan, edition, sha256=snapshot.sha256, before=None)
    for report in packed.reports:
        shown, printed = row(report.line.ref, snapshot.at).line.counts, report.line.counts
        assert (shown.done, shown.owed) == (printed.done, printed.owed)
    client = sign_in("rdl")
    assert "Complete" not in row_of(client.get("/programmes/HOU"), "HOU-02")
    months.open_november(world)
    assert row("HOU").line.counts.owed == 3
    later_day = f"{NOW + timedelta(days=1):%d/%m/%Y}"
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        client = sign_in("rdl")
        then = client.get(f"/programmes/HOU?as_at={later_day}")
    assert "Complete" not in row_of(then, "HOU-02")


def test_a_period_frozen_early_says_so_of_every_day_still_to_come(world):
    """Nothing is "done" on a day that is still to come; the packs are issued on theirs."""
    month = world.period
    month.frozen_at = datetime(2026, 11, 10, 10, 0, tzinfo=UTC)
    rail = deadlines(period_facts(month), [], issued=False, on=date(2026, 11, 10))
    told = {step.name: step.words for step in rail if step.due.on > date(2026, 11, 10)}
    assert set(told.values()) - {told["Packs issued"]} == {"frozen on 10 Nov 2026"}
    assert {step.words for step in rail if step.due.on <= date(2026, 11, 10)} == {"done"}
    assert "frozen" not in told["Packs issued"]
