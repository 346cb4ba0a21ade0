"""A risk happens at the moment at which its programme is closed (Rules 18d and 28).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from threading import Barrier, Event

import pytest

from irp.actions import Refused
from irp.models import Conflict
from programmes.actions import closing, raid
from programmes.models import Programme, Risk
from programmes.words import EntryState, RaidKind
from tests import racing
from tests.programmes.steps import later
from tests.programmes.structure import all_done, close
from tests.world import NOW, build


@pytest.mark.django_db(transaction=True)
def test_rule_18d_a_closing_and_a_risk_that_happens_do_not_wait_for_each_other(
    transactional_db, monkeypatch
):
    world = build(rows=3)
    all_done(world)
    rdl = world.user("rdl")
    risk = raid.add_entry(RaidKind.RISK, world.programmes["HOU"], {"title": "Late"}, by=rdl, at=NOW)
    is_held, may_go_on = Event(), Event()
    look = closing.closing_of

    def look_and_wait(*given, **how):
        found = look(*given, **how)
        is_held.set()
        may_go_on.wait(timeout=0.3)  # seconds for the other to hold what it holds first
        return found

    monkeypatch.setattr(closing, "closing_of", look_and_wait)

    def happen():
        is_held.wait(timeout=racing.WAIT)
        return raid.end_entry(
            risk, EntryState.HAPPENED, reason="It did.", version=1, by=rdl, at=later(5)
        )

    homes = {risk.ref: world.programmes["JOB"]}
    closed, happened = racing.begin(
        Barrier(2), lambda: close(world, homes=homes), happen, told=(Conflict, Refused)
    )
    assert closed.result().programme.ref == "HOU"
    assert isinstance(happened.result(), Conflict)
    assert Programme.objects.get(ref="HOU").closed_on
    assert Risk.objects.get().programme.ref == "JOB"
