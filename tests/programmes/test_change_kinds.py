"""Rules 4, 9, 18, 18a and 28: one request asks for changes of several kinds, decided together."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from irp.actions import Faulty, Refused, periods
from irp.history import act, record, write_acts
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs.snapshot import codec
from programmes.actions import open_cycle
from programmes.actions.change_decisions import withdraw_change
from programmes.actions.change_takers import answer_as_taker
from programmes.actions.changes import Case
from programmes.figures.changes import change_line
from programmes.models import (
    Baseline,
    ChangeRequest,
    ChangeRow,
    ChangeStep,
    Dependency,
    Descent,
    Milestone,
    MilestoneReport,
)
from programmes.readings.change_queue import register_and_queue
from programmes.readings.changes import change_requests, kinds_about
from programmes.words import ChangeKind, ChangeReason, Tier
from tests.packs.made_up import body, facts_of
from tests.programmes.asking import CABINET, CPMO, SAO, TIB, parts_of, wanted
from tests.programmes.steps import later
from tests.standing import standing
from tests.statements import Counter
from tests.test_permission_matrix import depend
from tests.world import LOADER, NOW, freeze, when

pytestmark = pytest.mark.django_db
DATE, WORDING, SCOPE, ADD, SPLIT, MERGE, PAUSE, RESUME, DESCOPE, CLOSE = ChangeKind


def paper(**moved):
    """Return what a board paper asks for: a date moves, a row pauses, new work is added."""
    return [
        wanted("HOU-01", 1, new="20 Jan 2027", **moved),
        wanted("HOU-02", 101, kind=PAUSE, part=2, new="Mar 2027"),
        wanted(None, 201, kind=ADD, part=3, new="Sep 2027", title="A new thing"),
    ]


def officers():
    """Return what SAO and CPMO may agree to: a small move, and other words for the same work."""
    return [
        wanted("HOU-01", 1, new="20 Jan 2027"),
        wanted("HOU-01", 101, kind=WORDING, part=2, title="Other words"),
        wanted("HOU-02", 102, kind=WORDING, part=2, title="Words of another"),
    ]


def ends_of(ref):
    return [(row.number, row.end.raw) for row in Baseline.objects.filter(milestone__ref=ref)]


def line():
    facts = change_requests(Now(NOW))[0]
    return change_line(facts, freezes=(), on=NOW.date(), measured=Measured(NOW.date()))


def test_rule_18_rows_keep_their_kinds_and_are_numbered_in_the_order_of_the_parts(ask):
    request = ask(*paper())
    rows = request.rows.values_list("number", "part", "kind", "milestone__ref", "causes")
    assert list(rows) == [
        (1, 1, "date", "HOU-01", ["small"]),
        (2, 2, "pause", "HOU-02", ["pause"]),
        (3, 3, "add", None, ["add"]),
    ]
    (facts,) = change_requests(Now(NOW))
    assert change_requests(AsAt(NOW)) == [facts]
    assert facts.kinds == (DATE, PAUSE, ADD)
    assert line().what == "Move a date, pause and add a milestone"
    assert [unit.name for unit in line().units] == [
        "HOU-01, move a date", "HOU-02, pause", "A new thing, add a milestone"
    ]  # fmt: skip


def test_rule_18_the_officers_tier_applies_every_kind_in_one_act(ask, decide, approve):
    request = ask(*officers())
    assert (line().tier, line().is_mixed) == (Tier.OFFICERS, True)
    decide(request, SAO)
    assert ends_of("HOU-01") == [(0, "Dec 2026")]
    assert approve(request).state == "approved"
    assert ends_of("HOU-01") == [(0, "Dec 2026"), (1, "20 Jan 2027")]
    titles = Milestone.objects.filter(ref__in=["HOU-01", "HOU-02"]).values_list("title", flat=True)
    assert list(titles) == ["Other words", "Words of another"]
    assert ChangeStep.objects.filter(what="agreed").count() == 2


def test_rule_18_the_largest_row_sends_all_of_it_to_its_forum(ask, decide, approve):
    request = ask(*paper())
    assert line().tier is Tier.TIB
    decide(request, SAO)
    assert decide(request, CPMO).state == "at_tib"
    assert decide(request, TIB).state == "approved"
    assert ends_of("HOU-01") == [(0, "Dec 2026"), (1, "20 Jan 2027")]
    report = MilestoneReport.objects.get()
    assert (report.milestone.ref, report.delivery, report.forecast.raw) == (
        "HOU-02", "paused", "Mar 2027"
    )  # fmt: skip
    assert Milestone.objects.get(ref="HOU-04").title == "A new thing"
    assert ends_of("HOU-04") == [(0, "Sep 2027")]
    made = Baseline.objects.filter(change=request).values_list("milestone__ref", "reason")
    assert {reason for _, reason in made} == {"HOU-CR-01: The supplier withdrew."}


def test_rule_18_the_top_tier_descopes_one_row_and_moves_others_together(ask, decide):
    request = ask(
        wanted("HOU-01", 1, new="20 Jan 2027"),
        wanted("HOU-02", 2, new="20 Jan 2027"),
        wanted("HOU-03", 101, kind=DESCOPE, part=2),
    )
    for forum, state in ((SAO, "with_cpmo"), (CPMO, "at_tib"), (TIB, "at_cabinet")):
        assert decide(request, forum).state == state
        assert not Baseline.objects.filter(change=request).exists()
    assert decide(request, CABINET).state == "approved"
    assert ends_of("HOU-01")[-1] == ends_of("HOU-02")[-1] == (1, "20 Jan 2027")
    assert MilestoneReport.objects.get().delivery == "descoped"


def test_rule_18_where_one_row_cannot_take_effect_none_does(ask, decide):
    request = ask(*paper(), *parts_of("HOU-03", "Dec 2026", "Feb 2027", number=301, part=4))
    decide(request, SAO)
    decide(request, CPMO)
    row = Milestone.objects.get(ref="HOU-03")
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=NOW)
    with pytest.raises(Refused, match="HOU-03 has been retired since"):
        decide(request, TIB)
    assert ChangeRequest.objects.get().state == "at_tib"
    assert not Baseline.objects.filter(change=request).exists()
    assert not MilestoneReport.objects.exists() and not Descent.objects.exists()
    assert not Milestone.objects.filter(ref="HOU-04").exists()
    # The board may approve the others.
    done = decide(request, TIB, rows=frozenset({1, 2, 3}), reason="HOU-03 is gone.")
    assert done.state == "in_part" and ends_of("HOU-01")[-1] == (1, "20 Jan 2027")


def test_rule_18_a_date_that_changed_meanwhile_keeps_the_other_kinds_back_too(ask, decide):
    request = ask(*officers())
    decide(request, SAO)
    other = act(
        Baseline, by=LOADER, at=NOW, number=1, milestone=Milestone.objects.get(ref="HOU-02")
    )
    other.end = when("Mar 2027")
    write_acts([other])
    with pytest.raises(Refused, match="HOU-02 has been given another date"):
        decide(request, CPMO)
    assert Milestone.objects.get(ref="HOU-01").title != "Other words"


def test_rule_18_a_board_approves_rows_of_some_kinds_alone(ask, decide):
    request = ask(*paper())
    decide(request, SAO)
    # CPMO refuses the pause and the new work: what is left is for SAO and CPMO alone.
    done = decide(request, CPMO, rows=frozenset({1}), reason="The rest can wait.")
    assert done.state == "in_part"
    assert [row.state.value for row in line().rows] == ["approved", "refused", "refused"]
    assert not MilestoneReport.objects.exists()
    assert not Milestone.objects.filter(ref="HOU-04").exists()


def test_rules_18_and_18a_a_split_and_a_merge_beside_a_move_are_decided_whole(added, ask, decide):
    for ref in ("HOU-08", "HOU-09"):
        added(ref, "Nov 2026")
    merged = [
        wanted(ref, 200 + place, kind=MERGE, part=3, new="Dec 2026", title="Both together")
        for place, ref in enumerate(("HOU-08", "HOU-09"), start=1)
    ]
    request = ask(
        wanted("HOU-01", 1, new="20 Jan 2027"),
        *parts_of("HOU-02", "Dec 2026", "Feb 2027", number=101, part=2),
        *merged,
    )
    assert [[row.facts.number for row in unit.rows] for unit in line().units] == [
        [1], [2, 3], [4, 5]
    ]  # fmt: skip
    decide(request, SAO)
    decide(request, CPMO)
    with pytest.raises(Faulty, match="belong together"):
        decide(request, TIB, rows=frozenset({1, 2}), reason="Half of a split")
    done = decide(request, TIB, rows=frozenset({2, 3, 4, 5}), reason="HOU-01 stays in time.")
    assert done.state == "in_part" and ends_of("HOU-01") == [(0, "Dec 2026")]
    came = Descent.objects.order_by("pk").values_list("parent__ref", "child__ref")
    assert list(came) == [
        ("HOU-02", "HOU-10"), ("HOU-02", "HOU-11"), ("HOU-08", "HOU-12"), ("HOU-09", "HOU-12")
    ]  # fmt: skip
    assert ends_of("HOU-12") == [(0, "Nov 2026"), (1, "Dec 2026")]


def test_rule_18a_two_splits_of_one_request_are_apart_and_one_row_is_split_once(ask, approve):
    first = parts_of("HOU-01", "Dec 2026", "Feb 2027", number=1, part=1)
    other = parts_of("HOU-02", "Dec 2026", "Mar 2027", number=101, part=2)
    with pytest.raises(Faulty, match="HOU-01 is named twice for “Split a milestone”"):
        ask(*first, *parts_of("HOU-01", "Dec 2026", "Mar 2027", number=101, part=2))
    approve(ask(*first, *other))
    assert Descent.objects.count() == 4
    assert ends_of("HOU-05") == [(0, "Dec 2026"), (1, "Feb 2027")]
    assert ends_of("HOU-07") == [(0, "Dec 2026"), (1, "Mar 2027")]


def test_rule_18_one_row_moves_its_date_changes_its_scope_and_pauses(ask, approve):
    approve(
        ask(
            wanted("HOU-01", 1, new="20 Jan 2027"),
            wanted("HOU-01", 101, kind=SCOPE, part=2, title="Other work"),
            wanted("HOU-01", 201, kind=PAUSE, part=3),
        )
    )
    row = Milestone.objects.get(ref="HOU-01")
    assert row.title == "Other work" and ends_of("HOU-01")[-1] == (1, "20 Jan 2027")
    assert MilestoneReport.objects.get().delivery == "paused"
    kinds = kinds_about(row, ChangeRequest.objects.values_list("pk", flat=True))
    assert list(kinds.values()) == [(DATE, SCOPE, PAUSE)]


def test_a_milestone_knows_how_a_request_of_several_kinds_made_it(ask, approve):
    approve(ask(*paper(), *parts_of("HOU-03", "Dec 2026", "Feb 2027", number=301, part=4)))
    asked = list(ChangeRequest.objects.values_list("pk", flat=True))

    def kinds(ref):
        return kinds_about(Milestone.objects.get(ref=ref), asked).get(asked[0], ())

    assert kinds("HOU-02") == (PAUSE,) and kinds("HOU-03") == kinds("HOU-05") == (SPLIT,)
    assert kinds("HOU-04") == (ADD,)
    assert kinds("JOB-01") == () and kinds_about(Milestone.objects.get(ref="HOU-01"), []) == {}


def test_rule_18_withdrawn_and_refused_whole(world, ask, decide):
    refused = ask(*paper())
    assert decide(refused, SAO, agrees=False, reason="Not now.").state == "refused"
    again = ask(*paper())  # what was refused holds nothing
    given = {"version": again.version, "by": world.user("rdl"), "at": NOW}
    assert withdraw_change(again, reason="Moot.", **given).state == "withdrawn"
    assert ask(*paper()).ref == "HOU-CR-03"
    assert not MilestoneReport.objects.exists() and ends_of("HOU-01") == [(0, "Dec 2026")]


def test_rule_18_one_row_of_an_open_request_keeps_a_whole_other_one_back(ask):
    ask("HOU-02", kind=DESCOPE)
    with pytest.raises(Faulty, match="HOU-02 is in HOU-CR-01, which has not been decided"):
        ask(*paper())
    ask("HOU-01", kind=WORDING, title="Other words")  # which collides with no move
    assert ask(wanted("HOU-01", 1, new="20 Jan 2027"), wanted("HOU-03", 101, kind=PAUSE, part=2))
    with pytest.raises(Faulty, match="HOU-01 is in HOU-CR-02, which has not"):
        ask(wanted("HOU-01", 1, kind=WORDING, title="Words"))
    with pytest.raises(Faulty, match="HOU-03 is in HOU-CR-03, which has not been decided"):
        ask("HOU-03")


def test_rule_18_decided_between_months_dates_move_at_once_and_pauses_with_the_next(
    world, ask, approve
):
    request = ask(*paper())
    freeze(world.period, at=later(1))
    approve(request, at=later(2))
    assert ends_of("HOU-01")[-1] == (1, "20 Jan 2027") and ends_of("HOU-04")
    assert not MilestoneReport.objects.exists()
    following = open_cycle(date(2026, 11, 1), tib_on=date(2026, 12, 22), irb_on=date(2027, 1, 5),
                           by=world.user("cpmo"), at=later(3))  # fmt: skip
    report = MilestoneReport.objects.get()
    assert (report.milestone.ref, report.period, report.delivery) == ("HOU-02", following, "paused")


def test_rule_18_an_opening_that_waits_for_a_freeze_says_nothing_that_was_decided_before(
    world, ask, approve, monkeypatch
):
    """Whoever opens the next month at that moment finds the last one frozen under the lock."""
    approve(ask("HOU-02", kind=PAUSE, at=later(1)), at=later(1))
    lock = periods.lock_periods

    def wait():
        lock()
        freeze(world.period, at=later(2))

    monkeypatch.setattr(periods, "lock_periods", wait)
    following = open_cycle(date(2026, 11, 1), tib_on=date(2026, 12, 22), irb_on=date(2027, 1, 5),
                           by=world.user("cpmo"), at=later(3))  # fmt: skip
    assert MilestoneReport.objects.get().period != following


def test_rule_18_a_refused_pause_is_not_said_by_the_next_month(world, ask, decide):
    request = ask(*paper())
    freeze(world.period, at=later(1))
    decide(request, SAO, at=later(2))
    decide(request, CPMO, rows=frozenset({1}), reason="The rest can wait.", at=later(2))
    open_cycle(date(2026, 11, 1), tib_on=date(2026, 12, 22), irb_on=date(2027, 1, 5),
               by=world.user("cpmo"), at=later(3))  # fmt: skip
    assert not MilestoneReport.objects.exists()


def test_rule_18_money_and_assurance_dates_are_said_of_rows(ask, decide):
    rows = paper(money_changed=True)
    request = ask(*rows)
    assert [row.causes for row in request.rows.all()] == [
        ["small", "money_changed"], ["pause"], ["add"]
    ]  # fmt: skip
    assert line().tier is Tier.CABINET
    assert [row.money_changed for row in line().rows] == [True, False, False]
    decide(request, SAO)
    # Without the row that changes a saving, TIB's decision is enough.
    decide(request, CPMO, rows=frozenset({2, 3}), reason="The saving stays.")
    assert decide(request, TIB, rows=frozenset({2, 3})).state == "in_part"


def test_rule_18_each_row_that_overtakes_an_assurance_date_has_to_say_so(world, ask):
    due = Case(reason_code=ChangeReason.MONEY, reason="Cut.", requirements=("PO8-T1-1",))
    rows = [wanted("HOU-01", 1, new="Feb 2027"), wanted("HOU-02", 101, kind=PAUSE, part=2)]
    assert ask(*rows, case=due)  # the date now is later than June 2026 already
    fresh = wanted(None, 201, kind=ADD, part=3, new="Sep 2027", title="A new thing")
    with pytest.raises(Faulty) as faulty:
        ask(fresh, wanted("HOU-03", 301, kind=PAUSE, part=4), case=due)
    assert faulty.value.faults["gate_overtaken"].startswith("Choose A new thing. A new thing at")
    with pytest.raises(Faulty) as faulty:
        ask(fresh, case=due)
    assert faulty.value.faults["gate_overtaken"].startswith("Tick this box. A new thing at")
    added = wanted(None, 1, kind=ADD, new="Sep 2027", title="A new thing", gate_overtaken=True)
    assert ask(added, case=due).rows.get().causes == ["add", "gate_overtaken"]


@standing
def needed(world):
    """Let JOB-01, of another SAO, need what HOU-01 gives."""
    row = Milestone.objects.get(ref="JOB-01")
    row.own_sao = world.posts["other_sao"]
    record(row, by=LOADER, at=NOW)
    depend(world)
    return Dependency.objects.get(number=101)


def test_rule_28_takers_are_asked_of_the_rows_that_move_a_giver(world, needed, ask):
    ask(
        wanted("HOU-01", 1, kind=WORDING, title="Other words"),
        wanted("HOU-03", 101, new="20 Jan 2027", part=2),
    )
    assert not ChangeStep.objects.filter(what="taker_asked").exists()
    withdraw_change(
        ChangeRequest.objects.get(), reason="Moot.", version=1, by=world.user("rdl"), at=NOW
    )
    ask(
        wanted("HOU-01", 1, kind=WORDING, title="Other words"),
        wanted("HOU-01", 101, kind=PAUSE, part=2),
    )
    assert ChangeStep.objects.get(what="taker_asked").dependency == needed


def test_rule_28_nobody_waits_for_the_taker_of_a_row_that_was_refused(world, needed, ask, decide):
    rows = [
        wanted("HOU-03", 1, kind=WORDING, title="Other words"),
        wanted("HOU-01", 101, new="20 Jan 2027", part=2),
    ]
    request = ask(*rows)
    assert ChangeStep.objects.get(what="taker_asked").rows == [2]
    decide(request, SAO)
    with pytest.raises(Faulty, match="the SAO of JOB-01 has until 16 Nov 2026"):
        decide(request, CPMO)
    assert [taker.request for taker in register_and_queue(Now(NOW)).takers] == ["HOU-CR-01"]
    done = decide(request, CPMO, rows=frozenset({1}), reason="The date stays.")
    assert done.state == "in_part" and line().tier is Tier.OFFICERS
    again = ask(rows[1], wanted("HOU-02", 1, kind=WORDING, title="Other words"))
    answer = {"agrees": False, "reason": "Tenants wait for it.", "by": world.user("other_sao")}
    answer_as_taker(again, needed, at=NOW, **answer)
    decide(again, SAO, rows=frozenset({2}), reason="The date stays.")
    assert decide(again, CPMO, rows=frozenset({2})).state == "in_part"


def test_rule_28_your_work_asks_no_taker_of_what_the_sao_refused(
    world, needed, ask, decide, sign_in
):
    request = ask(
        wanted("HOU-03", 1, kind=WORDING, title="Other words"),
        wanted("HOU-01", 101, new="20 Jan 2027", part=2),
        case=Case(reason_code=ChangeReason.SUPPLIER, reason="So.", requirements=("PO8-T1-1",)),
    )
    assert decide(request, SAO, rows=frozenset({1}), reason="No.").state == "with_cpmo"
    assert register_and_queue(Now(NOW)).takers == []
    answer = {"agrees": True, "reason": "", "by": world.user("other_sao")}
    with pytest.raises(Refused, match=r"What moved D-101 was refused\. There is nothing left"):
        answer_as_taker(request, needed, at=NOW, **answer)
    with time_machine.travel(NOW, tick=False):
        sao = sign_in("other_sao")
        assert "Answer change request" not in sao.get("/").content.decode()
        page = " ".join(sao.get("/changes/HOU-CR-01").content.decode().split())
    assert "taker JOB-01: no answer is needed: what moved it was refused" in page
    assert "(named for the whole request)" in page


def test_your_work_reads_an_open_request_with_its_kinds(ask):
    ask(*paper())
    (undecided,) = register_and_queue(Now(NOW)).undecided
    assert undecided.kinds == (DATE, PAUSE, ADD)


def test_what_is_kept_of_rows_and_parts_reads_back_the_same(ask):
    ask(*paper(), *parts_of("HOU-03", "Dec 2026", "Feb 2027", number=301, part=4))
    plan = replace(facts_of(body()), changes=tuple(change_requests(Now(NOW))))
    read_back = codec.read_body(codec.body_of(plan)).changes
    assert read_back == plan.changes and [row.part for row in read_back[0].rows] == [1, 2, 3, 4, 4]


def test_4a3_the_database_holds_a_row_to_a_kind_and_a_part(ask):
    row = ask("HOU-01").rows.get()
    for broken in ({"kind": "else"}, {"kind": ""}, {"part": 0}, {"part": 100}):
        row.pk, row.number = None, 2
        row.kind, row.part = broken.get("kind", "date"), broken.get("part", 1)
        with pytest.raises(IntegrityError), transaction.atomic():
            ChangeRow.objects.bulk_create([row])


def test_rule_18_an_undecided_request_of_several_kinds_ages_as_one(ask):
    ask(*paper())
    (facts,) = change_requests(Now(NOW))
    freezes, on = [NOW + timedelta(days=days) for days in (1, 32)], NOW.date() + timedelta(days=40)
    old = change_line(facts, freezes=freezes, on=on, measured=Measured(on))
    assert old.waits_long and old.days == 40


def rows_for(kind, milestones, new="20 Jan 2027"):
    """Return a row of a kind for each milestone: new work has none, parts are all of the first."""
    if kind is SPLIT:
        return parts_of(milestones[0].ref, *[new] * len(milestones))
    title = "" if kind is DATE else f"New words of {len(milestones)} rows"
    return [
        wanted(None if kind is ADD else row, number, kind=kind,
               new="" if kind is WORDING else new, title=title and f"{title}, {number}")
        for number, row in enumerate(milestones, start=1)
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [DATE, WORDING, ADD, SPLIT, PAUSE])
def test_rule_18_an_approval_takes_no_more_statements_for_many_rows_than_for_few(
    added, ask, approve, kind
):
    """DESIGN 2: what is written at once is written by the pen at once, history with it."""
    few = [added(f"HOU-{number}", "Dec 2026") for number in (51, 52)]
    many = [added(f"HOU-{number}", "Dec 2026") for number in range(61, 69)]
    taken = []
    for milestones in (few, many):
        request = ask(*rows_for(kind, milestones))
        with connection.execute_wrapper(counter := Counter()):
            assert approve(request).state == "approved"
        taken.append(counter.asked)
    assert taken[1] <= taken[0]
