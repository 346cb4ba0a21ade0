"""Rule 28: a request that moves a giver asks each taker's SAO before it takes effect."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import enact, record
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED
from programmes.actions.change_decisions import decide_change, withdraw_change
from programmes.actions.change_takers import answer_as_taker
from programmes.actions.changes import AskedRow, Case, ask_change
from programmes.actions.dependencies import end_dependency
from programmes.figures.change_words import change_step_words
from programmes.figures.changes import change_line
from programmes.models import Baseline, ChangeRequest, ChangeStep, Dependency, Milestone
from programmes.readings.change_queue import register_and_queue
from programmes.readings.changes import change_requests
from programmes.rules.change_rulings import Ruling
from programmes.rules.changes import Proposed
from programmes.rules.takers import taker_asks
from programmes.words import Cause, ChangeForum, ChangeKind, ChangeReason, DependencyState, Tier
from tests.programmes.steps import later
from tests.standing import standing
from tests.test_permission_matrix import depend
from tests.world import LOADER, NOW, when

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 16)  # five working days after Monday 9 November
WHY = Case(reason_code=ChangeReason.SUPPLIER, reason="The supplier withdrew.")


@standing
def needed(world) -> Dependency:
    """Let JOB-01, of another SAO, need what HOU-01 gives; of HOU-02 its own SAO is both sides'."""
    row = Milestone.objects.get(ref="JOB-01")
    row.own_sao = world.posts["other_sao"]
    record(row, by=LOADER, at=NOW)
    depend(world)
    return Dependency.objects.get(number=101)


def ask(world, ref="HOU-01", kind=ChangeKind.DATE, new="20 Jan 2027", **entered):
    proposed = Proposed(number=1, kind=kind, new=when(new) if new else UNDATED, **entered)
    row = AskedRow(proposed=proposed, milestone=Milestone.objects.get(ref=ref))
    with transaction.atomic():
        return ask_change(
            world.programmes[ref[:3]], [row], WHY, by=world.user("rdl"), at=NOW
        )  # fmt: skip


def decide(world, forum, *, by, at=NOW, agrees=True):
    now = ChangeRequest.objects.get(ref="HOU-CR-01")
    board = {"met_on": at.date(), "minute": "4.2"} if forum.is_board else {}
    ruling = Ruling(agrees=agrees, rows=frozenset({1}), reason="So it is", **board)
    with transaction.atomic():
        return decide_change(now, forum, ruling, version=now.version, by=world.user(by), at=at)


def answer(world, needed, *, agrees=True, reason="", by="other_sao", at=NOW):
    request = ChangeRequest.objects.get(ref="HOU-CR-01")
    with transaction.atomic():
        return answer_as_taker(
            request, needed, agrees=agrees, reason=reason, by=world.user(by), at=at
        )


def line(at=NOW):
    (facts,) = change_requests(Now(at))
    return change_line(facts, freezes=(), on=at.date(), measured=Measured(at.date()))


def test_rule_28_the_takers_sao_is_asked_and_agrees_within_five_working_days(world, needed):
    request = ask(world)
    (facts,) = change_requests(Now(NOW))
    (asked,) = taker_asks(facts.steps)
    assert (asked.dependency, asked.taker, asked.due_on) == ("D-101", "JOB-01", DUE)
    decide(world, ChangeForum.SAO, by="sao")
    with pytest.raises(Faulty) as faulty:
        decide(world, ChangeForum.CPMO, by="cpmo")
    assert faulty.value.faults == {
        "answer": "Wait for the answer of who needs it: the SAO of JOB-01 has until 16 Nov 2026"
    }
    assert not Baseline.objects.filter(change=request).exists()
    answer(world, needed, at=later(1))
    assert decide(world, ChangeForum.CPMO, by="cpmo", at=later(2)).state == "approved"
    assert Baseline.objects.get(change=request).end.raw == "20 Jan 2027"
    (facts,) = change_requests(Now(later(3)))
    assert change_requests(AsAt(later(3))) == [facts]
    assert [change_step_words(step) for step in facts.steps] == [
        "Asked", "Taker asked: JOB-01 (D-101)", "Agreed by SAO", "Taker agreed: JOB-01 (D-101)",
        "Agreed by CPMO",
    ]  # fmt: skip


def test_rule_28_an_objection_sends_it_to_tib(world, needed):
    ask(world)
    decide(world, ChangeForum.SAO, by="sao")
    with pytest.raises(Faulty):
        answer(world, needed, agrees=False, reason=" ")
    answer(world, needed, agrees=False, reason="Tenants wait for it.", at=later(1))
    assert (line(later(1)).tier, line(later(1)).why) == (Tier.TIB, (Cause.TAKER_OBJECTS,))
    assert decide(world, ChangeForum.CPMO, by="cpmo", at=later(2)).state == "at_tib"
    assert decide(world, ChangeForum.TIB, by="cpmo2", at=later(3)).state == "approved"


def test_rule_28_no_answer_in_five_working_days_sends_it_to_tib(world, needed):
    ask(world)
    decide(world, ChangeForum.SAO, by="sao")
    last_day, day_after = NOW + timedelta(days=7), NOW + timedelta(days=8)
    assert line(last_day).tier is Tier.OFFICERS
    assert (line(day_after).tier, line(day_after).why) == (Tier.TIB, (Cause.TAKER_SILENT,))
    assert decide(world, ChangeForum.CPMO, by="cpmo", at=day_after).state == "at_tib"
    (facts,) = change_requests(Now(day_after))
    for day, silent in ((last_day - timedelta(days=1), False), (last_day, True)):
        month = Measured(day.date(), is_over=True)  # frozen on the day after (Rule 14)
        told = change_line(facts, freezes=(), on=day_after.date(), measured=month)
        assert (Cause.TAKER_SILENT in told.why) is silent
    # An answer that comes too late does not take it back from the board.
    answer(world, needed, at=day_after)
    assert line(day_after).tier is Tier.TIB


def test_refusing_waits_for_nobody(world, needed):
    ask(world)
    decide(world, ChangeForum.SAO, by="sao")
    assert decide(world, ChangeForum.CPMO, by="cpmo", agrees=False).state == "refused"
    with pytest.raises(Refused, match="HOU-CR-01 has been decided or withdrawn"):
        answer(world, needed)


def test_each_taker_answers_once_and_only_while_the_request_is_open(world, needed):
    request = ask(world)
    answer(world, needed)
    with pytest.raises(Refused, match="already answered for D-101"):
        answer(world, needed, agrees=False, reason="On second thoughts", at=later(1))
    withdraw_change(request, reason="Moot", version=1, by=world.user("rdl"), at=later(1))
    assert register_and_queue(Now(later(2)))[2] == []


@pytest.mark.parametrize("by", ["sao", "rdl", "cpmo", "commissioner", "nobody"])
def test_only_the_takers_own_sao_answers(world, needed, by):
    ask(world)
    with pytest.raises(PermissionDenied):
        answer(world, needed, by=by)


def test_who_is_sao_of_both_sides_is_not_asked_beside_it(world):
    depend(world)
    ask(world)
    assert not ChangeStep.objects.filter(what="taker_asked").exists()
    decide(world, ChangeForum.SAO, by="sao")
    assert decide(world, ChangeForum.CPMO, by="cpmo").state == "approved"


def test_only_what_moves_a_giver_asks(world, needed):
    ask(world, kind=ChangeKind.WORDING, new="", title="Other words")
    ask(world, "HOU-03")
    ask(world, "HOU-02")  # it takes, and gives to nobody
    assert not ChangeStep.objects.filter(what="taker_asked").exists()


def test_rule_28_a_start_that_moves_alone_asks_nobody(world, needed):
    ask(world, new="", start=when("Nov 2026"))
    assert not ChangeStep.objects.filter(what="taker_asked").exists()


def test_a_dependency_that_has_ended_is_not_asked(world, needed):
    given = {"reason": "Handed over.", "version": needed.version}
    end_dependency(needed, DependencyState.GIVEN, **given, by=world.user("rdl"), at=NOW)
    ask(world)
    assert not ChangeStep.objects.filter(what="taker_asked").exists()


@pytest.mark.parametrize(
    "wrong",
    [{"what": "taker_asked"}, {"what": "objected"}, {"what": "asked", "due_on": DUE},
     {"what": "taker_agreed", "dependency": None}, {"what": "taker_agreed", "forum": "tib"}],
)  # fmt: skip
def test_the_database_holds_asks_and_answers_to_their_shape(world, needed, wrong):
    request = ask(world, "HOU-03")
    given = {"request": request, "dependency": None if wrong["what"] == "asked" else needed}
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(ChangeStep, by="test", at=NOW, **given | wrong)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_from_your_work_to_the_answer(world, needed, sign_in):
    ask(world)
    with time_machine.travel(NOW, tick=False):
        sao, cpmo = sign_in("other_sao"), sign_in("cpmo")
        there = "/changes/HOU-CR-01/answer/D-101"
        home = text(sao.get("/"))
        assert "Answer change request HOU-CR-01 for JOB-01" in home
        assert "answer needed by 16 Nov 2026" in home and there in home
        assert there not in text(cpmo.get("/changes/HOU-CR-01"))
        page = text(sao.get("/changes/HOU-CR-01"))
        assert "taker JOB-01: answer needed by 16 Nov 2026" in page and there in page
        page = text(sao.get(there))
        assert "HOU-01 gives “List of tenants” to JOB-01 (D-101), which needs it by 31 May" in page
        assert "Choose whether you agree or object" in text(sao.post(there, {}))
        refused = sao.post(there, {"answer": "object", "reason": ""})
        assert refused.status_code == 422 and "Enter why you object" in text(refused)
        sent = {"answer": "object", "reason": "Tenants wait for it."}
        page = text(sao.post(there, sent, follow=True))
        assert "Your answer to HOU-CR-01 is saved." in page
        assert "taker JOB-01: <b>objects</b> (Person other_sao, 9 Nov 2026)" in page
        assert "Tenants wait for it." in page and "TIB: who needs it objects" in page
        assert "Answer change request" not in text(sao.get("/"))
        assert sao.post(there, sent).status_code == 409
        assert sao.get("/changes/HOU-CR-02/answer/D-101").status_code == 404
        assert sao.get("/changes/HOU-CR-01/answer/D-102").status_code == 404


def test_the_refusal_to_cpmo_stands_beside_the_decision(world, needed, sign_in):
    ask(world)
    decide(world, ChangeForum.SAO, by="sao")
    with time_machine.travel(NOW, tick=False):
        sent = {"answer": "agree", "why": "", "version": "2"}
        page = sign_in("cpmo").post("/changes/HOU-CR-01/decide", sent)
    assert page.status_code == 422
    assert "the SAO of JOB-01 has until 16 Nov 2026" in text(page)


@pytest.mark.parametrize("address", ["/", "/changes/HOU-CR-01", "/changes/HOU-CR-01/answer/D-101"])
def test_a_page_takes_at_most_20_statements(
    world, needed, sign_in, django_assert_max_num_queries, address
):
    ask(world)
    with time_machine.travel(NOW, tick=False):
        client = sign_in("other_sao")
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
