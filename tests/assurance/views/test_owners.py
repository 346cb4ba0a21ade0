"""Owners are named on a page, and answer judgements: where both show."""

import re

import pytest

from assurance.models import OwnerAnswer, OwnerNaming
from assurance.words import Judgement, Speaker
from tests.assurance import shelf

REQUIREMENT = "/requirements/PO8-T1-1"
ANSWER = f"{REQUIREMENT}/answer"
ANSWERED = {"answer": "in_part", "reasons": "The register is complete.", "version": "1"}


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_rule_24a_no_owner_is_said_and_one_is_named(sign_in, world):
    reader, cpmo = sign_in("committee"), sign_in("cpmo")
    assert "No owner named" in text(reader.get(REQUIREMENT))
    assert "No owner named" in reader.get("/requirements.csv").content.decode()
    page = text(cpmo.get("/owners"))
    assert "1 of 1 requirements have no owner" in page and "PO8-T1-1 Safety" in page
    typed = {
        "requirements": world.requirement.pk, "post": world.posts["sao"].pk,
        "starts_on": "1/10/2026", "reason": "CLT, 5 October 2026",
    }  # fmt: skip
    for left_out, asked in (
        ("requirements", "Choose at least one requirement"),
        ("reason", "Enter who decided it"),
        ("starts_on", "Enter the first day"),
    ):
        answer = cpmo.post("/owners", {name: typed[name] for name in typed if name != left_out})
        assert answer.status_code == 422 and asked in text(answer), left_out
    answer = cpmo.post("/owners", typed | {"ends_on": "1/9/2026"})
    assert "Enter a last day that is not before the first day" in text(answer)
    assert not OwnerNaming.objects.exists()
    assert cpmo.post("/owners", typed).status_code == 302
    assert "Owner Post of sao, since 1 Oct 2026" in text(reader.get(REQUIREMENT))
    assert "0 of 1 requirements have no owner" in text(cpmo.get("/owners"))
    assert ",Post of sao," in reader.get("/requirements.csv").content.decode()


@pytest.mark.parametrize("owned", [False, True])
def test_rule_24a_the_form_of_the_council_lets_the_owner_alone_issue(sign_in, world, owned):
    if owned:
        shelf.own(world)
    page = sign_in("sao").get(f"{REQUIREMENT}/assess/council").content.decode()
    assert ("Check and issue" in page) is owned
    assert ("none is named yet" in page) is not owned
    others = sign_in("other_sao").get(f"{REQUIREMENT}/assess/council")
    assert others.status_code == (403 if owned else 200)


def test_rule_24a_the_owner_is_led_to_the_answer_and_gives_it_once(sign_in, world):
    owner = sign_in("sao")
    shelf.own(world)
    assert ANSWER not in owner.get(REQUIREMENT).content.decode()
    shelf.judge(world, Judgement.NOT_MET)
    assert f'href="{ANSWER}"' in owner.get(REQUIREMENT).content.decode()
    for name in ("cpmo", "other_sao", "commissioner"):
        assert ANSWER not in sign_in(name).get(REQUIREMENT).content.decode()
    assert "Commissioner judgement: because it is so." in text(owner.get(ANSWER))
    for left_out in ("answer", "reasons"):
        typed = {name: ANSWERED[name] for name in ANSWERED if name != left_out}
        assert owner.post(ANSWER, typed).status_code == 422
    assert owner.post(ANSWER, ANSWERED | {"version": "0"}).status_code == 409
    assert not OwnerAnswer.objects.exists()
    assert owner.post(ANSWER, ANSWERED).url == REQUIREMENT
    assert "There is nothing to answer" in text(owner.get(ANSWER))
    assert ANSWER not in owner.get(REQUIREMENT).content.decode()
    for reader in (sign_in("committee"), sign_in("commissioner")):
        card, history = text(reader.get(REQUIREMENT)).split("Assessment history", 1)
        for part in (card, history):
            assert "Owner’s answer: Accepted in part" in part
            assert "Person sao (Post of sao): The register is complete." in part
    assert "Owner’s answer" in sign_in("rdl").get("/requirements.csv").content.decode()


def test_a_past_day_offers_no_answer_and_shows_none_given_later(sign_in, world):
    shelf.own(world)
    shelf.judge(world, Judgement.NOT_MET)
    sign_in("sao").post(ANSWER, ANSWERED)
    page = text(sign_in("committee").get(f"{REQUIREMENT}?as_at=2026-11-09"))
    assert "Commissioner judgement: because it is so." in page and "Owner’s answer" not in page


@pytest.mark.parametrize("speaker", list(Speaker))
def test_the_page_of_a_requirement_takes_at_most_20_statements(
    sign_in, world, django_assert_max_num_queries, speaker
):
    shelf.own(world)
    shelf.judge(world, Judgement.PARTLY, speaker=speaker)
    client = sign_in(shelf.SPEAKS[speaker])
    client.get(REQUIREMENT)
    with django_assert_max_num_queries(20):
        assert client.get(REQUIREMENT).status_code == 200
