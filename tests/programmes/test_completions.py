"""Completions: a second person confirms, CPMO sets where and opens again; all of it kept."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs import snapshot
from programmes.actions import (
    MilestoneDecision,
    decide_milestone,
    save_return,
    sign_return,
    submit_return,
)
from programmes.actions.completions import confirm_completion, set_confirmation
from programmes.figures.milestones import milestone_line
from programmes.models import CompletionAct, Milestone, Programme
from programmes.readings.milestones import milestone_facts
from programmes.rules.withheld import OUTSIDER, milestone_seen
from programmes.words import CompletionStep, Delivery, Rating
from tests.programmes.steps import TEXTS, later, next_period
from tests.standing import standing
from tests.world import NOW, when

pytestmark = pytest.mark.django_db
DONE = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done."}
ADDRESS = "/milestones/HOU-01/confirm"


@standing
def asked(world):
    """HOU asks for a second person; HOU-01 was reported complete by its RDL."""
    programme = Programme.objects.get(ref="HOU")
    set_confirmation(programme, confirms=True, version=1, by=world.user("cpmo"), at=later(-2))
    world.milestones["HOU-01"] = Milestone.objects.select_related("programme").get(ref="HOU-01")
    world.report("HOU-01", **DONE)
    return world


def confirm(world, *, by="sao", confirms=True, reason="", version=1, at=None):
    with transaction.atomic():
        return confirm_completion(
            world.milestones["HOU-01"], confirms=confirms, reason=reason, version=version,
            by=world.user(by), at=at or later(1),
        )  # fmt: skip


def line(world, *, source=Now, at=None):
    facts = milestone_facts(source(at or later(9)), "HOU-01")
    return milestone_line(facts, measured=Measured(NOW.date()), month=world.period.month)


def test_until_a_second_person_confirms_it_is_complete_not_confirmed(asked):
    before = line(asked)
    assert before.is_done and before.is_unconfirmed
    act = confirm(asked)
    assert (act.by_name, act.actual_on, act.period_id) == (
        "Person sao", date(2026, 10, 30), asked.period.pk,
    )  # fmt: skip
    after = line(asked)
    assert not after.is_unconfirmed and after.confirmed_by == "Person sao"
    assert line(asked, source=AsAt, at=later(0)).is_unconfirmed, "as at the moment before"
    assert asked.ret("HOU").state == "draft"


def test_where_the_programme_does_not_ask_nothing_is_to_be_confirmed(world):
    world.report("HOU-01", **DONE)
    assert not line(world).is_unconfirmed
    with pytest.raises(Refused, match="Nothing is to be confirmed"):
        confirm(world)


def test_who_reported_it_does_not_confirm_it(asked):
    with pytest.raises(Refused, match="somebody else has to confirm"):
        confirm(asked, by="rdl")
    for name in ("commissioner", "nobody", "finance_validator"):
        with pytest.raises(PermissionDenied):
            confirm(asked, by=name)
    confirm(asked, by="cpmo")
    with pytest.raises(Refused, match="confirmed already"):
        confirm(asked, by="sao")


def test_who_cannot_confirm_says_why_and_it_may_be_confirmed_later(asked):
    with pytest.raises(Faulty) as faulty:
        confirm(asked, confirms=False)
    assert list(faulty.value.faults) == ["reason"]
    confirm(asked, confirms=False, reason="Two blocks are missing.")
    assert line(asked).is_unconfirmed
    confirm(asked, at=later(2))
    assert not line(asked).is_unconfirmed


def test_4a1_what_was_reported_anew_since_is_a_conflict_and_another_day_is_confirmed_anew(asked):
    asked.report("HOU-01", **DONE | {"actual_on": date(2026, 10, 29)}, version=1, at=later(1))
    with pytest.raises(Conflict):
        confirm(asked)
    confirm(asked, version=2, at=later(2))
    asked.report("HOU-01", **DONE, version=2, at=later(3))
    assert line(asked).is_unconfirmed


def test_it_holds_from_then_on_and_cpmo_alone_sets_it(asked):
    programme = Programme.objects.get(ref="HOU")
    with pytest.raises(PermissionDenied):
        set_confirmation(programme, confirms=False, version=2, by=asked.user("sao"), at=later(1))
    with pytest.raises(Conflict):
        set_confirmation(programme, confirms=False, version=1, by=asked.user("cpmo"), at=later(1))
    set_confirmation(programme, confirms=False, version=2, by=asked.user("cpmo"), at=later(1))
    assert line(asked).is_unconfirmed, "what was reported before keeps what was asked of it"
    reasons = programme.history.values_list("history_change_reason", flat=True)[:2]
    assert list(reasons) == ["Completions need no confirming", "Completions need confirming"]


def test_rule_4_reopening_is_an_act_with_its_reason_and_undoes_the_confirmation(asked):
    confirm(asked)
    signed_by_rdl(asked)
    next_period(asked)
    decision = MilestoneDecision(
        Delivery.AMBER, when("Jun 2027"), "TIB, 24 Nov 2026", date(2026, 11, 1), 0
    )
    with transaction.atomic():
        decide_milestone(asked.milestones["HOU-01"], decision, by=asked.user("cpmo"), at=later(30))
    newest = CompletionAct.objects.last()
    assert (newest.what, newest.reason) == ("reopened", "TIB, 24 Nov 2026")
    again = DONE | {"actual_on": date(2026, 10, 30), "month": date(2026, 11, 1), "version": 1}
    asked.report("HOU-01", **again, at=later(31))
    facts = milestone_facts(Now(later(40)), "HOU-01")
    told = milestone_line(facts, measured=Measured(NOW.date()), month=date(2026, 11, 1))
    assert told.is_unconfirmed, "the same day, after a reopening, is confirmed anew"


def signed_by_rdl(world) -> None:
    """Report the other rows and sign, so that the completion counts in the next month."""
    for ref in ("HOU-02", "HOU-03"):
        world.report(ref)
    ret = world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=later(1))
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(2))
    sign_return(
        world.ret("HOU"), post=world.posts["sao"], rating=Rating.GREEN, reason="",
        by=world.user("sao"), at=later(3),
    )  # fmt: skip


def test_the_database_refuses_an_act_without_its_reason(asked):
    act = confirm(asked)
    values = {"milestone": act.milestone, "period": act.period, "ret": act.ret}
    with pytest.raises(IntegrityError), transaction.atomic():
        CompletionAct.objects.create(
            **values, what="reopened", actual_on=NOW.date(), by_name="A", at=NOW
        )


def test_rule_15_what_is_not_signed_yet_is_not_told_outside_and_the_snapshot_keeps_the_rest(asked):
    confirm(asked)
    facts = milestone_facts(Now(later(9)), "HOU-01")
    assert milestone_seen(facts, OUTSIDER).completions == ()
    signed_by_rdl(asked)
    asked.period.refresh_from_db()
    plan = snapshot.read_frozen(asked.period, at=later(5))
    [row] = [
        row for programme in plan.programmes for row in programme.milestones if row.completions
    ]
    assert [act.what for act in row.completions] == [CompletionStep.CONFIRMED]
    assert snapshot.opened(snapshot.body_of(plan)).plan == plan


class TestPages:
    """Where it is set, confirmed and said."""

    @pytest.fixture(autouse=True)
    def _now(self):
        with time_machine.travel(later(1), tick=False):
            yield

    def test_it_is_said_wherever_it_shows_until_it_is_confirmed(self, asked, sign_in):
        client = sign_in("sao")
        words = "Complete, not confirmed"
        pages = ("/milestones/HOU-01", "/programmes/HOU", "/returns/HOU/2026-10")
        for page in pages:
            assert words in client.get(page).content.decode(), page
        assert ADDRESS in client.get("/milestones/HOU-01").content.decode()
        assert client.get(ADDRESS).status_code == 200
        answer = client.post(ADDRESS, {"answer": "confirmed", "reason": "", "version": "1"})
        assert answer.status_code == 302
        shown = client.get("/milestones/HOU-01").content.decode()
        assert words not in shown and "Confirmed by Person sao" in shown
        history = client.get("/milestones/HOU-01/history").content.decode()
        assert "Completion of 30 Oct 2026: confirmed" in history
        assert "has been confirmed already" in client.get(ADDRESS).content.decode()

    def test_refusals_come_back(self, asked, sign_in):
        client = sign_in("sao")
        refused = {"answer": "not_confirmed", "reason": "", "version": "1"}
        answer = client.post(ADDRESS, refused)
        assert answer.status_code == 422
        assert "Enter why you cannot confirm it" in answer.content.decode()
        assert client.post(ADDRESS, {"version": "1"}).status_code == 422
        own = sign_in("rdl").post(ADDRESS, {"answer": "confirmed", "version": "1"})
        assert own.status_code == 422 and "somebody else has to confirm" in own.content.decode()

    def test_cpmo_sets_it_on_a_page(self, world, sign_in):
        client, page = sign_in("cpmo"), "/programmes/HOU/completions"
        assert page in client.get("/programmes/HOU/people").content.decode()
        assert client.post(page, {"version": "1"}).status_code == 422
        answer = client.post(page, {"confirms": "yes", "version": "1"}, follow=True)
        assert "Completions of Housing Improvement need a second person" in answer.content.decode()
        assert Programme.objects.get(ref="HOU").confirms_completion
