"""An SAO's ask is taken to a board or withdrawn with its signature, at whatever moment (Rule 15).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from datetime import date
from threading import Barrier, Event

import pytest
from django.db import transaction

from programmes.actions.points import PointMove, move_point
from programmes.actions.returns import send_back_return
from programmes.words import Ladder, PointStage
from tests import racing
from tests.programmes.steps import later
from tests.programmes.test_points import asked
from tests.world import build

TABLED = PointMove(to=PointStage.TABLED, seen=0, forum=Ladder.TIB, meeting_on=date(2026, 11, 24))


@pytest.mark.django_db(transaction=True)
def test_rule_15_a_return_is_sent_back_while_its_ask_is_taken_to_a_board(transactional_db):
    world = build(rows=1)
    ask, cpmo, sao = asked(world), world.user("cpmo"), world.user("sao")
    is_tabled, may_end = Event(), Event()

    def take():
        with transaction.atomic():
            move_point(ask, TABLED, by=cpmo, at=later(3))
            is_tabled.set()
            may_end.wait(timeout=racing.WAIT)

    def send_back():
        is_tabled.wait(timeout=racing.WAIT)
        return send_back_return(world.ret("HOU"), reason="Say more.", by=sao, at=later(3))

    tabled, sent = racing.begin(Barrier(2), take, send_back)
    is_tabled.wait(timeout=racing.WAIT)
    may_end.wait(timeout=0.2)  # seconds for the other to come to the ask
    may_end.set()
    tabled.result()
    assert sent.result().state == "draft"
    assert list(ask.steps.values_list("stage", flat=True)) == ["tabled"]
