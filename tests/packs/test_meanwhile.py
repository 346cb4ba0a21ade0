"""What others saved after a person read the page binds what they then save (4a.1, Rule 14).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import pytest
import time_machine

from packs.actions.agenda import Asked, change_item
from packs.models import AgendaItem, BoardActionStep, ItemEnd
from packs.words.meetings import ActionStage
from tests.assurance.views.test_outcome import text
from tests.packs.meeting_steps import TIB_MET, decide, give, seek, step

TIB = "/meetings/tib/2026-10"
DECIDED = {"decided": "agreed", "words": "Agreed.", "minute": "4.2", "version": "0",
           "item_seen": "1"}  # fmt: skip


@pytest.fixture(autouse=True)
def _once_the_board_has_met():
    with time_machine.travel(TIB_MET, tick=False):
        yield


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


def test_a_decision_is_not_recorded_on_words_that_were_changed_since(world, client, meanwhile):
    item = seek(world)
    other = Asked(ask="Agree a third supplier")
    meanwhile(lambda: change_item(item, other, version=1, by=world.user("cpmo2"), at=TIB_MET))
    answer = client.post(f"{TIB}/items/1/decide", DECIDED)
    assert answer.status_code == 422 and "Read the item again." in text(answer)
    assert not ItemEnd.objects.exists()
    page = client.post(f"{TIB}/items/1/decide", DECIDED).content.decode()
    assert "Agree a third supplier" in page and 'name="item_seen" value="2"' in page
    assert client.post(f"{TIB}/items/1/decide", DECIDED | {"item_seen": "2"}).status_code == 302


def test_words_of_an_item_that_was_decided_meanwhile_stay(world, client, meanwhile):
    item = seek(world)
    meanwhile(lambda: decide(world, item))
    sent = {"ask": "Agree a third supplier", "version": "1"}
    answer = client.post(f"{TIB}/items/1/change", sent)
    assert answer.status_code == 422 and "The board has dealt with this item" in text(answer)
    assert AgendaItem.objects.get().ask == "Agree a second supplier"


def test_an_action_that_was_accepted_meanwhile_is_not_reported_done_again(
    world, sign_in, meanwhile
):
    action = give(world)
    meanwhile(lambda: step(world, action, ActionStage.DONE))
    sent = {"words": "It is signed.", "version": "0"}
    answer = sign_in("sao").post(f"/meetings/actions/{action.ref}/done", sent)
    assert answer.status_code == 409 and BoardActionStep.objects.count() == 1
