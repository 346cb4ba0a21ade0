"""Rule 18d: programmes close, begin at the next opened period, and rows move between them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from irp.actions import Faulty, Refused
from irp.history import enact, record
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs.context import Edition, compose
from packs.figures.key_facts import key_facts
from packs.snapshot import body_of, frozen_plan
from packs.snapshot.codec import read_body
from programmes.actions.change_decisions import withdraw_change
from programmes.actions.closing import Settled
from programmes.actions.owners import name_preparers
from programmes.actions.raid import add_entry
from programmes.figures.benefits import benefit_lines
from programmes.figures.programmes import programmes_in_words
from programmes.figures.restructuring import handed_words
from programmes.models import (
    Benefit,
    ChangeRequest,
    Milestone,
    MilestoneReport,
    Preparer,
    Programme,
    Restructuring,
    Return,
    Risk,
)
from programmes.readings.benefits import benefits
from programmes.readings.milestones import milestone_facts
from programmes.readings.outlines import outlines
from programmes.readings.positions import positions
from programmes.readings.restructuring import restructurings
from programmes.readings.row_numbers import next_row_number
from programmes.rules.restructuring import CitedDecision
from programmes.rules.withheld import OUTSIDER
from programmes.words import RaidKind, Silence
from programmes.words.benefits import BenefitFate
from tests.programmes.benefit_steps import add as add_benefit
from tests.programmes.benefit_steps import read as read_benefit
from tests.programmes.steps import later, more_rows, next_period, submitted
from tests.programmes.structure import SAID, all_done, begin, close, move
from tests.statements import Counter
from tests.test_permission_matrix import ask_changes, depend
from tests.world import NOW

pytestmark = pytest.mark.django_db


def outsides(source, ref):
    found = {programme.ref: programme for programme in outlines(source, months=6).programmes}
    return [month.outside for month in found[ref].months]


def test_rule_18d_a_programme_closes_later_months_say_so_and_owe_nothing(world):
    all_done(world)
    done = close(world)
    programme = Programme.objects.get(ref="HOU")
    assert (programme.closed_on, done.number, str(done)) == (
        NOW.date(), 1, "Programme closed: HOU",
    )  # fmt: skip
    assert outsides(Now(later(6)), "HOU") == [None]  # its final month is its own
    next_period(world)
    assert list(Return.objects.filter(period=world.period).values_list("programme__ref")) == [
        ("JOB",)
    ]
    assert outsides(Now(later(30)), "HOU") == [Silence.CLOSED, None]
    assert outsides(AsAt(later(4)), "HOU") == [None]
    found = outlines(Now(later(30)), months=6).programmes
    words = programmes_in_words(outlined.months[0].outside for outlined in found)
    assert words == "1 reporting, 1 closed"


@pytest.fixture
def pack(world):
    """Return what a pack of the newest period prints, frozen as it is."""

    def printed(at, before=None):
        facts = frozen_plan(AsAt(at), month=world.period.month)
        assert read_body(body_of(facts)) == facts
        edition = Edition(forum="tib", number=1, standing="draft")
        told = compose(facts, edition, sha256="0" * 64, before=before)
        return facts, told

    return printed


def test_rule_18d_later_packs_say_15_reporting_1_closed(world, pack):
    all_done(world)
    close(world)
    first, told = pack(later(6))
    assert (told.programmes, len(told.reports)) == ("", 2)
    next_period(world)
    _, told = pack(later(30), key_facts(first, sha256="1" * 64))
    assert told.programmes == "1 reporting, 1 closed"
    assert [row.line.ref for row in told.reports] == ["JOB"]
    assert [row.line.ref for row in told.headline.missing] == ["JOB"]
    assert told.headline.milestones.done == 3  # what is done stays counted
    assert (told.changes.returns, told.changes.ratings) == ((), ())


def test_rule_18d_it_needs_no_open_rows_and_a_signed_final_return(world):
    ask_changes(world)
    depend(world)
    with pytest.raises(Refused) as refused:
        close(world)
    reasons = " ".join(refused.value.reasons)
    assert "Complete, descope or move these milestones first: HOU-01, HOU-02, HOU-03." in reasons
    assert "Decide or withdraw these change requests first: HOU-CR-01, HOU-CR-02." in reasons
    assert "End these dependencies first, or give them another end: D-101, D-102." in reasons
    assert "Its return of October 2026 is not signed." in reasons
    assert Programme.objects.get(ref="HOU").closed_on is None


def test_rule_18d_its_open_risks_are_given_another_home_under_their_own_references(world):
    all_done(world)
    by, housing = world.user("cpmo"), world.programmes["HOU"]
    add_entry(RaidKind.RISK, world.programmes["JOB"], {"title": "Pay"}, by=by, at=NOW)
    for title in ("Damp", "Rents"):
        add_entry(RaidKind.RISK, housing, {"title": title}, by=by, at=NOW)
    due = {"title": "Call the landlord", "due_on": NOW.date()}
    add_entry(RaidKind.ACTION, housing, due, by=by, at=NOW)
    name_preparers(housing, [world.posts["officer"]], version=0, by=world.user("rdl"), at=NOW)
    job = Programme.objects.get(ref="JOB")
    with pytest.raises(Faulty) as faulty:
        close(world, homes={"HOU-R-01": job, "HOU-R-02": housing})
    assert set(faulty.value.faults) == {"home_HOU-R-02", "home_HOU-ACT-01"}
    done = close(world, homes={"HOU-R-01": job, "HOU-R-02": None, "HOU-ACT-01": job})
    assert done.rehomed == [["HOU-R-01", "JOB"], ["HOU-R-02", ""], ["HOU-ACT-01", "JOB"]]
    risks = Risk.objects.order_by("ref").values_list("ref", "programme__ref", "number")
    assert list(risks) == [
        ("HOU-R-01", "JOB", 2), ("HOU-R-02", None, 1), ("JOB-R-01", "JOB", 1),
    ]  # fmt: skip
    last = Risk.objects.get(ref="HOU-R-01").history.first()
    assert last.history_change_reason == "Cabinet, 9 Nov 2026, minute 7.2: The work is done."
    assert not Preparer.objects.filter(ended_on=None).exists()
    with pytest.raises(Refused, match="was closed on 9 Nov 2026"):
        close(world, at=later(6))


def test_rule_18d_many_open_entries_are_given_homes_in_as_many_statements_as_few(world):
    all_done(world)
    by, housing = world.user("cpmo"), world.programmes["HOU"]
    taken = []
    for count in (2, 9):
        with transaction.atomic():
            for title in map(str, range(count)):
                entered = {"title": title, "due_on": NOW.date()}
                add_entry(RaidKind.ACTION, housing, entered, by=by, at=NOW)
            homes = {f"HOU-ACT-{number:02}": None for number in range(1, count + 1)}
            with connection.execute_wrapper(counter := Counter()):
                assert len(close(world, homes=homes).rehomed) == count
            taken.append(counter.asked)
            transaction.set_rollback(True)
    assert taken[0] == taken[1]


@pytest.mark.parametrize(
    ("fate", "owner", "more", "field"),
    [
        (None, None, {}, "fate"),
        (BenefitFate.MOVES, None, {}, "fate"),
        (BenefitFate.MOVES, None, {"place": "HOU"}, "fate"),
        (BenefitFate.STAYS, None, {}, "owner"),
        (BenefitFate.ENDS, "officer", {"why": " "}, "why"),
        (BenefitFate.STAYS, "officer", {"why": "Done"}, "why"),
    ],
)
def test_rule_18d_a_programme_keeps_open_until_each_benefit_has_a_home_or_ends(
    world, fate, owner, more, field
):
    all_done(world)
    add_benefit(world, owner=world.posts[owner] if owner else None)
    if "place" in more:
        more = more | {"place": world.programmes[more["place"]]}
    settled = {"HOU-B-01": Settled(fate=fate, **more)} if fate else None
    with pytest.raises(Faulty) as faulty:
        close(world, benefits=settled)
    assert set(faulty.value.faults) == {f"{field}_HOU-B-01"}
    assert Programme.objects.get(ref="HOU").closed_on is None


def test_rule_18d_benefits_move_stay_with_their_owner_or_end_with_the_reason(world):
    all_done(world)
    add_benefit(world, "JOB")
    moved, stays, ends = (add_benefit(world, title=title) for title in "ABC")
    read_benefit(world, ends, 40)
    settled = {
        moved.ref: Settled(fate=BenefitFate.MOVES, place=world.programmes["JOB"]),
        stays.ref: Settled(fate=BenefitFate.STAYS, owner=world.posts["officer"]),
        ends.ref: Settled(fate=BenefitFate.ENDS, why=" Measured no more. "),
    }
    done = close(world, benefits=settled)
    assert done.rehomed == [
        ["HOU-B-01", "JOB"], ["HOU-B-02", "Post of officer, its owner"], ["HOU-B-03", "ended"]
    ]  # fmt: skip
    rows = Benefit.objects.order_by("ref").values_list(
        "ref", "programme__ref", "number", "owner__title", "ended_why"
    )
    assert list(rows) == [
        ("HOU-B-01", "JOB", 2, None, ""),
        ("HOU-B-02", "HOU", 2, "Post of officer", ""),
        ("HOU-B-03", "HOU", 3, None, "Measured no more."),
        ("JOB-B-01", "JOB", 1, None, ""),
    ]
    ended = Benefit.objects.get(ref="HOU-B-03")
    assert ended.ended_on == NOW.date() and ended.history.first().history_change_reason.startswith(
        "Cabinet, 9 Nov 2026, minute 7.2"
    )
    with pytest.raises(Faulty, match="the benefit ended on 9 Nov 2026"):
        read_benefit(world, ended, 39, at=later(6))
    benefit = Benefit.objects.get(ref="HOU-B-02")
    assert read_benefit(world, benefit, 39, by="officer", at=later(6))  # its owner reads on
    lines = benefit_lines(benefits(Now(later(6))), measured=Measured(later(6).date()))
    assert lines[-1].facts.ref == "HOU-B-03" and lines[-1].status.label == "Ended"
    assert handed_words(restructurings(Now(later(6)))[-1]) == (
        "HOU-B-01 to JOB; HOU-B-02 to Post of officer, its owner; HOU-B-03 ended"
    )


def test_the_database_asks_why_a_benefit_ended(world):
    row = add_benefit(world)
    row.ended_on = NOW.date()
    with pytest.raises(IntegrityError), transaction.atomic():
        record(row, by="test", at=NOW)


def test_nothing_is_added_to_a_closed_programme(world):
    all_done(world)
    close(world)
    with transaction.atomic(), pytest.raises(Refused, match="Housing Improvement is closed"):
        ask_changes(world)
    with transaction.atomic(), pytest.raises(Refused, match="is closed. Add it to another"):
        add_entry(RaidKind.RISK, world.programmes["HOU"], {"title": "Late"},
                  by=world.user("cpmo"), at=later(6))  # fmt: skip
    with pytest.raises(Refused, match="Housing Improvement is closed. Choose another"):
        move(world, ["JOB-01"], target="HOU", origin="JOB", at=later(6))
    next_period(world)
    world.milestones["HOU-01"] = Milestone.objects.select_related("programme").get(ref="HOU-01")
    with pytest.raises(Refused, match="is closed. It is no longer reported on"):
        world.report("HOU-01", at=later(30))


def test_rule_18d_a_programme_begins_at_the_next_opened_period_earlier_months_are_blank(
    world, pack
):
    begin(world)
    programme = Programme.objects.get(ref="LEI")
    assert (programme.number, programme.name, programme.sao.title) == (
        3, "Leisure", "Post of other sao",
    )  # fmt: skip
    assert not Return.objects.filter(programme=programme).exists()
    assert outsides(Now(later(1)), "LEI") == [Silence.NOT_BEGUN]
    first, told = pack(later(1))
    assert told.programmes == "2 reporting, 1 not begun"
    assert [row.line.ref for row in told.headline.missing] == ["HOU", "JOB"]
    next_period(world)
    assert world.ret("LEI").state == "not_started"
    assert outsides(Now(later(30)), "LEI") == [None, Silence.NOT_BEGUN]
    _, told = pack(later(30), key_facts(first, sha256="1" * 64))
    assert told.programmes == "" and told.changes.returns == ()
    assert len(told.headline.missing) == 3


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ref": "HOU"}, "ref"), ({"ref": "lei"}, "ref"), ({"ref": "KPI"}, "ref"),
        ({"name": "housing improvement"}, "name"), ({"name": " "}, "name"),
        ({"decision": CitedDecision(decided_by=" ", decided_on=NOW.date(), minute="7",
                                    reason="Why")}, "decided_by"),
        ({"decision": CitedDecision(decided_by="Cabinet", decided_on=NOW.date() + timedelta(days=1),
                                    minute="7", reason="Why")}, "decided_on"),
    ],
)  # fmt: skip
def test_a_programme_begins_under_letters_and_a_name_of_its_own(world, wrong, field):
    with pytest.raises(Faulty) as faulty:
        begin(world, **wrong)
    assert set(faulty.value.faults) == {field}
    assert not Restructuring.objects.exists()


def test_rule_18d_rows_move_keeping_reference_and_frozen_home(world):
    submitted(world)
    next_period(world)
    done = move(world, ["HOU-02", "HOU-03"], at=later(25))
    assert list(done.moves.values_list("milestone__ref", "origin__ref")) == [
        ("HOU-02", "HOU"), ("HOU-03", "HOU"),
    ]  # fmt: skip
    rows = Milestone.objects.filter(programme__ref="JOB").order_by("number")
    assert list(rows.values_list("ref", "number"))[3:] == [("HOU-02", 4), ("HOU-03", 5)]
    assert rows.get(ref="HOU-02").history.first().history_change_reason.startswith("Cabinet, 9 Nov")
    homes = {row.ref: row.programme for row in positions(Now(later(26)), on=NOW.date(),
                                                         reader=OUTSIDER)}  # fmt: skip
    assert homes["HOU-02"] == "JOB"
    before = positions(AsAt(later(24)), on=NOW.date(), reader=OUTSIDER)
    assert {row.ref: row.programme for row in before}["HOU-02"] == "HOU"
    report = MilestoneReport.objects.get(milestone__ref="HOU-02")
    assert report.ret.programme.ref == "HOU"  # the frozen month stays where it was reported
    facts = milestone_facts(Now(later(26)), "HOU-02")
    assert (facts.programme, [row.number for row in facts.baselines]) == ("JOB", [0])
    world.milestones["HOU-02"] = Milestone.objects.select_related("programme").get(ref="HOU-02")
    told = world.report("HOU-02", at=later(27), month=date(2026, 11, 1))
    assert told.ret.programme.ref == "JOB"


def test_rule_18d_what_the_open_month_reported_goes_along_while_both_are_drafts(world):
    world.report("HOU-02")
    move(world, ["HOU-02"], at=later(1))
    report = MilestoneReport.objects.get(milestone__ref="HOU-02")
    assert (report.ret, report.ret.state) == (world.ret("JOB"), "draft")
    assert report.history.count() == 2


def test_many_rows_move_with_their_reports_in_as_many_statements_as_two(world):
    more_rows(world, rows=8)
    rows = [ref for ref in world.milestones if ref.startswith("HOU-1")]
    counts = []
    for moved in (rows[:2], rows[2:]):
        with CaptureQueriesContext(connection) as asked:
            move(world, moved)
        counts.append(len(asked))
    assert len(rows) == 8 and counts[1] <= counts[0], counts  # the first started the return
    now = Milestone.objects.filter(programme__ref="JOB", ref__startswith="HOU-1")
    assert len({row.number for row in now}) == 8 and {row.version for row in now} == {2}


def test_rule_15_a_submitted_return_keeps_its_rows(world):
    submitted(world)
    with pytest.raises(Refused, match="The return of Housing Improvement for October 2026 is sub"):
        move(world, ["HOU-02"], at=later(2))
    begin(world, at=later(2))
    with pytest.raises(Refused, match="Leisure owes no return for October 2026"):
        move(world, ["JOB-02"], origin="JOB", target="LEI", at=later(2))
    next_period(world)
    assert move(world, ["JOB-02"], origin="JOB", target="LEI", at=later(25)).number == 2


def test_a_row_in_an_open_request_a_retired_one_or_one_that_has_moved_stays(world):
    ask_changes(world)
    with pytest.raises(Refused, match="HOU-01 is in HOU-CR-01"):
        move(world, ["HOU-01"])
    with pytest.raises(Refused, match="Choose at least one milestone"):
        move(world, [])
    with pytest.raises(Refused, match="Choose another programme"):
        move(world, ["HOU-03"], target="HOU")
    with pytest.raises(Refused, match="have moved meanwhile"):
        move(world, ["JOB-01"])
    request = ChangeRequest.objects.get(ref="HOU-CR-01")
    withdraw_change(request, reason="Moved", version=1, by=world.user("rdl"), at=later(1))
    assert move(world, ["HOU-01"], at=later(2)).number == 1


def test_rule_24_no_reference_is_given_twice_once_the_last_row_has_left(world):
    move(world, ["HOU-03"])
    assert next_row_number(world.programmes["HOU"]) == 4
    assert next_row_number(world.programmes["JOB"]) == 5


def test_the_record_gives_what_was_done_now_and_as_at_a_moment(world, pack):
    begin(world)
    move(world, ["HOU-03"], at=later(1))
    facts = restructurings(Now(later(2)))
    assert restructurings(AsAt(later(2))) == facts
    assert [(fact.what, fact.programme, fact.moved) for fact in facts] == [
        ("begin", "LEI", ()), ("move", "JOB", (("HOU-03", "HOU"),)),
    ]  # fmt: skip
    assert restructurings(AsAt(NOW - timedelta(hours=1))) == ()
    plan, told = pack(later(3))
    assert plan.restructurings == facts
    assert [row.number for row in told.change_control.structure] == [1, 2]


@pytest.mark.parametrize("by", ["sao", "rdl", "commissioner", "administrator", "nobody"])
@pytest.mark.parametrize("act", [begin, close, lambda world, **by: move(world, ["HOU-01"], **by)])
def test_only_cpmo_restructures(world, act, by):
    with pytest.raises(PermissionDenied):
        act(world, by=by)
    assert not Restructuring.objects.exists()


@pytest.mark.parametrize("wrong", [{"minute": ""}, {"reason": ""}, {"decided_by": ""},
                                   {"decided_on": None}, {"what": "merge"}])  # fmt: skip
def test_the_database_asks_for_the_decision(world, wrong):
    given = vars(SAID) | {"number": 1, "what": "close", "programme": world.programmes["HOU"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(Restructuring, by="test", at=NOW, **given | wrong)


def test_figures_of_a_day_measure_what_moved_in_its_new_home(world):
    move(world, ["HOU-03"])
    found = positions(Now(later(1)), on=NOW.date(), among=["JOB"], reader=OUTSIDER)
    assert [row.ref for row in found] == ["HOU-03", "JOB-01", "JOB-02", "JOB-03"]


def test_rule_18d_a_frozen_return_still_shows_the_rows_that_have_moved_since(world, sign_in):
    submitted(world)
    next_period(world)
    move(world, ["HOU-02"], at=later(25))
    client = sign_in("cpmo")
    assert "HOU-02" in client.get("/returns/HOU/2026-10").content.decode()
    assert "HOU-02" not in client.get("/returns/JOB/2026-10").content.decode()
    assert "HOU-02" in client.get("/returns/JOB/2026-11").content.decode()


def test_rule_18d_many_rows_are_moved_in_as_many_statements_as_few(world, added):
    few = ["HOU-51", "HOU-52"]
    many = [f"HOU-{number}" for number in range(61, 69)]
    taken = []
    for day, refs in enumerate((few, many), start=1):
        for ref in refs:
            world.milestones[ref] = added(ref, "Dec 2026")
            world.report(ref)
        with connection.execute_wrapper(counter := Counter()):
            move(world, refs, at=later(day))
        taken.append(counter.asked)
    assert taken[1] <= taken[0]
