"""The pages of links: proposed by one, confirmed by another, and the coverage matrix."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
import time_machine

from assurance.models import DeliveryLink
from tests.assurance import shelf
from tests.assurance.link_steps import confirm, propose
from tests.assurance.views.test_outcome import text
from tests.world import NOW

PAGE = "/requirements/PO8-T1-1/links"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


def rows_of(answer):
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_rule_28_from_a_proposal_to_a_confirmation_to_its_end(sign_in, world):
    cpmo = sign_in("cpmo")
    assert "Nothing in the plan is linked" in text(cpmo.get(PAGE))
    typed = {"refs": "hou, HOU-01", "reason": "It brings homes to the standard."}
    answer = cpmo.post(f"{PAGE}/propose", typed, follow=True)
    assert "2 links proposed. Another person can now confirm them." in text(answer)
    assert "No link awaits your confirmation." in text(cpmo.get(f"{PAGE}/confirm"))
    sao = sign_in("sao")
    answer = sao.post(f"{PAGE}/confirm", {"links": ["2:1"]}, follow=True)
    page = text(answer)
    assert "You confirmed 1 link." in page and "Confirmed: 1" in page
    assert "Proposed, not confirmed: 1" in page and "by Person sao" in page
    assert "PO8-T1-1 Safety It brings homes to the standard. Confirmed." in text(
        sao.get("/milestones/HOU-01")
    )
    answer = sao.post("/links/2/end", {"version": 2, "reason": "It moved."}, follow=True)
    assert "Ended: 1" in text(answer) and "Person sao (Post of sao): It moved." in text(answer)
    assert "It moved." not in text(sao.get(f"{PAGE}?as_at=2026-11-08"))


def test_faults_say_what_to_type_and_keep_what_was_typed(sign_in, world):
    client = sign_in("cpmo")
    answer = client.post(f"{PAGE}/propose", {"refs": "HOU-99", "reason": "Kept words"})
    assert answer.status_code == 422 and "These are not: HOU-99" in text(answer)
    assert "Kept words" in answer.content.decode()
    propose(world, "HOU-01")
    answer = client.post(f"{PAGE}/propose", {"refs": "HOU-01", "reason": "Kept words"})
    assert answer.status_code == 422 and "HOU-01 is linked to PO8-T1-1" in text(answer)
    answer = sign_in("sao").post(f"{PAGE}/confirm", {})
    assert answer.status_code == 422 and "Choose at least one link" in text(answer)


def test_a_link_that_was_changed_meanwhile_is_not_ended_unseen(sign_in, world):
    confirm(world, *propose(world, "HOU-01"))
    answer = sign_in("sao").post("/links/1/end", {"version": 1, "reason": "Kept words"})
    assert answer.status_code == 409 and "Kept words" in answer.content.decode()
    assert DeliveryLink.objects.get().state == "confirmed"


def test_4a1_what_became_of_a_link_meanwhile_is_shown_to_who_confirms_it(sign_in, world):
    propose(world, "HOU")
    confirm(world, *propose(world, "HOU-01"))
    answer = sign_in("sao").post(f"{PAGE}/confirm", {"links": ["1:1", "2:1"]})
    page = text(answer)
    assert answer.status_code == 409 and "<title>Error: " in answer.content.decode()
    assert "was changed by" in page and "Choose links that await" not in page
    assert 'value="1:1"' in answer.content.decode() and 'value="2:' not in answer.content.decode()
    assert DeliveryLink.objects.get(number=1).state == "proposed"


def test_the_list_is_filtered_and_a_file(sign_in, world):
    confirm(world, *propose(world, "HOU"))
    propose(world, "JOB-01")
    client = sign_in("committee")
    page = text(client.get("/links?state=confirmed"))
    assert "1 of 2 links" in page and "Activity 1 of Job" not in page
    assert [row["Served by"] for row in rows_of(client.get("/links.csv?programme=JOB"))] == [
        "JOB-01"
    ]
    assert "1 of 2 links" in text(client.get("/links?outcome=8&kind=programme"))


def test_rule_22_the_matrix_tells_what_nothing_serves(sign_in, world):
    shelf.outcomes(1)
    confirm(world, *propose(world, "HOU"))
    client = sign_in("commissioner")
    page = text(client.get("/coverage"))
    assert "No programme is dedicated to outcome 9." in page
    assert "22 months older than the Assurance Plan" in page
    assert "Outcome 9. Outcome 9: 6 served by nothing" in page
    assert "Outcome 8. Housing: 1 confirmed" in page
    assert page.index("Outcome 9. Outcome 9:") < page.index("Outcome 8. Housing:")  # worst first
    body = client.get("/coverage").content.decode()
    assert body.count("app-folded__head") == 2 and 'app-printed" open' not in body
    assert 'app-printed" open' in client.get("/coverage?outcome=8").content.decode()
    rows = rows_of(client.get("/coverage.csv"))
    assert [row["Served"] for row in rows] == ["Confirmed", *["Served by nothing"] * 6]
    assert rows[0]["Programmes"] == "HOU"
    assert len(rows_of(client.get("/coverage.csv?show=none&test=1"))) == 2


@pytest.mark.parametrize("page", ["/coverage", "/links", PAGE])
def test_statements_do_not_grow_with_the_plan(sign_in, world, page, django_assert_max_num_queries):
    propose(world, "HOU", "HOU-01")
    client = sign_in("cpmo")
    with django_assert_max_num_queries(20) as first:
        client.get(page)
    shelf.outcomes(10)
    propose(world, "HOU-02", "HOU-03", "JOB", "JOB-01", "JOB-02", "JOB-03")
    with django_assert_max_num_queries(len(first)):
        client.get(page)


@pytest.mark.parametrize("page", ["/requirements/PO9-T9-9/links", "/links/7/end"])
def test_what_there_is_not_is_not_found(sign_in, world, page):
    assert sign_in("cpmo").get(page).status_code == 404
