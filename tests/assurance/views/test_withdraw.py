"""Withdrawing what was issued: what it asks, and how it shows from then on."""

import re
from datetime import timedelta

import pytest
import time_machine

from assurance.models import AssessmentWithdrawal
from assurance.words import Judgement, Speaker
from tests.assurance import shelf
from tests.world import NOW

REQUIREMENT = "/requirements/PO8-T1-1"
PAGE = f"{REQUIREMENT}/withdraw/commissioner"
ENTERED = {"reason": "The audit was of another year.", "confirmed": "on", "version": "1"}
WITHDRAWN = "Withdrawn on 9 Nov 2026 by Person commissioner (Post of commissioner): The audit"


@pytest.fixture
def client(sign_in):
    return sign_in("commissioner")


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_rule_19_it_is_shown_and_confirmed_first(client, world):
    shelf.judge(world, Judgement.PARTLY)
    page = text(client.get(PAGE))
    assert "Commissioner judgement: because it is so." in page
    assert "An earlier assessment does not come back into force." in page
    for left_out, asked in (
        ("confirmed", "Tick “I understand that this cannot be undone”"),
        ("reason", "Enter the reason for withdrawing it"),
    ):
        typed = {name: value for name, value in ENTERED.items() if name != left_out}
        answer = client.post(PAGE, typed)
        assert answer.status_code == 422 and asked in text(answer)
    assert not AssessmentWithdrawal.objects.exists()
    answer = client.post(PAGE, ENTERED)
    assert (answer.status_code, answer.url) == (302, REQUIREMENT)
    assert AssessmentWithdrawal.objects.get().reason == ENTERED["reason"]


def test_rule_19_the_page_says_who_withdrew_it_when_and_why(sign_in, world):
    shelf.judge(world, Judgement.NOT_MET)
    shelf.judge(world, Judgement.MET, at=NOW + timedelta(minutes=1))
    shelf.withdraw(world, at=NOW + timedelta(minutes=2))
    client = sign_in("committee")
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        card, history = text(client.get(REQUIREMENT)).split("Assessment history", 1)
        assert f"Not assessed {WITHDRAWN}" in card
        assert history.index("issued: Met") < history.index(WITHDRAWN)
        assert history.count(WITHDRAWN) == 1 and history.count("Superseded") == 1
        assert history.count("Withdrawn ") == 2  # the mark, and who, when and why
        assert "Commissioners 0 of 1 met, 1 not assessed" in text(client.get("/outcomes"))
        file = client.get("/requirements.csv").content.decode()
        assert "Not assessed" in file and WITHDRAWN in file


def test_rule_21_a_page_of_the_day_before_knows_of_no_withdrawal(sign_in, world):
    shelf.judge(world, Judgement.MET)
    shelf.withdraw(world, at=NOW + timedelta(days=1))
    client, then = sign_in("committee"), "?as_at=2026-11-09"
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        for page in (REQUIREMENT, "/requirements.csv", "/outcomes/8"):
            now, before = (client.get(page + query).content.decode() for query in ("", then))
            assert ("Withdrawn on" in now, "Withdrawn on" in before) == ("outcomes" not in page, 0)
        assert "Commissioners 1 of 1 met" in text(client.get("/outcomes" + then))


def test_it_is_offered_to_who_may_issue_and_while_something_is_in_force(sign_in, world):
    def offered(name):
        page = sign_in(name).get(REQUIREMENT).content.decode()
        return set(re.findall(r"/withdraw/(\w+)", page))

    assert offered("commissioner") == set()
    shelf.judge(world, Judgement.MET)
    shelf.judge(world, Judgement.MET, speaker=Speaker.CPMO)
    assert offered("commissioner2") == {"commissioner"} and offered("cpmo") == {"cpmo"}
    assert offered("rdl") == set()
    shelf.withdraw(world)
    assert offered("commissioner") == set()
    assert "There is nothing to withdraw" in text(sign_in("commissioner").get(PAGE))


def test_a_newer_one_that_was_issued_meanwhile_is_not_withdrawn_unseen(client, world):
    shelf.judge(world, Judgement.PARTLY)
    shelf.judge(world, Judgement.MET, at=NOW + timedelta(minutes=1))
    answer = client.post(PAGE, ENTERED)
    assert (answer.status_code == 409 and "Someone else saved" in text(answer)) or (
        "You already saved" in text(answer)
    )
    assert not AssessmentWithdrawal.objects.exists()


def test_unknown_is_not_found(client):
    assert client.get("/requirements/PO9-T9-9/withdraw/commissioner").status_code == 404
    assert client.get(f"{REQUIREMENT}/withdraw/mayor").status_code == 404
