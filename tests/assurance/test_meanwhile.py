"""What others saved after a person read the page binds what they then save (4a.1, 19, 22, 24a).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import pytest
import time_machine

from assurance.actions.amendments import Worded, agree_date, retire, reword
from assurance.models import Assessment, DeliveryLink, Gate, GateAct
from tests.assurance.test_amendments import said, when
from tests.programmes.views.test_programme import text
from tests.world import NOW

PAGE = "/requirements/PO8-T1-1"
TYPED = {
    "version": "0", "judgement": "not_met", "rationale": "Lifts fail.", "missing_0": "Lifts",
    "evidence_cited": "Report 4", "act": "issue", "confirmed": "yes", "requirement_seen": "1",
}  # fmt: skip
RULED = {"ruling": "set_aside", "reason": "Not needed.", "version": "0", "date_seen": "1"}


@pytest.fixture
def client(sign_in):
    return sign_in("commissioner")


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def reworded(world):
    words = Worded(title="Safety of lifts", considerations=["Every lift is inspected"])
    reword(world.requirement, words, version=1, agreement=said(world, by="commissioner2", at=NOW))


def retired(world):
    retire(world.requirement, on=NOW.date(), version=1, agreement=said(world, at=NOW))


def test_rule_19_words_that_change_before_a_judgement_is_issued_are_read_first(
    world, client, meanwhile
):
    meanwhile(lambda: reworded(world))
    address = f"{PAGE}/assess/commissioner"
    answer = client.post(address, TYPED)
    assert answer.status_code == 422 and "Read the requirement again." in text(answer)
    assert "Lifts fail." in text(answer) and not Assessment.objects.exists()
    page = client.post(address, TYPED).content.decode()
    assert "Every lift is inspected" in page and 'name="requirement_seen" value="2"' in page
    again = {**TYPED, "requirement_seen": "2", "missing_1": "Two lifts"}
    assert client.post(address, again).status_code == 302
    assert Assessment.objects.get().considered[0]["number"] == 1


def test_rule_13_a_date_that_moves_before_it_is_judged_is_read_first(world, client, meanwhile):
    gate = Gate.objects.get()
    agreement = said(world, by="commissioner2", at=NOW)
    meanwhile(lambda: agree_date(gate, when("Q4 2027"), version=1, agreement=agreement))
    answer = client.post(f"{PAGE}/dates/1", RULED)
    assert answer.status_code == 422 and "Read the date again." in text(answer)
    assert "Not needed." in text(answer) and not GateAct.objects.exists()
    page = client.post(f"{PAGE}/dates/1", RULED).content.decode()
    assert 'name="date_seen" value="2"' in page
    assert client.post(f"{PAGE}/dates/1", RULED | {"date_seen": "2"}).status_code == 302


@pytest.mark.parametrize(("place", "typed"), [("assess/commissioner", TYPED), ("dates/1", RULED)])
def test_rule_24_nothing_is_said_of_a_requirement_that_is_retired_meanwhile(
    world, client, meanwhile, place, typed
):
    meanwhile(lambda: retired(world))
    answer = client.post(f"{PAGE}/{place}", typed)
    assert answer.status_code == 422 and "PO8-T1-1 has been retired." in text(answer)
    assert not Assessment.objects.exists() and not GateAct.objects.exists()


def test_rule_24_nothing_is_proposed_for_a_requirement_that_is_retired_meanwhile(
    world, sign_in, meanwhile
):
    meanwhile(lambda: retired(world))
    answer = sign_in("cpmo").post(f"{PAGE}/links/propose", {"refs": "HOU-01", "reason": "It does."})
    assert answer.status_code == 422 and "PO8-T1-1 is retired. Leave it out." in text(answer)
    assert not DeliveryLink.objects.exists()
