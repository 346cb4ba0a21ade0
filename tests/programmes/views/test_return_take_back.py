"""Taking a submission back: its preparer alone, with a reason, before it is signed (Rule 15)."""

import pytest
import time_machine

from programmes.models import ReturnStep
from tests.programmes.steps import later, next_period, signed, submitted
from tests.programmes.views.test_programme import text
from tests.standing import standing

RET = "/returns/HOU/2026-10"
BACK = f"{RET}/take-back"


@standing
def sent(world):
    """Return what a preparer would send."""
    submitted(world)
    return {"reason": "A figure is wrong.", "version": world.ret("HOU").version}


def test_who_may_open_it(refuses):
    refuses(
        BACK,
        refused=["sao", "commissioner", "committee", "lead_member"],
        unknown=["/returns/HOU/2027-01/take-back"],
    )


def test_rule_15_its_preparer_takes_it_back_with_the_reason(world, sign_in, sent):
    with time_machine.travel(later(3), tick=False):
        client = sign_in("rdl")
        assert ">Take back to draft</a>" in text(client.get(RET))
        page = text(client.post(BACK, sent, follow=True))
    assert "is now a draft again." in page
    assert "<b>Taken back by its preparer</b> (Person rdl)" in page
    assert "A figure is wrong." in page
    assert world.ret("HOU").state == "draft"
    assert ReturnStep.objects.last().back_by == "preparer"


@pytest.mark.parametrize("reason", ["", "x" * 2001])
def test_bad_input_is_said_and_nothing_is_taken_back(world, sign_in, sent, reason):
    with time_machine.travel(later(3), tick=False):
        answer = sign_in("rdl").post(BACK, sent | {"reason": reason})
    assert answer.status_code == 422
    assert world.ret("HOU").state == "submitted"


def test_rule_15_who_did_not_prepare_it_sends_it_back_instead(world, sign_in, sent):
    with time_machine.travel(later(3), tick=False):
        client = sign_in("cpmo")
        page = text(client.get(RET))
        assert ">Send back</a>" in page
        assert ">Take back to draft</a>" not in page
        assert "You did not prepare this return." in text(client.get(BACK))
        assert client.post(BACK, sent).status_code == 422
    assert world.ret("HOU").state == "submitted"


def test_rule_15_what_was_signed_is_not_taken_back(world, sign_in, sent):
    signed(world)
    with time_machine.travel(later(3), tick=False):
        client = sign_in("rdl")
        assert "The return is signed, so it cannot be taken back." in text(client.get(BACK))
        typed = sent | {"version": world.ret("HOU").version}
        answer = client.post(BACK, typed)
    assert answer.status_code == 422
    assert "A figure is wrong." in text(answer)


def test_4a1_what_was_changed_meanwhile_is_a_conflict(world, sign_in, sent):
    with time_machine.travel(later(3), tick=False):
        answer = sign_in("rdl").post(BACK, sent | {"version": "1"})
    assert answer.status_code == 409
    assert "A figure is wrong." in text(answer)


def test_rule_16_nothing_is_taken_back_in_a_frozen_period(world, sign_in, sent):
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        assert sign_in("rdl").post(BACK, sent).status_code == 409
