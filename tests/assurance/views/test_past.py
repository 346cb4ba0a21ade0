"""Outcomes and requirements as at a past day: what the record said, drafts and acts left out."""

import re
from datetime import timedelta

import pytest
import time_machine

from assurance.models import Requirement
from assurance.words import Judgement, Speaker
from irp.history import record
from tests.assurance import shelf
from tests.standing import standing
from tests.world import NOW

LATER = NOW + timedelta(days=3)
THEN = "?as_at=2026-11-09"
PAGES = ["/outcomes", "/outcomes/8", "/requirements/PO8-T1-1"]


@pytest.fixture(autouse=True)
def _three_days_later(world):
    with time_machine.travel(LATER, tick=False):
        yield


@standing
def judged(world):
    """Return the council where commissioners judged twice: then, and three days later."""
    shelf.judge(world, Judgement.PARTLY)
    shelf.judge(world, Judgement.MET, at=LATER)
    world.requirement.title = "Safety of every home"
    record(world.requirement, by="test", at=LATER)
    return world


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_was_issued_by_then_and_offers_the_way_back(sign_in, judged, page):
    client = sign_in("committee")
    now, then = client.get(page), client.get(page + THEN)
    assert now.status_code == then.status_code == 200
    assert "As at 9 Nov 2026" in text(then) and "As at 9 Nov 2026" not in text(now)
    assert f'href="{page}"' in then.content.decode()
    assert "View a past date" in text(now) and "View a past date" in text(then)


def test_counts_and_titles_are_those_of_then(sign_in, judged):
    client = sign_in("committee")
    assert "Commissioners 1 of 1 met" in text(client.get("/outcomes"))
    assert "Commissioners 0 of 1 met, 1 partly met" in text(client.get("/outcomes" + THEN))
    assert "Safety of every home" not in text(client.get("/outcomes/8" + THEN))
    then = text(client.get("/requirements/PO8-T1-1" + THEN))
    assert "issued: Partly met" in then and "issued: Met" not in then


def test_links_go_on_as_at_the_same_day(sign_in, judged):
    client = sign_in("committee")
    assert f"/outcomes/8{THEN}" in client.get("/outcomes" + THEN).content.decode()
    assert f"/requirements/PO8-T1-1{THEN}" in client.get("/outcomes/8" + THEN).content.decode()
    assert f"/outcomes/8{THEN}" in client.get("/requirements/PO8-T1-1" + THEN).content.decode()


def test_rule_23_a_commissioners_draft_shows_in_the_present_alone(sign_in, world):
    client = sign_in("commissioner")
    shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="Between us alone")
    shelf.judge(world, Judgement.MET, issued=False, speaker=Speaker.COUNCIL)
    page = PAGES[2]
    assert text(client.get(page)).count("Between us alone") == 1
    then = client.get(page + THEN)
    assert "Between us alone" not in then.content.decode()
    assert "Draft, not issued" not in text(then)
    assert "Council self-assessment drafted: Met" in text(then)


def test_nothing_is_offered_in_the_past(sign_in, world):
    client = sign_in("commissioner")
    assert "/assess/" in client.get(PAGES[2]).content.decode()
    assert "/assess/" not in client.get(PAGES[2] + THEN).content.decode()


def test_rule_14_a_past_day_is_measured_at_its_end(sign_in, world):
    shelf.add_gate(world.requirement, "9 Nov 2026", purpose="completion")
    client = sign_in("committee")
    assert "completion date passed" in text(client.get(PAGES[1]))
    assert "completion date passed" in text(client.get(PAGES[1] + THEN))


def test_what_was_not_there_then_is_not_found(sign_in, world):
    old = world.requirement
    new = Requirement(ref="PO8-T1-2", outcome=old.outcome, test=old.test, number=2, title="New")
    record(new, by="test", at=LATER)
    client = sign_in("committee")
    assert client.get("/requirements/PO8-T1-2").status_code == 200
    assert client.get("/requirements/PO8-T1-2" + THEN).status_code == 404
    assert "PO8-T1-2" not in client.get("/outcomes/8" + THEN).content.decode()
    assert client.get("/outcomes/80" + THEN).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_past_page_takes_at_most_20_statements(
    sign_in, judged, page, django_assert_max_num_queries
):
    client = sign_in("commissioner")
    with django_assert_max_num_queries(20):
        client.get(page + THEN)


def test_the_file_of_requirements_says_what_was_issued_by_then(sign_in, judged):
    client = sign_in("committee")
    now, then = (client.get(f"/requirements.csv{query}") for query in ("", THEN))
    assert "Safety of every home" in now.content.decode() and ",Met," in now.content.decode()
    assert "Safety of every home" not in then.content.decode()
    assert ",Partly met," in then.content.decode() and ",Met," not in then.content.decode()
    assert then["Content-Disposition"] == 'attachment; filename="requirements-as-at-2026-11-09.csv"'
    assert f'href="/requirements.csv{THEN}"' in client.get("/outcomes" + THEN).content.decode()
