"""The runway to the end of the intervention, and late milestones that reach a requirement."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine

from assurance.models import Requirement
from assurance.readings.runway import runway_facts
from dashboards.views import runway
from irp.history import record
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from programmes.readings.readers import reader_of
from programmes.words import Delivery
from tests.assurance import shelf
from tests.assurance.link_steps import confirm, propose
from tests.assurance.views.test_outcome import text
from tests.test_permission_matrix import depend
from tests.world import NOW, when

PAGE = "/runway"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


def late(world, ref="HOU-01"):
    """Let a milestone be forecast after its baseline, in a return that its own people read."""
    return world.report(ref, forecast=when("Mar 2027"), reason="Suppliers", delivery=Delivery.AMBER)


def rows_of(answer):
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_pages_5_10_the_runway_says_what_it_comes_to_and_links_its_squares(sign_in, world):
    shelf.outcomes(1)
    page = sign_in("commissioner").get(PAGE)
    words = text(page)
    assert "7 of 7 requirements are still to be assured by 31 Oct 2028: 1 with a date" in words
    assert 'href="/requirements/PO8-T1-1"' in page.content.decode()
    assert "Q2 2026 (Apr to Jun 2026)" in words and "read as calendar quarters" in words
    rows = rows_of(sign_in("committee").get("/runway.csv?outcome=9&test=1"))
    assert [row["Ref"] for row in rows] == ["PO9-T1-1", "PO9-T1-2"]
    assert rows[0]["Quarter"] == "Q4 2027 (Oct to Dec 2027)"
    assert "2 of 7 requirements" in text(sign_in("committee").get(f"{PAGE}?outcome=9&test=1"))


def test_rule_28_a_late_milestone_reaches_a_requirement_by_a_confirmed_link_alone(sign_in, world):
    late(world)
    made = propose(world, "HOU-01")
    client = sign_in("rdl")
    assert "Late milestones that reach a requirement: 0" in text(client.get(PAGE))
    confirm(world, *made)
    page = text(client.get(PAGE))
    assert "Late milestones that reach a requirement: 1" in page and "L-001" in page
    assert "a late milestone reaches it" in page


def test_rule_15_a_forecast_that_nobody_signed_is_told_to_its_own_people_alone(sign_in, world):
    late(world)
    confirm(world, *propose(world, "HOU-01"))
    assert "reach a requirement: 1" in text(sign_in("cpmo").get(PAGE))
    assert "reach a requirement: 0" in text(sign_in("committee").get(PAGE))


def test_rule_24a_the_owner_is_named_and_filters_the_runway(sign_in, world):
    shelf.outcomes(1)
    shelf.own(world)
    client = sign_in("cpmo")
    rows = rows_of(client.get("/runway.csv?owner=Post+of+sao"))
    assert [(row["Ref"], row["Owner"]) for row in rows] == [("PO8-T1-1", "Post of sao")]
    others = rows_of(client.get("/runway.csv?owner=No+owner+named"))
    assert len(others) == 6 and "PO8-T1-1" not in {row["Ref"] for row in others}


def test_a_group_is_shown_alone_and_a_long_list_leads_to_it(sign_in, world, monkeypatch):
    shelf.outcomes(1)
    client = sign_in("cpmo")
    assert [row["Ref"] for row in rows_of(client.get("/runway.csv?show=passed"))] == ["PO8-T1-1"]
    page = client.get(f"{PAGE}?show=passed").content.decode()
    assert "1 of 7 requirements" in page and "Show: Date passed, not yet assured" in page
    late(world)
    confirm(world, *propose(world, "HOU-01"))
    old = world.requirement
    for number in (2, 3):
        bare = Requirement(
            ref=f"PO8-T1-{number}", outcome=old.outcome, test=old.test, number=number, title="Bare"
        )
        record(bare, by="test", at=NOW)
    shown = {
        show: [row["Ref"] for row in rows_of(client.get(f"/runway.csv?show={show}"))]
        for show in ("start", "end", "reached", "undated")
    }
    undated = ["PO8-T1-2", "PO8-T1-3"]
    assert shown == {"start": [], "end": [], "reached": ["PO8-T1-1"], "undated": undated}
    assert "more</a>" not in client.get(PAGE).content.decode()
    monkeypatch.setattr(runway, "LISTED", 1)
    page = client.get(PAGE)
    assert 'href="?show=undated#requirements"' in page.content.decode()
    assert "Without a date: 2" in text(page) and "and 1 more" in text(page)


def test_as_at_and_now_are_one(world):
    confirm(world, *propose(world, "HOU-01", "HOU"))
    depend(world)
    reader = reader_of(world.user("committee"))
    at = NOW + timedelta(days=30)
    of = {"measured": Measured(at.date()), "reader": reader}
    assert runway_facts(Now(at), **of) == runway_facts(AsAt(at), **of)


@pytest.mark.parametrize("name", ["commissioner", "cpmo", "sao"])
def test_statements_do_not_grow_with_the_plan(sign_in, world, name, django_assert_max_num_queries):
    late(world)
    shelf.own(world)
    confirm(world, *propose(world, "HOU-01"))
    client = sign_in(name)
    with django_assert_max_num_queries(20) as first:
        client.get(PAGE)
    shelf.outcomes(9, requirements=4)
    late(world, "HOU-02")
    confirm(world, *propose(world, "HOU-02", "HOU-03", "JOB-01", "JOB-02"))
    with django_assert_max_num_queries(len(first)):
        client.get(PAGE)


def test_a_page_of_the_past_shows_what_was_awaited_then(sign_in, world):
    world.requirement.refresh_from_db()
    world.requirement.retired_on = date(2026, 11, 9)
    record(world.requirement, by="test", at=NOW)
    client = sign_in("commissioner")
    assert "has not been loaded" in text(client.get(PAGE))
    assert "1 of 1 requirements" in text(client.get(f"{PAGE}?as_at=2026-11-08"))
