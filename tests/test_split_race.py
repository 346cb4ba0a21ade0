"""A row is split at the moment at which another change of it is asked for (Rule 18a).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from threading import Barrier, Event

import pytest

from irp.actions import Faulty, Refused
from programmes.actions import change_effects
from programmes.actions.change_decisions import decide_change
from programmes.actions.changes import ask_change
from programmes.models import Milestone
from programmes.rules.change_rulings import Ruling
from programmes.words import ChangeForum
from tests import racing
from tests.programmes.asking import WHY, parts_of, wanted
from tests.world import NOW, build


@pytest.mark.django_db(transaction=True)
def test_rule_18a_a_split_and_a_request_for_its_row_do_not_wait_for_each_other(
    transactional_db, monkeypatch
):
    world = build(rows=1)
    programme, rdl = world.programmes["HOU"], world.user("rdl")
    request = ask_change(
        programme, parts_of("HOU-01", "20 Jan 2027", "20 Feb 2027"), WHY, by=rdl, at=NOW
    )

    def agree(forum, by):
        ruling = Ruling(
            agrees=True, rows=frozenset({1, 2}), met_on=NOW.date(), minute="4.2", reason="Yes"
        )
        request.refresh_from_db()
        return decide_change(
            request, forum, ruling, version=request.version, by=world.user(by), at=NOW
        )

    agree(ChangeForum.SAO, "sao")
    agree(ChangeForum.CPMO, "cpmo")
    are_held, is_asked = Event(), Event()
    look = change_effects._refuse_what_is_gone

    def look_and_wait(done):
        are_held.set()
        is_asked.wait(timeout=0.3)  # seconds for the other to hold what it holds first
        look(done)

    monkeypatch.setattr(change_effects, "_refuse_what_is_gone", look_and_wait)

    def ask():
        are_held.wait(timeout=racing.WAIT)
        row = wanted(world.milestones["HOU-01"], new="20 Mar 2027")
        return ask_change(programme, [row], WHY, by=rdl, at=NOW)

    split, asked = racing.begin(
        Barrier(2), lambda: agree(ChangeForum.TIB, "cpmo"), ask, told=(Faulty, Refused)
    )
    assert split.result().state == "approved"
    assert isinstance(asked.result(), Refused | Faulty)
    assert Milestone.objects.filter(programme=programme).count() == 3
