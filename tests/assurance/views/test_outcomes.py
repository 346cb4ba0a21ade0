"""The heat map of outcomes and tests."""

import re
from datetime import timedelta

import pytest

from assurance.words import Judgement, Speaker
from irp.history import record
from tests.assurance import shelf
from tests.world import NOW

MAP = "/outcomes"


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def client(sign_in):
    return sign_in("committee")


def test_rule_19_an_unjudged_requirement_is_not_assessed(client, world):
    assert "1 not assessed" in text(client.get(MAP))


def test_rule_21_only_what_commissioners_issued_counts(client, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    shelf.judge(world, Judgement.PARTLY, issued=False)
    page = text(client.get(MAP))
    assert "1 not assessed" in page
    assert "1 met" not in page
    shelf.judge(world, Judgement.NOT_MET)
    assert "1 not met" in text(client.get(MAP))


@pytest.mark.parametrize(("voice", "words"), [("council", "1 met"), ("cpmo", "1 partly met")])
def test_rule_2_the_other_voices_stand_in_views_of_their_own(client, world, voice, words):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.CPMO)
    shelf.judge(world, Judgement.NOT_MET)
    page = text(client.get(f"{MAP}?voice={voice}"))
    assert words in page
    assert "1 not met" not in page


def test_rules_19_to_21_no_percentage_and_n_leaves_out_not_applicable(client, world):
    rows = shelf.outcomes(1)
    shelf.judge(world, Judgement.NOT_APPLICABLE, row=rows[0])
    page = text(client.get(MAP))
    assert "%" not in page
    assert "1 not assessed 1 not applicable n = 1." in page


def test_rule_13_a_passed_gate_says_not_yet_assured_until_commissioners_say_met(client, world):
    words = "1 with a date passed, not yet assured"
    assert words in text(client.get(MAP))
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    assert words in text(client.get(MAP))
    shelf.judge(world, Judgement.MET)
    assert words not in text(client.get(MAP))


def test_rule_11_the_next_gate_prints_its_months(client, world):
    shelf.outcomes(1)
    assert "Next: Q4 2027 (Oct to Dec 2027), 2 requirements" in text(client.get(MAP))


def test_rule_24_a_retired_requirement_leaves_the_counts(client, world):
    world.requirement.retired_on = NOW.date() - timedelta(days=1)
    record(world.requirement, by="test", at=NOW, reason="Retired")
    assert "where 0 requirements stand" in text(client.get(MAP))


def test_queries_do_not_grow_with_the_plan(client, world, django_assert_max_num_queries):
    shelf.met_by_all(world, shelf.outcomes(2))
    with django_assert_max_num_queries(14) as first:
        assert client.get(MAP).status_code == 200
    shelf.met_by_all(world, shelf.outcomes(4, requirements=4))
    with django_assert_max_num_queries(len(first)):
        assert client.get(MAP).status_code == 200


@pytest.mark.parametrize("voice", ["", "mayor"])
def test_a_voice_that_is_none_is_ignored_as_other_filters_are(client, world, voice):
    answer = client.get(f"{MAP}?voice={voice}")
    assert answer.status_code == 200
    assert text(answer) == text(client.get(MAP))
