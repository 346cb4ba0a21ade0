"""A frozen month's warning signs by SAO, for the CPMO (Rule 7)."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from packs.presenters.signals import signals_page
from programmes.actions import submit_return
from programmes.words import Delivery, Rating
from tests.assurance import shelf
from tests.programmes.steps import later, signed
from tests.world import NOW, when

PAGE = "/periods/2026-10/signals"
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def kept(world):
    """October frozen: Housing signed Green although a forecast lies far past its date."""
    world.report_all("HOU")
    late = {"delivery": Delivery.AMBER, "reason": "Suppliers.", "forecast": when("Mar 2029")}
    world.report("HOU-01", version=1, **late)
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    signed(world, rating=Rating.GREEN, reason="It will be caught up.")
    return shelf.freeze(world, at=AT)


def test_who_may_see_it(sign_in, kept):
    with time_machine.travel(AT, tick=False):
        assert Client().get(PAGE).url.startswith("/sign-in")
        for who in ("nobody", "administrator", "sao", "rdl", "commissioner"):
            assert sign_in(who).get(PAGE).status_code == 403
        assert sign_in("cpmo").get(PAGE).status_code == 200


def test_an_open_month_has_none_and_no_link(sign_in, world):
    with time_machine.travel(NOW, tick=False):
        assert sign_in("cpmo").get(PAGE).status_code == 404
        assert PAGE not in sign_in("cpmo").get("/periods/2026-10").content.decode()


def test_rule_7_counts_by_sao_name_their_rows_and_green_despite_one(sign_in, kept):
    page = signals_page(kept)
    saos = {one.sao: one for one in page.saos}
    own = saos["Post of sao"]
    assert own.rows and own.despite == 1 and own.programmes == 2
    beyond = next(row for row in own.rows if row.signal.name == "beyond_tolerance")
    assert (beyond.ref, beyond.rating, beyond.signal.refs) == ("HOU", Rating.GREEN, ("HOU-01",))
    assert page.finding.endswith("1 programme rated Green despite one")
    with time_machine.travel(AT, tick=False):
        shown = sign_in("cpmo").get(PAGE).content.decode()
        assert PAGE in sign_in("cpmo").get("/periods/2026-10").content.decode()
    assert 'href="/milestones/HOU-01"' in shown and "Forecast beyond tolerance: 1" in shown
