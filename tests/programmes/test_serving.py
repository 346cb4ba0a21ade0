"""CPMO says which outcomes a programme serves; every change is kept."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict, Outcome
from irp.readings import AsAt, Now
from programmes.actions.serving import set_outcomes
from programmes.models import Programme
from programmes.readings.programmes import programme_facts
from tests.programmes.views.test_savings import sent, shown
from tests.world import LOADED_AT, NOW


def serve(world, serves=None, *, by="cpmo", reason="Agreed at TIB", version=None):
    row = Programme.objects.get(ref="HOU")
    return set_outcomes(
        row, serves=Outcome.objects.all() if serves is None else serves, reason=reason,
        version=row.version if version is None else version, by=world.user(by), at=NOW,
    )  # fmt: skip


def test_it_is_tied_from_then_on_and_history_keeps_what_was(world):
    before = Programme.objects.get(ref="HOU").version
    assert serve(world).version == before + 1
    facts = programme_facts(Now(NOW), "HOU", on=NOW.date(), watched=4)
    assert facts.outcomes == ("Safe services",)
    was = programme_facts(AsAt(LOADED_AT), "HOU", on=LOADED_AT.date(), watched=4)
    assert was is None or was.outcomes == ()
    assert Programme.objects.get(ref="HOU").history.first().history_change_reason == "Agreed at TIB"


def test_who_and_when_it_is_refused(world):
    with pytest.raises(PermissionDenied):
        serve(world, by="rdl")
    with pytest.raises(Faulty, match="Enter the reason"):
        serve(world, reason=" ")
    with pytest.raises(Conflict):
        serve(world, version=0)
    housing = Programme.objects.get(ref="HOU")
    housing.closed_on = NOW.date()
    record(housing, by="test", at=NOW)
    with pytest.raises(Refused, match="is closed"):
        serve(world)


def test_the_page_takes_it_and_the_outcome_shows_the_programme(world, sign_in):
    cpmo, page = sign_in("cpmo"), "/programmes/HOU/outcomes"
    assert "Safe services" in shown(cpmo, page)
    typed = {"serves": [Outcome.objects.get().pk], "reason": "Agreed",
             "version": Programme.objects.get(ref="HOU").version}  # fmt: skip
    assert sent(cpmo, page, typed | {"reason": ""}).status_code == 422
    assert sent(cpmo, page, typed).url == "/programmes/HOU/plan"
    assert sent(cpmo, page, typed | {"serves": []}).status_code == 409, "it was read before"
    assert "1, 0 Red" in shown(cpmo, "/plan/outcomes")
    with time_machine.travel(NOW, tick=False):
        assert sign_in("rdl").get(page).status_code == 403
