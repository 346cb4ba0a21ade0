"""Rules 4, 10, 18 and 18a: a change is asked for, decided, and put into effect whole."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from irp.actions import Faulty, Refused
from irp.history import act, record, write_acts
from irp.models import Conflict, PostHolding
from irp.readings import AsAt, Now
from programmes.actions import open_cycle
from programmes.actions.change_decisions import decide_change, withdraw_change
from programmes.figures.changes import moved_in_all
from programmes.models import (
    Baseline,
    ChangeRequest,
    ChangeRow,
    ChangeStep,
    Descent,
    Milestone,
    MilestoneReport,
)
from programmes.readings.changes import change_requests
from programmes.rules.change_rulings import Ruling
from programmes.words import ChangeKind, ChangeState
from tests.programmes.asking import CPMO, SAO, TIB, parts_of, wanted
from tests.programmes.steps import later
from tests.world import LOADER, NOW, freeze, when

pytestmark = pytest.mark.django_db


def ends_of(ref):
    return [(row.number, row.end.raw) for row in Baseline.objects.filter(milestone__ref=ref)]


def test_rule_18_approval_makes_the_next_baseline_and_says_by_which_request(ask, approve):
    request = ask("HOU-01")
    assert (request.ref, request.state) == ("HOU-CR-01", "with_sao")
    row = request.rows.get()
    assert (row.old.raw, row.new.raw, row.days) == ("Dec 2026", "20 Jan 2027", 20)
    assert ends_of("HOU-01") == [(0, "Dec 2026")]
    done = approve(request)
    assert done.state == "approved"
    assert ends_of("HOU-01") == [(0, "Dec 2026"), (1, "20 Jan 2027")]
    made = Baseline.objects.get(milestone__ref="HOU-01", number=1)
    assert (made.change, made.by_name, made.start.raw) == (request, "Person cpmo", "Mar 2026")
    assert made.reason == "HOU-CR-01: The supplier withdrew."
    steps = [(step.what, step.forum, step.by_name) for step in ChangeStep.objects.all()]
    assert steps == [
        ("asked", "", "Person rdl"), ("agreed", "sao", "Person sao"),
        ("agreed", "cpmo", "Person cpmo"),
    ]  # fmt: skip


def test_rule_18_all_moves_together_make_the_next_one_tibs(ask, approve):
    approve(ask("HOU-01"))
    again = ask("HOU-01", new="10 Feb 2027")
    assert (again.ref, again.rows.get().days) == ("HOU-CR-02", 41)
    done = approve(again)
    assert list(done.steps.values_list("forum", flat=True)) == ["", "sao", "cpmo", "tib"]
    tib = done.steps.get(forum="tib")
    assert (tib.met_on, tib.minute) == (NOW.date(), "4.2")
    assert ends_of("HOU-01")[-1] == (2, "10 Feb 2027")


def test_rule_18_the_top_tier_records_irbs_view_before_cabinet(ask, approve):
    done = approve(ask("HOU-01", new="Jun 2027"))
    assert [(step.what, step.forum) for step in done.steps.all()][-3:] == [
        ("agreed", "tib"), ("viewed", "irb"), ("agreed", "cabinet"),
    ]  # fmt: skip
    assert done.steps.get(forum="irb").reason == "IRB agrees"


@pytest.mark.parametrize(
    ("by", "may"),
    [("rdl", True), ("sao", True), ("cpmo", True), ("other_sao", False), ("commissioner", False),
     ("lead_member", False), ("nobody", False), ("administrator", False)],
)  # fmt: skip
def test_rule_18_who_may_ask(ask, by, may):
    if may:
        assert ask("HOU-01", by=by).pk
    else:
        with pytest.raises(PermissionDenied):
            ask("HOU-01", by=by)


def test_rule_18_who_decides(ask, decide):
    request = ask("HOU-01")
    for by in ("rdl", "cpmo", "other_sao", "commissioner"):
        with pytest.raises(PermissionDenied):
            decide(request, SAO, by=by)
    with pytest.raises(Conflict):
        decide(request, CPMO)  # it is not with CPMO yet
    decide(request, SAO)
    for by in ("sao", "rdl"):
        with pytest.raises(PermissionDenied):
            decide(request, CPMO, by=by)


def test_rule_18_whoever_asked_never_decides_even_in_a_post_of_later(world, ask, decide):
    request = ask("HOU-01", by="rdl")
    holding = PostHolding(user=world.users["rdl"], post=world.posts["sao"], starts_on=NOW.date())
    record(holding, by=LOADER, at=NOW)
    with pytest.raises(Refused, match="You asked for this change"):
        decide(request, SAO, by="rdl")
    of_cpmo = ask("HOU-02", by="cpmo")
    decide(of_cpmo, SAO)
    with pytest.raises(Refused, match="You asked for this change"):
        decide(of_cpmo, CPMO)
    assert decide(of_cpmo, CPMO, by="cpmo2").state == "approved"


def test_4a1_of_two_approvers_the_second_is_told(world, ask, decide):
    request = ask("HOU-01")
    decide(request, SAO)
    with pytest.raises(Conflict):
        decide_change(
            request, SAO, Ruling(agrees=True, rows=frozenset({1})), version=request.version,
            by=world.user("sao"), at=NOW,
        )  # fmt: skip
    assert ChangeStep.objects.filter(what="agreed").count() == 1


def test_rule_18_refused_and_withdrawn_are_states_with_a_reason(world, ask, decide):
    request = ask("HOU-01")
    with pytest.raises(Faulty):
        decide(request, SAO, agrees=False)
    assert decide(request, SAO, agrees=False, reason="Too soon.").state == "refused"
    with pytest.raises(Refused, match="nothing left to decide"):
        decide(request, SAO)
    other = ask("HOU-01")  # what was refused holds nothing
    given = {"version": other.version, "by": world.user("rdl"), "at": NOW}
    with pytest.raises(Faulty):
        withdraw_change(other, reason=" ", **given)
    assert withdraw_change(other, reason="No longer needed.", **given).state == "withdrawn"
    with pytest.raises(Refused, match="is withdrawn already"):
        withdraw_change(other, reason="Again", **given | {"version": 2})
    assert ends_of("HOU-01") == [(0, "Dec 2026")]


def test_rule_18_a_row_that_another_open_request_moves_is_refused(ask):
    ask("HOU-01", "HOU-02")
    with pytest.raises(Faulty, match="HOU-02 is in HOU-CR-01, which has not been decided"):
        ask("HOU-02")
    assert ask("HOU-03").ref == "HOU-CR-02"


def test_rule_18_other_words_are_asked_for_beside_a_move_and_both_take_effect(ask, approve):
    moved = ask("HOU-01")
    worded = ask("HOU-01", kind=ChangeKind.WORDING, title="Other words")
    with pytest.raises(Faulty, match="HOU-01 is in HOU-CR-01 and HOU-CR-02, which have not"):
        ask("HOU-01", kind=ChangeKind.SCOPE, title="Other work")
    approve(worded)
    approve(moved)
    assert Milestone.objects.get(ref="HOU-01").title == "Other words"
    assert ends_of("HOU-01")[-1] == (1, "20 Jan 2027")


def test_rule_24_a_retired_row_is_refused_when_asked_and_when_decided(world, ask, decide):
    row = Milestone.objects.get(ref="HOU-01")
    request = ask("HOU-01")
    decide(request, SAO)
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=NOW)
    with pytest.raises(Refused, match="HOU-01 has been retired since"):
        decide(request, CPMO)
    assert ChangeRequest.objects.get().state == "with_cpmo"
    with pytest.raises(Faulty, match="HOU-01 has been retired"):
        ask("HOU-01")


def test_rule_18_rows_of_another_programme_are_refused(ask):
    with pytest.raises(Refused, match="JOB-01: not in Housing Improvement"):
        ask("JOB-01")


def test_rule_18_a_board_may_approve_some_rows_alone(ask, decide):
    request = ask("HOU-01", "HOU-02", new="10 Mar 2027")
    decide(request, SAO)
    decide(request, CPMO)
    done = decide(request, TIB, rows=frozenset({2}), reason="HOU-01 can be done in time.")
    assert done.state == "in_part"
    assert ends_of("HOU-01") == [(0, "Dec 2026")]
    assert ends_of("HOU-02") == [(0, "Dec 2026"), (1, "10 Mar 2027")]


def test_rule_10_a_first_date_is_dated_and_not_re_baselined(added, ask, approve):
    added("HOU-09", "TBC", "tbc")
    request = ask("HOU-09", new="Jun 2028")
    assert (request.rows.get().days, request.rows.get().causes) == (None, ["first_dated"])
    assert approve(request).steps.count() == 3
    assert Milestone.objects.get(ref="HOU-09").kind == "dated"
    # The next move counts from the first date it was given.
    assert ask("HOU-09", new="31 Jul 2028").rows.get().days == 31


def dates_of(ref):
    found = Baseline.objects.filter(milestone__ref=ref)
    return [(row.number, row.start.raw, row.end.raw) for row in found]


def test_rule_9_a_start_moves_alone_and_the_end_and_its_lateness_stay(ask, approve):
    request = ask("HOU-01", new="", start="Nov 2026")
    row = request.rows.get()
    assert (row.old_start.raw, row.new_start.raw, row.new.raw) == ("Mar 2026", "Nov 2026", "")
    assert (row.days, row.causes) == (None, ["start", "old_date_passed"])
    (facts,) = change_requests(Now(NOW))
    assert facts.rows[0].old_start.raw == "Mar 2026" and facts.rows[0].new_start.raw == "Nov 2026"
    approve(request)
    assert dates_of("HOU-01") == [(0, "Mar 2026", "Dec 2026"), (1, "Nov 2026", "Dec 2026")]
    # The next move counts from the original end still, and starts from the new start.
    again = ask("HOU-01", new="20 Jan 2027", start="Dec 2026")
    assert again.rows.get().days == 20
    approve(again)
    assert dates_of("HOU-01")[-1] == (2, "Dec 2026", "20 Jan 2027")
    assert moved_in_all(Baseline.objects.filter(milestone__ref="HOU-01")).startswith("Moved once,")


def test_rule_9_a_start_that_moved_meanwhile_is_not_overwritten(ask, decide):
    request = ask("HOU-01", new="", start="Nov 2026")
    decide(request, SAO)
    decide(request, CPMO)
    row = Milestone.objects.get(ref="HOU-01")
    other = act(Baseline, by=LOADER, at=NOW, milestone=row, number=1)
    other.start, other.end = when("Oct 2026"), when("Dec 2026")
    write_acts([other])
    with pytest.raises(Refused, match="HOU-01 has been given another date"):
        decide(request, TIB)


def test_rule_18a_split_rows_keep_the_start_that_was_moved(ask, approve):
    approve(ask("HOU-01", new="", start="Nov 2026"))
    approve(ask(*parts_of("HOU-01", "Dec 2026", "Feb 2027")))
    assert dates_of("HOU-04") == [(0, "Mar 2026", "Dec 2026"), (1, "Nov 2026", "Dec 2026")]
    assert dates_of("HOU-05") == [(0, "Mar 2026", "Dec 2026"), (1, "Nov 2026", "Feb 2027")]


def test_4a3_the_database_holds_a_start_to_its_shape(ask):
    row = ask("HOU-01").rows.get()
    row.pk, row.number, row.new_start_latest = None, 2, NOW.date()
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRow.objects.bulk_create([row])


def test_rule_18_wording_changes_and_its_history_says_why(ask, approve):
    approve(ask("HOU-01", kind=ChangeKind.WORDING, title="Other words"))
    row = Milestone.objects.get(ref="HOU-01")
    assert row.title == "Other words"
    assert row.history.first().history_change_reason == "HOU-CR-01: The supplier withdrew."


def test_rule_4_a_pause_keeps_the_dates_and_a_resumption_opens_it_again(ask, approve):
    approve(ask("HOU-01", kind=ChangeKind.PAUSE, new="Mar 2027"))
    report = MilestoneReport.objects.get(milestone__ref="HOU-01")
    assert (report.delivery, report.forecast.raw) == ("paused", "Mar 2027")
    assert ends_of("HOU-01") == [(0, "Dec 2026")]
    with pytest.raises(Faulty, match="paused already"):
        ask("HOU-01", kind=ChangeKind.PAUSE)
    approve(ask("HOU-01", kind=ChangeKind.RESUME, new="Apr 2027", at=later(1)), at=later(1))
    assert MilestoneReport.objects.get(milestone__ref="HOU-01").delivery == "amber"
    done = approve(ask("HOU-01", kind=ChangeKind.DESCOPE, at=later(2)), at=later(2))
    assert done.steps.last().forum == "cabinet"
    assert MilestoneReport.objects.get(milestone__ref="HOU-01").delivery == "descoped"


def test_rule_18_decided_between_freeze_and_opening_it_counts_from_the_next_month(
    world, ask, approve
):
    paused = ask("HOU-01", kind=ChangeKind.PAUSE)
    moved = ask("HOU-02")
    freeze(world.period, at=later(1))
    approve(paused, at=later(2))
    approve(moved, at=later(2))
    assert not MilestoneReport.objects.exists()
    at_freeze = AsAt(later(1))
    assert len(at_freeze.acts(Baseline, milestone__ref="HOU-02")) == 1
    following = open_cycle(date(2026, 11, 1), tib_on=date(2026, 12, 22), irb_on=date(2027, 1, 5),
                           by=world.user("cpmo"), at=later(3))  # fmt: skip
    report = MilestoneReport.objects.get()
    assert (report.milestone.ref, report.period, report.delivery) == ("HOU-01", following, "paused")


def test_rule_18_new_work_has_the_next_reference_and_its_own_original_date(ask, approve):
    approve(ask(wanted(None, kind=ChangeKind.ADD, new="Sep 2027", title="A new thing")))
    made = Milestone.objects.get(ref="HOU-04")
    assert (made.title, made.kind, made.number) == ("A new thing", "dated", 4)
    assert ends_of("HOU-04") == [(0, "Sep 2027")]
    assert not Descent.objects.exists()


def test_rule_18a_split_rows_take_new_references_and_the_parents_original_date(ask, approve):
    approve(ask("HOU-01"))
    approve(ask(*parts_of("HOU-01", "Dec 2026", "Feb 2027")))
    parent = Milestone.objects.get(ref="HOU-01")
    assert parent.retired_on == NOW.date()
    assert [row.child.ref for row in Descent.objects.filter(parent=parent)] == ["HOU-04", "HOU-05"]
    assert ends_of("HOU-04") == [(0, "Dec 2026")]
    assert ends_of("HOU-05") == [(0, "Dec 2026"), (1, "Feb 2027")]
    assert Milestone.objects.get(ref="HOU-05").workstream == parent.workstream
    # A split of a split.
    approve(ask(*parts_of("HOU-05", "Feb 2027", "Mar 2027")))
    assert ends_of("HOU-07") == [(0, "Dec 2026"), (1, "Mar 2027")]
    in_force = Milestone.objects.in_force(on=NOW.date()).filter(programme=parent.programme)
    assert [row.ref for row in in_force] == ["HOU-02", "HOU-03", "HOU-04", "HOU-06", "HOU-07"]


def test_rule_18a_a_split_is_decided_whole(ask, decide):
    request = ask(*parts_of("HOU-01", "Dec 2026", "Feb 2027"))
    with pytest.raises(Faulty, match="belong together"):
        decide(request, SAO, rows=frozenset({1}), reason="One is enough")


def test_rule_18a_a_merged_row_takes_the_earliest_original_date(added, ask, approve):
    added("HOU-09", "Nov 2026")
    rows = [
        wanted(
            Milestone.objects.get(ref=ref),
            number,
            kind=ChangeKind.MERGE,
            new="Dec 2026",
            title="Both together",
        )
        for number, ref in enumerate(("HOU-01", "HOU-09"), start=1)
    ]
    approve(ask(*rows))
    assert ends_of("HOU-10") == [(0, "Nov 2026"), (1, "Dec 2026")]
    assert {row.parent.ref for row in Descent.objects.all()} == {"HOU-01", "HOU-09"}
    gone = Milestone.objects.filter(retired_on=NOW.date()).values_list("ref", flat=True)
    assert set(gone) == {"HOU-01", "HOU-09"}


def test_rule_18_ongoing_work_is_closed_with_the_service_that_runs_it(ask, approve):
    row = Milestone.objects.get(ref="HOU-01")
    row.kind = "ongoing"
    record(row, by=LOADER, at=NOW)
    approve(ask("HOU-01", kind=ChangeKind.CLOSE, run_by="Housing repairs"))
    row.refresh_from_db()
    assert row.retired_on == NOW.date()
    assert row.note == "Run by Housing repairs since 9 Nov 2026."


def test_4a5_rows_and_steps_are_kept_as_they_were_written(ask, decide):
    decide(ask("HOU-01"), SAO)
    for model, column in ((ChangeRow, "old_title"), (ChangeStep, "reason")):
        table = model._meta.db_table
        for sql in (f"UPDATE {table} SET {column} = 'Other'", f"DELETE FROM {table}"):
            with (
                pytest.raises(IntegrityError, match="append-only"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)


def test_4a3_the_database_holds_states_and_meetings(world, ask):
    request = ask("HOU-01")
    for broken in ({"state": "decided"}, {"reason": ""}, {"number": 0}):
        row = ChangeRequest.objects.get(pk=request.pk)
        for name, value in broken.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            record(row, by=LOADER, at=NOW)
    same = {"request": request, "by_name": "x", "at": NOW}
    for broken in (
        {"what": "agreed"}, {"what": "asked", "forum": "tib", "met_on": NOW.date()},
        {"what": "agreed", "forum": "tib"}, {"what": "refused", "forum": "sao"},
        {"what": "withdrawn"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            ChangeStep.objects.bulk_create([ChangeStep(**same, **broken)])


def test_requests_are_read_back_as_at_a_past_moment(ask, decide, approve):
    request = ask("HOU-01")
    decide(request, SAO, at=later(1))
    approve(request, at=later(2))
    (now,) = change_requests(Now(later(3)))
    assert (now.state, len(now.steps)) == (ChangeState.APPROVED, 3)
    (then,) = change_requests(AsAt(later(1)))
    assert (then.state, len(then.steps)) == (ChangeState.WITH_CPMO, 2)
    assert change_requests(AsAt(NOW - timedelta(days=1))) == []


def test_an_approved_date_changes_no_gate(world, ask, approve):
    gates = list(world.requirement.gates.values_list("due_latest", flat=True))
    approve(ask("HOU-01", new="Jun 2027"))
    assert list(world.requirement.gates.values_list("due_latest", flat=True)) == gates


@pytest.mark.parametrize(
    ("asked", "days", "reported"),
    [
        ([("pause", ""), ("date", "20 Jan 2027")], 1, ("paused", "")),
        ([("pause", "20 Nov 2026")], 22, ("paused", "")),
        ([("pause", "Mar 2027"), ("pause", "Jun 2027")], 1, ("paused", "Jun 2027")),
    ],
    ids=["its date moved since", "until a day that passed", "paused twice"],
)
def test_rule_18_what_was_decided_between_months_never_keeps_the_next_shut(
    world, ask, approve, asked, days, reported
):
    freeze(world.period)
    for kind, new in asked:
        approve(ask("HOU-03", kind=ChangeKind(kind), new=new, at=later(1)), at=later(1))
    boards = {"tib_on": date(2026, 12, 22), "irb_on": date(2027, 1, 5)}
    at = later(24 * days)
    following = open_cycle(date(2026, 11, 1), **boards, by=world.user("cpmo"), at=at)
    report = MilestoneReport.objects.get(period=following)
    assert (report.milestone.ref, report.delivery, report.forecast.raw) == ("HOU-03", *reported)


def test_rule_18_who_approves_a_pause_until_a_day_that_passed_is_told_what_to_do(ask, decide):
    request = ask("HOU-03", kind=ChangeKind.PAUSE, new="20 Nov 2026")
    decide(request, SAO)
    decide(request, CPMO)
    with pytest.raises(Refused, match="“20 Nov 2026” has passed since .* Refuse the request and"):
        decide(request, TIB, at=later(24 * 15))
    assert decide(request, TIB, agrees=False, reason="Moot", at=later(24 * 15)).state == "refused"


def test_rule_18_of_a_row_that_left_the_plan_the_next_month_says_nothing(world, ask, approve):
    freeze(world.period)
    approve(ask("HOU-03", kind=ChangeKind.PAUSE, at=later(1)), at=later(1))
    row = Milestone.objects.get(ref="HOU-03")
    row.retired_on = later(2).date()
    record(row, by=LOADER, at=later(2))
    boards = {"tib_on": date(2026, 12, 22), "irb_on": date(2027, 1, 5)}
    open_cycle(date(2026, 11, 1), **boards, by=world.user("cpmo"), at=later(3))
    assert not MilestoneReport.objects.exists()
