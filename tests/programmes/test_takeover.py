"""Rule 18c: a position is taken over in one act, is no return, and counts until a first report."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import enact, record
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs.snapshot import body_of, frozen_plan
from packs.snapshot.codec import read_body
from programmes.actions.changes import AskedRow, Case, ask_change
from programmes.actions.milestones import MilestoneDecision, decide_milestone
from programmes.figures.counts import count
from programmes.figures.milestones import milestone_line
from programmes.figures.positions import position_of
from programmes.models import Baseline, MilestoneReport, OpeningRow, ReturnStep, TakeOver
from programmes.readings.milestones import milestone_facts
from programmes.readings.open_rows import open_rows
from programmes.readings.owed import submission_faults
from programmes.readings.positions import positions
from programmes.rules.changes import Proposed
from programmes.rules.withheld import OUTSIDER
from programmes.words import ChangeKind, ChangeReason, Delivery
from tests.programmes.steps import later, next_period, recurring
from tests.programmes.taking_over import FILE, HEADS, TRACKER, mark, take
from tests.world import LOADED_AT, LOADER, NOW, when

pytestmark = pytest.mark.django_db
MEASURED = Measured(NOW.date())


def line(ref, at=NOW, month=date(2026, 10, 1)):
    return milestone_line(milestone_facts(Now(at), ref), measured=MEASURED, month=month)


def test_rule_18c_one_act_loads_status_completion_day_baselines_with_decisions_and_forecasts(world):
    done = take(world)
    assert (done.number, done.by_name, done.position_on) == (
        1, "Person cpmo", date(2026, 10, 31),
    )  # fmt: skip
    complete, amber = line("HOU-01"), line("HOU-02")
    assert (complete.delivery, complete.actual_on, complete.is_done) == (
        Delivery.COMPLETE, date(2026, 9, 14), True,
    )  # fmt: skip
    assert (amber.delivery, amber.forecast.raw, amber.narrative) == (
        Delivery.AMBER, "Mar 2027", "One of two sites",
    )  # fmt: skip
    rows = Baseline.objects.filter(milestone__ref="HOU-02").order_by("number")
    assert [(row.number, row.end.raw, row.decided_by, row.decided_on, row.minute, row.reason)
            for row in rows] == [
        (0, "Dec 2026", "", None, "", ""),
        (1, "Jan 2027", "TIB", date(2026, 5, 12), "4.2", "The supplier"),
        (2, "Feb 2027", "Cabinet", date(2026, 9, 8), "9", ""),
    ]  # fmt: skip
    assert {row.start.raw for row in rows} == {"Mar 2026"}


def test_rule_18c_it_is_no_return(world):
    take(world)
    assert not MilestoneReport.objects.exists() and not ReturnStep.objects.exists()
    assert line("HOU-02").month is None
    opening = line("HOU-02").opening
    assert (opening.tracker, opening.position_on, opening.by_name, opening.at) == (
        "Excel tracker", date(2026, 10, 31), "Person cpmo", NOW,
    )  # fmt: skip
    assert world.ret("HOU").state == "not_started"


def test_rule_18c_positions_count_what_whole_milestones_say_now_and_as_at_a_moment(world):
    take(world)
    whole = [milestone_facts(Now(later(1)), ref) for ref in world.milestones]
    for source in (Now(later(1)), AsAt(later(1))):
        found = positions(source, on=NOW.date(), reader=OUTSIDER)
        assert sorted(found) == sorted(map(position_of, whole))
    counts = count(whole, measured=MEASURED, month=date(2026, 10, 1))
    assert (counts.done, counts.rebaselined, counts.unreported) == (1, 1, 5)
    before = positions(AsAt(NOW - timedelta(hours=1)), on=NOW.date(), reader=OUTSIDER)
    assert {(row.delivery, row.moves) for row in before} == {(None, 0)}
    assert milestone_facts(AsAt(LOADED_AT), "HOU-02").opening is None


def test_a_completed_row_owes_no_report_and_only_a_decision_opens_it_again(world):
    take(world)
    ret = world.ret("HOU")
    faults = [fault.ref for fault in submission_faults(ret, at=NOW)]
    assert faults == ["", "HOU-02", "HOU-03"]
    assert list(open_rows(ret, on=NOW.date())) == ["HOU-02", "HOU-03"]
    with pytest.raises(Faulty, match="only a decision changes its status"):
        world.report("HOU-01")
    decision = MilestoneDecision(
        delivery=Delivery.AMBER, forecast=when("Jun 2027"), reason="TIB found a gap.",
        month=world.period.month, version=0,
    )  # fmt: skip
    with transaction.atomic():
        decide_milestone(world.milestones["HOU-01"], decision, by=world.user("cpmo"), at=later(1))
    assert line("HOU-01", later(2)).delivery is Delivery.AMBER


def test_rule_5_the_first_report_is_held_against_what_was_taken_over(world):
    take(world)
    assert open_rows(world.ret("HOU"), on=NOW.date())["HOU-02"].before.forecast == when("Mar 2027")
    with pytest.raises(Faulty, match="it was Amber"):
        world.report("HOU-02", delivery=Delivery.GREEN, forecast=when("Mar 2027"))
    world.report("HOU-02", delivery=Delivery.GREEN, reason="The second site is done.")
    row_line = line("HOU-02", later(1))
    assert (row_line.delivery, row_line.month, row_line.opening) == (
        Delivery.GREEN, date(2026, 10, 1), None,
    )  # fmt: skip


def test_rule_18_a_request_counts_days_from_the_original_date_and_goes_on_from_the_last(world):
    take(world)
    wanted = AskedRow(
        proposed=Proposed(number=1, kind=ChangeKind.DATE, new=when("15 Mar 2027")),
        milestone=world.milestones["HOU-02"],
    )
    case = Case(reason_code=ChangeReason.SUPPLIER, reason="Late again.")
    given = {"by": world.user("rdl"), "at": later(1)}
    request = ask_change(world.programmes["HOU"], [wanted], case, **given)
    row = request.rows.get()
    assert (row.old.raw, row.days) == ("Feb 2027", 74)
    held = replace(wanted, milestone=world.milestones["HOU-01"])
    with transaction.atomic(), pytest.raises(Refused, match="HOU-01 is complete"):
        ask_change(world.programmes["HOU"], [held], case, **given)


def test_rule_10_a_date_to_be_confirmed_is_dated_by_what_was_approved(world):
    row = recurring(world, start="", end="TBC")
    row.kind = "tbc"
    record(row, by=LOADER, at=LOADED_AT)
    take(world, f"{HEADS}\nHOU-20,Red,,Jun 2027,,Mar 2026,TIB,1/1/2026,,\n")
    found = line("HOU-20")
    assert (found.kind, found.days_late, found.days_late_b0) == ("dated", 223, None)


def test_a_status_is_taken_over_again_until_the_first_report(world):
    take(world)
    take(world, f"{HEADS}\nHOU-02,Red,,Apr 2027,,,,,,\n", at=later(1))
    assert line("HOU-02", later(2)).delivery is Delivery.RED
    assert OpeningRow.objects.filter(milestone__ref="HOU-02").count() == 2
    with pytest.raises(Refused, match="Its date has been changed here already"):
        take(world, f"{HEADS}\nHOU-02,Red,,Apr 2027,,Apr 2027,TIB,1/9/2026,,\n", at=later(2))
    world.report("HOU-02", reason="Both sites.", at=later(3))
    with pytest.raises(Refused, match="reported here already"):
        take(world, f"{HEADS}\nHOU-02,Red,,Apr 2027,,,,,,\n", at=later(4))


def test_rule_16_a_frozen_month_is_final_nothing_is_taken_over_of_its_programmes(world):
    next_period(world)
    with pytest.raises(Refused, match="A month of HOU has been frozen here already"):
        take(world, at=later(25))
    assert not TakeOver.objects.exists()


@pytest.mark.parametrize("by", ["sao", "rdl", "commissioner", "administrator", "nobody"])
def test_only_cpmo_takes_over(world, by):
    with pytest.raises(PermissionDenied):
        take(world, by=by)
    assert not TakeOver.objects.exists()


def test_all_or_nothing_as_it_was_previewed_and_not_of_a_day_to_come(world):
    with pytest.raises(Refused, match="line 2, HOU-09"):
        take(world, FILE.replace("HOU-01", "HOU-09"))
    with pytest.raises(Refused, match="changed since the preview"):
        take(world, seen="another")
    seen = mark()
    world.report("HOU-03")  # of no row in the file: it changes nothing
    to_come = TRACKER.__class__(tracker="Excel", position_on=NOW.date() + timedelta(days=1))
    with pytest.raises(Faulty, match="not in the future"):
        take(world, tracker=to_come)
    assert not TakeOver.objects.exists() and not OpeningRow.objects.exists()
    assert take(world, seen=seen).number == 1


def test_a_snapshot_keeps_it_whole(world):
    take(world)
    facts = frozen_plan(AsAt(later(1)), month=world.period.month)
    assert read_body(body_of(facts)) == facts
    rows = {row.ref: row for programme in facts.programmes for row in programme.milestones}
    assert rows["HOU-01"].opening.actual_on == date(2026, 9, 14)
    assert rows["HOU-02"].baselines[1].decided_by == "TIB"


@pytest.mark.parametrize(
    "wrong",
    [{"delivery": "complete"}, {"actual_on": NOW.date()}, {"delivery": "done"}],
)
def test_the_database_holds_what_a_row_may_say(world, wrong):
    done = take(world)
    row = {"takeover": done, "milestone": world.milestones["JOB-01"], "number": 9}
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(OpeningRow, by="test", at=NOW, **row | {"delivery": "amber"} | wrong)


def test_the_database_asks_a_date_taken_over_for_its_decision(world):
    own = {"milestone": world.milestones["JOB-01"], "number": 1, "takeover": take(world)}
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(Baseline, by="test", at=NOW, **own)
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(Baseline, by="test", at=NOW, **own | {"takeover": None, "decided_by": "TIB"})
