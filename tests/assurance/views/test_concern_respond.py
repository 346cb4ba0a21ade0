"""The council's response to a concern: beside it, with trend, owner and history; who may."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from assurance.models import ConcernResponse
from assurance.words.concerns import Trend
from irp.models import Conflict
from tests.assurance import shelf
from tests.assurance.views.test_outcome import text
from tests.world import NOW

PAGE = "/concerns/PO8-C1/respond"


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        yield


@pytest.fixture
def concern(world):
    return shelf.a_concern(world)


def test_the_response_is_shown_beside_the_concern_with_owner_trend_and_day(sign_in, world, concern):
    assert "The council has not responded." in text(sign_in("commissioner").get("/outcomes/8"))
    typed = {"version": 0, "words": "Voids have a team.", "trend": "better",
             "owner": world.posts["sao"].pk, "due_on": "31/3/2027"}  # fmt: skip
    assert sign_in("cpmo").post(PAGE, typed).status_code == 302
    page = text(sign_in("commissioner").get("/outcomes/8"))
    assert "Council’s response: better , 11 Nov 2026 at 10:00, Post of sao, by 31 Mar 2027" in page
    assert "Voids have a team." in page


def test_earlier_responses_stay_and_a_past_day_has_its_own(sign_in, world, concern):
    shelf.respond(world, concern, Trend.WORSE, words="It grew.")
    shelf.respond(world, concern, Trend.SAME, words="It holds.", at=NOW + timedelta(days=1))
    page = text(sign_in("committee").get("/outcomes/8"))
    assert "Council’s response: same" in page and "Earlier responses to PO8-C1: 1" in page
    then = text(sign_in("committee").get("/outcomes/8?as_at=2026-11-09"))
    assert "Council’s response: worse" in then and "It holds." not in then


@pytest.mark.parametrize("name", ["commissioner", "committee", "rdl", "lead_member"])
def test_nobody_else_responds(sign_in, world, concern, name):
    assert sign_in(name).get(PAGE).status_code == 403
    with pytest.raises(PermissionDenied):
        shelf.respond(world, concern, Trend.SAME, by=name)
    assert "Respond to PO8-C1" not in text(sign_in(name).get("/outcomes/8"))


def test_of_two_at_once_one_is_told_of_the_other(world, concern):
    first = shelf.respond(world, concern, Trend.SAME)
    with pytest.raises(Conflict) as conflict:
        shelf.respond(world, concern, Trend.WORSE, version=0)
    assert conflict.value.row == first and ConcernResponse.objects.count() == 1
