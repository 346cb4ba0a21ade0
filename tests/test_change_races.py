"""Who needs what a request moves answers it at the moment at which it is decided (Rules 18 and 28).

Whichever comes first, no request takes effect past an answer that was not looked at.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from datetime import timedelta

import pytest

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from programmes.actions.change_decisions import decide_change, withdraw_change
from programmes.actions.change_drafts import begin_draft, discard_draft, send_draft
from programmes.actions.change_takers import answer_as_taker
from programmes.actions.changes import AskedRow, Case, ask_change
from programmes.models import Baseline, ChangeRequest, Dependency
from programmes.rules.change_parts import Part
from programmes.rules.change_rulings import Ruling
from programmes.rules.changes import Proposed
from programmes.words import ChangeForum, ChangeKind, ChangeReason
from tests import racing
from tests.test_permission_matrix import depend
from tests.world import LOADER, NOW, World, build, when

ROUNDS = 5
WHY = Case(reason_code=ChangeReason.SUPPLIER, reason="The supplier withdrew.")


def a_day(turn: int) -> Proposed:
    return Proposed(number=1, kind=ChangeKind.DATE, new=when(f"{turn + 1} Jan 2027"))


class Needed:
    """The council in which JOB-01, of another SAO, needs what HOU-01 gives; round by round."""

    def __init__(self, world: World) -> None:
        self.world = world
        row = world.milestones["JOB-01"]
        row.own_sao = world.posts["other_sao"]
        record(row, by=LOADER, at=NOW)
        depend(world)
        self.dependency = Dependency.objects.get(number=101)

    def asked(self, turn: int) -> ChangeRequest:
        """Return a request for HOU-01 that is with CPMO, its taker asked."""
        row = AskedRow(proposed=a_day(turn), milestone=self.world.milestones["HOU-01"])
        given = {"by": self.world.user("rdl"), "at": NOW}
        made = ask_change(self.world.programmes["HOU"], [row], WHY, **given)
        return self.decide(made, ChangeForum.SAO, "sao", at=NOW)

    def decide(self, request, forum=ChangeForum.CPMO, by="cpmo", *, at=NOW):
        """Agree as a forum to the request as it was read."""
        ruling = Ruling(agrees=True, rows=frozenset({1}))
        given = {"version": request.version, "by": self.world.user(by), "at": at}
        return decide_change(request, forum, ruling, **given)

    def answer(self, request, *, agrees: bool, at=NOW):
        """Answer as the SAO of JOB-01."""
        given = {"by": self.world.user("other_sao"), "at": at}
        reason = "" if agrees else "Tenants wait for it."
        return answer_as_taker(request, self.dependency, agrees=agrees, reason=reason, **given)

    def withdraw(self, request):
        """Withdraw the request as it was read."""
        given = {"version": request.version, "by": self.world.user("rdl"), "at": NOW}
        return withdraw_change(request, reason="Moot", **given)


@pytest.fixture
def needed(transactional_db) -> Needed:
    return Needed(build(rows=2))


def together(*acts):
    """Return what came of each act, all at the same moment: its result, or what refused it."""
    return racing.together(*acts, told=(Faulty, Refused, Conflict))


def said(request) -> list[str]:
    return list(request.steps.order_by("pk").values_list("what", flat=True))[3:]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ahead", [timedelta(0), timedelta(milliseconds=1)])
def test_rule_28_no_officer_approves_past_an_objection_of_the_same_moment(needed, ahead):
    """The objection may have begun a moment later than the approval and be kept before it."""
    for turn in range(ROUNDS):
        request = needed.asked(turn)
        objected, decided = together(
            lambda row=request: needed.answer(row, agrees=False, at=NOW + ahead),
            lambda row=request: needed.decide(row),
        )
        assert objected.what == "objected", turn
        if isinstance(decided, Faulty):
            assert "Wait for the answer" in decided.faults["answer"]
            assert said(request) == ["objected"]
            decided = needed.decide(request, at=NOW + ahead)
        assert decided.state == "at_tib", turn
        assert said(request) == ["objected", "agreed"]
        assert not Baseline.objects.filter(change=request).exists()
        needed.withdraw(decided)


@pytest.mark.django_db(transaction=True)
def test_rule_28_an_approval_waits_for_the_agreement_of_the_same_moment(needed):
    for turn in range(ROUNDS):
        request = needed.asked(turn)
        agreed, decided = together(
            lambda row=request: needed.answer(row, agrees=True),
            lambda row=request: needed.decide(row),
        )
        assert agreed.what == "taker_agreed", turn
        if isinstance(decided, Faulty):
            assert said(request) == ["taker_agreed"]
            assert not Baseline.objects.filter(change=request).exists()
            decided = needed.decide(request)
        assert decided.state == "approved", turn
        assert said(request) == ["taker_agreed", "agreed"]
        assert Baseline.objects.filter(change=request).count() == 1


@pytest.mark.django_db(transaction=True)
def test_rule_28_of_two_answers_at_once_one_is_kept_and_the_other_told(needed):
    for turn in range(ROUNDS):
        request = needed.asked(turn)
        answers = together(
            lambda row=request: needed.answer(row, agrees=True),
            lambda row=request: needed.answer(row, agrees=False),
        )
        told = [answer for answer in answers if isinstance(answer, Refused)]
        assert [refusal.reasons for refusal in told] == [
            ["This was already answered for D-101."]
        ], turn
        assert len(said(request)) == 1
        needed.withdraw(request)


@pytest.mark.django_db(transaction=True)
def test_rule_28_an_answer_comes_before_the_withdrawal_of_the_same_moment_or_is_refused(needed):
    for turn in range(ROUNDS):
        request = needed.asked(turn)
        answered, withdrawn = together(
            lambda row=request: needed.answer(row, agrees=False),
            lambda row=request: needed.withdraw(row),
        )
        assert withdrawn.state == "withdrawn", turn
        if isinstance(answered, Refused):
            assert "has been decided or withdrawn" in answered.reasons[0]
            assert said(request) == ["withdrawn"]
        else:
            assert said(request) == ["objected", "withdrawn"]


@pytest.mark.django_db(transaction=True)
def test_rule_18_a_decision_and_a_withdrawal_of_the_same_moment_are_one(needed):
    for turn in range(ROUNDS):
        request = needed.asked(turn)
        needed.answer(request, agrees=True)
        outcomes = together(
            lambda row=request: needed.decide(row), lambda row=request: needed.withdraw(row)
        )
        (lost,) = (outcome for outcome in outcomes if isinstance(outcome, Conflict))
        request.refresh_from_db()
        made = Baseline.objects.filter(change=request).exists()
        assert request.state == ("approved" if made else "withdrawn"), turn
        assert said(request)[-1] == ("agreed" if made else "withdrawn")
        assert lost.row.pk == request.pk


@pytest.mark.django_db(transaction=True)
def test_rule_18_a_draft_that_is_sent_twice_or_discarded_at_once_becomes_one_request(needed):
    world = needed.world
    given = {"by": world.user("rdl"), "at": NOW}
    for turn in range(ROUNDS):
        part = Part(number=1, kind=ChangeKind.DATE, refs=("HOU-02",))
        draft = begin_draft(world.programmes["HOU"], [part], {}, **given)
        rows = [AskedRow(proposed=a_day(turn), milestone=world.milestones["HOU-02"])]

        def send(draft=draft, rows=rows):
            return send_draft(draft, rows, WHY, version=1, **given)

        def discard(draft=draft):
            return discard_draft(draft, version=1, **given)

        outcomes = together(send, send, discard)
        done = [outcome for outcome in outcomes if not isinstance(outcome, Exception)]
        assert len(done) == 1, turn
        assert all(isinstance(outcome, Refused) for outcome in outcomes if outcome not in done)
        draft.refresh_from_db()
        assert (draft.request is None) is (draft.discarded_at is not None)
        if draft.request:
            needed.withdraw(draft.request)
