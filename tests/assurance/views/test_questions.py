"""The three questions beside the rule, and acts under the directions: who, over time."""

from datetime import date, timedelta

import pytest
import time_machine

from assurance.actions.narrative import answer_question, record_power
from assurance.models import PowerAct, QuestionAnswer
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from assurance.words.narrative import Answer, Power
from irp.models import Conflict
from tests.assurance import shelf
from tests.assurance.views.test_outcome import text
from tests.world import NOW

PAGE, LATER = "/questions", NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def question(world):
    return shelf.a_question()


def answer(world, question, reply, *, who="commissioner", speaker=Speaker.COMMISSIONER, at=NOW):
    return answer_question(
        question, speaker=speaker, answer=reply, narrative=f"{reply.label} it is.",
        evidence_cited="Survey of October 2026", version=question.answers.count(),
        by=world.user(who), at=at,
    )  # fmt: skip


def test_rule_21_questions_answered_no_change_no_clause(sign_in, world, question):
    shelf.judge(world, Judgement.MET, at=NOW)
    shelf.agreed(world, Said.MET, at=NOW)
    before = text(sign_in("committee").get("/step-down"))
    for reply in (Answer.NO, Answer.YES, Answer.NO):
        answer(world, question, reply, at=LATER)
    assert text(sign_in("committee").get("/step-down")) == before and "1 of 1 met" in before


def test_rule_21_who_said_so_over_time(sign_in, world, question):
    answer(world, question, Answer.NO)
    answer(world, question, Answer.YES, who="sao", speaker=Speaker.COUNCIL)
    answer(world, question, Answer.IN_PART, at=LATER)
    page = text(sign_in("lead_member").get(PAGE))
    assert "Commissioners In part , 11 Nov 2026" in page and "Council Yes , 9 Nov 2026" in page
    assert "CPMO Not answered" in page and "Every answer: 3" in page
    assert "Evidence cited: Survey of October 2026" in page
    then = text(sign_in("lead_member").get(f"{PAGE}?as_at=2026-11-09"))
    assert "Commissioners No , 9 Nov 2026" in then


def test_a_person_answers_for_their_own_post_and_no_other(sign_in, world, question):
    typed = {"version": 0, "answer": "no", "narrative": "Surveys say otherwise."}
    assert sign_in("rdl").post(f"{PAGE}/1/answer", typed).status_code == 403
    assert sign_in("cpmo").post(f"{PAGE}/1/answer", typed).status_code == 302
    assert QuestionAnswer.objects.get().speaker == "cpmo"
    stale = sign_in("commissioner").post(f"{PAGE}/1/answer", typed)
    assert stale.status_code == 409 and "Surveys say otherwise." in stale.content.decode()


def test_rule_24c_directions_say_not_loaded_until_an_act_is_recorded(sign_in, world):
    client = sign_in("commissioner")
    assert "Not loaded." in text(client.get("/directions"))
    typed = {"version": 0, "kind": "handed_back", "title": "Appointments", "done_on": "2/11/2026",
             "reason": "It has been used well."}  # fmt: skip
    assert client.post("/directions/add", typed).status_code == 302
    page = text(sign_in("committee").get("/directions"))
    assert "Power handed back: Appointments" in page and "It has been used well." in page
    assert "Not loaded." not in page and "Record an act" not in page
    with pytest.raises(Conflict):
        record_power(
            kind=Power.USED, title="x", reason="y", done_on=date(2026, 11, 2), version=0,
            by=world.user("commissioner2"), at=LATER,
        )  # fmt: skip
    assert PowerAct.objects.count() == 1
