"""Sending a return back: with a reason, and nothing on it stands any more (Rule 15)."""

import pytest
import time_machine

from programmes.models import ReturnStep
from tests.programmes.steps import later, next_period, signed
from tests.programmes.views.test_programme import text

RET = "/returns/HOU/2026-10"
BACK = f"{RET}/send-back"


def test_who_may_open_it(refuses):
    refuses(
        BACK,
        refused=["rdl", "other_sao", "commissioner", "committee", "lead_member"],
        unknown=["/returns/HOU/2027-01/send-back"],
    )


@pytest.mark.parametrize(("name", "by"), [("sao", "the SAO"), ("cpmo", "CPMO")])
def test_rule_15_it_goes_back_with_the_reason(world, sign_in, name, by):
    signed(world)
    typed = {"reason": "The figures do not add up.", "version": world.ret("HOU").version}
    with time_machine.travel(later(3), tick=False):
        answer = sign_in(name).post(BACK, typed, follow=True)
    page = text(answer)
    assert "has been sent back to its preparer." in page
    assert "The figures do not add up." in page
    assert world.ret("HOU").state == "draft"
    assert ReturnStep.objects.last().by_name == f"Person {name}"
    with time_machine.travel(later(4), tick=False):
        client = sign_in("rdl")
        told = [text(client.get(address)) for address in (RET, f"{RET}/edit", "/")]
    for page in told:
        assert f"Sent back by {by}" in page
        assert f"Person {name}" in page
        assert "The figures do not add up" in page


@pytest.mark.parametrize(("reason", "status"), [("", 422), ("x" * 2001, 422)])
def test_bad_input_is_said_and_nothing_is_sent_back(world, sign_in, reason, status):
    signed(world)
    typed = {"reason": reason, "version": world.ret("HOU").version}
    with time_machine.travel(later(3), tick=False):
        answer = sign_in("cpmo").post(BACK, typed)
    assert answer.status_code == status
    assert "There is a problem" in text(answer)
    assert world.ret("HOU").state == "signed"


def test_a_draft_is_not_sent_back(world, sign_in):
    world.report("HOU-01")
    typed = {"reason": "Too early.", "version": world.ret("HOU").version}
    answer = sign_in("cpmo").post(BACK, typed)
    assert answer.status_code == 422
    assert "The return is a draft, so it cannot be sent back." in text(answer)
    assert "Too early." in text(answer)


def test_rule_15_a_change_is_told_apart_from_sending_back(world, sign_in):
    signed(world)
    world.report("HOU-01", version=1, narrative="A late word.", at=later(3))
    with time_machine.travel(later(4), tick=False):
        page = text(sign_in("rdl").get(RET))
    assert "<b>Back to draft</b> (Person rdl)" in page
    assert "HOU-01 was changed after the return was signed." in page
    assert "Sent back" not in page


def test_rule_15_a_draft_offers_no_form_to_send_it_back(world, sign_in):
    world.report("HOU-01")
    answer = sign_in("cpmo").get(BACK)
    assert answer.status_code == 200
    assert "The return is a draft, so it cannot be sent back." in text(answer)
    assert "<textarea" not in text(answer)


def test_4a1_what_was_changed_meanwhile_is_a_conflict(world, sign_in):
    signed(world)
    with time_machine.travel(later(3), tick=False):
        answer = sign_in("cpmo").post(BACK, {"reason": "Mine.", "version": "1"})
    assert answer.status_code == 409
    assert "Mine." in text(answer)
    assert world.ret("HOU").state == "signed"


def test_rule_16_nothing_goes_back_in_a_frozen_period(world, sign_in):
    signed(world)
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        assert sign_in("cpmo").post(BACK, {"reason": "Late.", "version": "1"}).status_code == 409
