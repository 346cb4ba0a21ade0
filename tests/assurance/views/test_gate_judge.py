"""Saying whether an assurance date is satisfied, and where it shows."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assurance.models import Assessment, GateAct, GateCitation
from assurance.readings.citations import issued_citing
from assurance.words import Judgement
from assurance.words.evidence import EvidenceKind
from assurance.words.gates import RULINGS_DEFINED, Ruling
from tests.assurance import evidence_steps, shelf

REQUIREMENT = "/requirements/PO8-T1-1"
PAGE = f"{REQUIREMENT}/dates/1"
ENTERED = {
    "ruling": "satisfied",
    "reason": "The register is complete.",
    "evidence_cited": "Audit report 14, 3 October 2026",
    "version": "0",
}


@pytest.fixture
def client(sign_in):
    return sign_in("commissioner")


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def offered(page: str) -> set[str]:
    return set(re.findall(r'name="ruling"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="ruling"', page))


def test_rule_13_a_date_is_marked_and_says_so_wherever_it_shows(client, sign_in):
    assert "1 assurance date passed" in text(client.get("/outcomes"))
    page = text(client.get(PAGE))
    assert "Assurance date: Q2 2026 (Apr to Jun 2026)" in page
    assert "Nothing yet: the date is open." in page and RULINGS_DEFINED[Ruling.SATISFIED] in page
    answer = client.post(PAGE, ENTERED)
    assert (answer.status_code, answer.url) == (302, REQUIREMENT)
    reader = sign_in("committee")
    for address in (REQUIREMENT, "/outcomes/8"):
        found = text(reader.get(address))
        assert re.search(r"satisfied \d+ \w+ 20\d\d", found) and "date passed, not yet" not in found
    found = text(reader.get(REQUIREMENT))
    assert "The register is complete." in found and "Audit report 14, 3 October 2026" in found
    assert "0 dates passed" in text(reader.get("/outcomes"))
    assert "assurance" not in text(reader.get("/requirements.csv")).split("PO8-T1-1")[1].lower()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ruling": ""}, "Choose what you say of it"),
        ({"ruling": "withdrawn"}, "there is nothing to withdraw"),
        ({"reason": " "}, "Enter the reason"),
        ({"evidence_cited": ""}, "Enter the evidence that it is satisfied"),
        ({"version": "3"}, "Open this page again"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(client, changes, message):
    answer = client.post(PAGE, ENTERED | changes)
    assert answer.status_code == 422 and message in text(answer)
    assert not GateAct.objects.exists()


def test_what_was_said_is_kept_and_withdrawn_with_a_reason(client, world):
    assert "withdrawn" not in client.get(PAGE).content.decode()
    shelf.say_of_gate(world, world.requirement.gates.get())
    page = client.get(PAGE).content.decode()
    assert 'value="withdrawn"' in page and 'value="satisfied"' not in page
    assert "Satisfied, in force" in text(client.get(PAGE))
    taken_back = {"ruling": "withdrawn", "reason": "Not the year's audit.", "version": "1"}
    assert client.post(PAGE, taken_back).status_code == 302
    page = text(client.get(PAGE))
    assert page.index("Withdrawn, in force") < page.index("Satisfied")
    assert "assurance date passed, not yet assured" in text(client.get(REQUIREMENT))


def test_a_conflict_keeps_what_was_typed(client, world):
    by = world.user("commissioner2")
    shelf.say_of_gate(world, world.requirement.gates.get(), Ruling.SET_ASIDE, by=by)
    answer = client.post(PAGE, ENTERED)
    assert answer.status_code == 409 and "The register is complete." in text(answer)
    assert "Person commissioner2" in text(answer)
    assert GateAct.objects.count() == 1


def test_rule_20_met_is_not_offered_while_a_date_is_open(client, world):
    form = f"{REQUIREMENT}/assess/commissioner"
    page = client.get(form).content.decode()
    assert 'value="met"' not in page and 'value="partly_met"' in page
    assert "“Met” can be chosen once each of these dates" in page and f'href="{PAGE}"' in page
    entered = {
        "judgement": "met", "rationale": "So.", "evidence_cited": "Report", "version": "0",
        "act": "issue", "confirmed": "yes",
        f"cite-{shelf.a_record(world.requirement).pk}": "strong",
    }  # fmt: skip
    answer = client.post(form, entered)
    assert answer.status_code == 422 and "Choose another judgement, or first mark" in text(answer)
    shelf.say_of_gate(world, world.requirement.gates.get())
    assert 'value="met"' in client.get(form).content.decode()
    assert client.post(form, entered).status_code == 302
    assert Assessment.objects.get().judgement == "met"


def test_rule_20_judging_before_a_date_is_allowed_and_says_so(client, world):
    shelf.add_gate(world.requirement, "Q4 2028", purpose="sustained")
    ahead = "Still ahead: Sustained evidence, Q4 2028 (Oct to Dec 2028)."
    assert ahead in text(client.get(f"{REQUIREMENT}/assess/commissioner"))
    assert "still ahead" in text(client.get(f"{REQUIREMENT}/dates/2"))
    assert "still ahead" not in text(client.get(PAGE))
    shelf.judge(world, Judgement.PARTLY)
    assert f"Judged before the date. {ahead}" in text(client.get(REQUIREMENT))


def test_commissioners_alone_are_led_to_it_and_begin_dates_ask_for_nothing(sign_in, world):
    shelf.add_gate(world.requirement, "Q1 2026", purpose="begin")
    page = sign_in("commissioner").get(REQUIREMENT).content.decode()
    assert re.findall(r"/dates/(\d)\"", page) == ["1"]
    assert "/dates/" not in sign_in("cpmo").get(REQUIREMENT).content.decode()
    past = sign_in("commissioner").get(f"{REQUIREMENT}?as_at=2026-11-08").content.decode()
    assert "/dates/" not in past


def test_unknown_is_not_found(client):
    assert client.get(f"{REQUIREMENT}/dates/9").status_code == 404
    assert client.get("/requirements/PO9-T9-9/dates/1").status_code == 404


def test_rule_22_a_satisfied_date_cites_held_evidence_and_no_link_alone(
    client, world, settings, tmp_path
):
    settings.EVIDENCE_STORE = tmp_path
    link = evidence_steps.add(world, EvidenceKind.LINK, title="Council plan").versions.get()
    held = evidence_steps.add(world, title="Fire register").versions.get()
    page = text(client.get(PAGE))
    assert "EV-0001 Council plan" in page and "EV-0002 Fire register" in page
    silent = ENTERED | {"evidence_cited": ""}
    refused = client.post(PAGE, silent | {f"cite-{link.pk}": "weak"})
    assert refused.status_code == 422 and "Enter the evidence" in text(refused)
    assert not GateAct.objects.exists()
    found = client.post(PAGE, {"act": "find", "find": "Fire", "version": "0"})
    assert found.status_code == 200 and "EV-0002 Fire register" in text(found)
    with CaptureQueriesContext(connection) as asked:
        saved = client.post(PAGE, silent | {f"cite-{held.pk}": "strong"})
    assert saved.status_code == 302 and len(asked) <= 20
    (row,) = GateCitation.objects.select_related("act")
    assert (row.version, row.strength) == (held, "strong")
    assert row.act.evidence_cited == "EV-0002, version 1"
    assert "EV-0002 Fire register , version 1: strong" in text(client.get(PAGE))
    assert "EV-0002, version 1" in text(client.get(REQUIREMENT))
    assert issued_citing(held.evidence, at=row.act.at) == ["Assurance date of PO8-T1-1"]


def test_rule_22_the_form_says_what_a_date_is_satisfied_on(client):
    page = text(client.get(PAGE))
    assert "A date is satisfied on evidence in words, a file held here or a record" in page
    assert "to issue “met”" not in page
