"""The warning signs of the open month and of a frozen one by SAO, for the CPMO (Rule 7)."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.test import Client

from irp.readings import plan_settings
from packs.presenters.signals import signals_now, signals_page
from programmes.actions import submit_return
from programmes.readings.readers import reader_of
from programmes.readings.watch import signals_of
from programmes.words import Delivery, Rating, SignalName, Silence
from tests.assurance import shelf
from tests.programmes.steps import assured, later, signed
from tests.world import NOW, when

PAGE = "/periods/2026-10/signals"
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def snapshot(world):
    """October frozen, Housing signed Green."""
    signed_green(world)
    return shelf.freeze(world, at=AT)


def test_who_may_see_it(sign_in, snapshot):
    with time_machine.travel(AT, tick=False):
        assert Client().get(PAGE).url.startswith("/sign-in")
        for who in ("nobody", "administrator", "sao", "rdl", "commissioner"):
            assert sign_in(who).get(PAGE).status_code == 403
        assert sign_in("cpmo").get(PAGE).status_code == 200


def signed_green(world):
    """Let Housing be signed Green although a forecast lies far past its date."""
    world.report_all("HOU")
    late = {"delivery": Delivery.AMBER, "reason": "Suppliers.", "forecast": when("Mar 2029")}
    world.report("HOU-01", version=1, **late)
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    return signed(world, rating=Rating.GREEN, reason="It will be caught up.")


def test_rule_7_the_open_month_has_its_own_drawn_from_the_record_as_it_is(sign_in, world):
    client = sign_in("cpmo")
    assert f'href="{PAGE}"' in client.get("/periods/2026-10").content.decode()
    assert client.get("/periods/2026-11/signals").status_code == 404
    before = signs_now(world, at=NOW)
    assert before.finding.startswith("0 warning signs beside the ratings of 0 of 1 SAO")
    signed_green(world)
    with time_machine.travel(later(3), tick=False):
        shown = client.get(PAGE).content.decode()
    assert "October 2026, as it is now" in shown and 'href="/milestones/HOU-01"' in shown
    assert "Forecast beyond tolerance: 1" in shown


def test_rule_2_the_saos_rating_stays_hidden_from_the_cpmo_until_it_rates(sign_in, world):
    signed_green(world)
    own = rows_now(world, later(3))
    assert {(row.rating, row.silence) for row in own} == {(None, Silence.WITHHELD)}
    assert "Green" not in {row.rating_words for row in own}
    assured(world, rating=Rating.AMBER, reason="Suppliers are late.")
    assert {row.rating for row in rows_now(world, later(9))} == {Rating.GREEN}


def signs_now(world, *, at):
    user, settings = world.user("cpmo"), plan_settings()
    return signals_now(world.period.month, user=user, at=at, settings=settings)


def rows_now(world, at):
    page = signs_now(world, at=at)
    return [row for sao_rows in page.saos for row in sao_rows.rows if row.ref == "HOU"]


def test_an_open_months_signs_are_those_that_stand_beside_its_return(world):
    ret = signed_green(world)
    at, by = later(3), world.user("cpmo")
    beside = signals_of(ret, rating=None, at=at, reader=reader_of(by))
    assert [row.signal for row in rows_now(world, at)] == beside
    assert {sign.name for sign in beside} == {SignalName.BEYOND_TOLERANCE}


@pytest.mark.parametrize("is_frozen", [False, True])
def test_its_file_has_a_row_for_each_sign(sign_in, world, is_frozen):
    signed_green(world)
    if is_frozen:
        shelf.freeze(world, at=AT)
    with time_machine.travel(AT if is_frozen else later(3), tick=False):
        assert sign_in("sao").get(f"{PAGE}.csv").status_code == 403
        content = sign_in("cpmo").get(f"{PAGE}.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))
    own = next(row for row in rows if row["Ref"] == "HOU")
    assert (own["SAO"], own["Warning sign"]) == ("Post of sao", "Forecast beyond tolerance")
    assert own["Rows"] == "HOU-01"
    assert own["SAO’s rating"] == ("Green" if is_frozen else Silence.WITHHELD.label)


def test_rule_7_counts_by_sao_name_their_rows_and_green_despite_one(sign_in, snapshot):
    page = signals_page(snapshot)
    saos = {sao_rows.sao: sao_rows for sao_rows in page.saos}
    own = saos["Post of sao"]
    assert own.rows and own.despite == 1 and own.programmes == 2
    beyond = next(row for row in own.rows if row.signal.name == "beyond_tolerance")
    assert (beyond.ref, beyond.rating, beyond.signal.refs) == ("HOU", Rating.GREEN, ("HOU-01",))
    assert page.finding.endswith("1 programme rated Green despite one")
    with time_machine.travel(AT, tick=False):
        shown = sign_in("cpmo").get(PAGE).content.decode()
        assert PAGE in sign_in("cpmo").get("/periods/2026-10").content.decode()
    assert 'href="/milestones/HOU-01"' in shown and "Forecast beyond tolerance: 1" in shown
