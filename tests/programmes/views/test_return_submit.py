"""Submitting: asked once more, refused with every row that still needs something (Rule 9)."""

import time_machine

from tests.programmes.steps import later, next_period
from tests.programmes.views.test_programme import text
from tests.world import NOW, when

SUBMIT = "/returns/HOU/2026-10/submit"


def test_who_may_open_it(refuses):
    refuses(
        SUBMIT,
        refused=["sao", "lead_member", "commissioner", "committee"],
        unknown=["/returns/XXX/2026-10/submit"],
    )


def test_rule_15_a_complete_return_goes_to_its_sao(world, sign_in):
    world.report_all("HOU")
    client = sign_in("rdl")
    page = text(client.get(SUBMIT))
    assert "Nothing is missing. The return says what happened to 3 milestones." in page
    assert "It goes to the SAO (Post of sao)." in page
    answer = client.post(SUBMIT, follow=True)
    assert answer.redirect_chain == [("/returns/HOU/2026-10", 302)]
    assert "was submitted to its SAO." in text(answer)
    ret = world.ret("HOU")
    assert (ret.state, ret.state_since) == ("submitted", NOW)


def test_rule_9_what_is_missing_is_said_before_and_when_it_is_refused(world, sign_in):
    world.report("HOU-01", forecast=when("Oct 2026"))
    client = sign_in("rdl")
    for answer, status in ((client.get(SUBMIT), 200), (client.post(SUBMIT), 422)):
        assert answer.status_code == status
        for words in ("HOU-01 has a forecast in the past", "HOU-02 has no report this month"):
            assert text(answer).count(words) == 1
        assert 'href="/milestones/HOU-01/update"' in text(answer)
        assert 'href="/returns/HOU/2026-10/edit"' in text(answer)
    assert world.ret("HOU").state == "draft"


def test_what_was_submitted_is_not_submitted_again(world, sign_in):
    world.report_all("HOU")
    client = sign_in("rdl")
    client.post(SUBMIT)
    answer = client.post(SUBMIT)
    assert answer.status_code == 422
    assert "The return is submitted already." in text(answer)
    answer = client.get(SUBMIT)
    assert answer.status_code == 200
    assert "The return is submitted already." in text(answer)
    assert ">Submit the return</button>" not in text(answer)


def test_rule_16_nothing_is_submitted_to_a_frozen_period(world, sign_in):
    world.report_all("HOU")
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        answer = sign_in("rdl").post(SUBMIT)
    assert answer.status_code == 409
    assert "Its record is final." in text(answer)
    assert world.ret("HOU").state == "not_started"  # the next period's own
