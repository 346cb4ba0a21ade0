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


def cells(client, query: str = "") -> list[str]:
    """Return the words of the map's cells, row by row."""
    found = re.findall(
        r'<td class="app-heat__cell.*?</td>', client.get(MAP + query).content.decode(), re.S
    )
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found]


@pytest.fixture
def client(sign_in):
    return sign_in("committee")


def test_rule_19_an_unjudged_requirement_is_not_assessed(client, world):
    assert "0 of 1 met, 1 not assessed" in text(client.get(MAP))


def test_rule_21_only_what_commissioners_issued_counts(client, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    shelf.judge(world, Judgement.PARTLY, issued=False)
    cell = cells(client)[0]
    assert "0 of 1 met, 1 not assessed" in cell
    shelf.judge(world, Judgement.NOT_MET)
    assert "0 of 1 met, 1 not met" in cells(client)[0]


def test_rule_24f_what_each_speaker_says_is_met_is_printed_first_also_when_it_is_0(client, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    page = text(client.get(MAP))
    assert "Commissioners 0 of 1 met, 1 not assessed" in page
    assert "CPMO 0 of 1 met, 1 not assessed" in page
    assert "Council 1 of 1 met" in page


@pytest.mark.parametrize(
    ("asked", "words"), [("council", "1 of 1 met"), ("cpmo", "0 of 1 met, 1 partly met")]
)
def test_rule_19_the_other_assessments_stand_in_views_of_their_own(client, world, asked, words):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.CPMO)
    shelf.judge(world, Judgement.NOT_MET)
    assert words in cells(client, f"?assessment={asked}")[0]


def test_rules_19_to_21_no_percentage_and_n_leaves_out_not_applicable(client, world):
    rows = shelf.outcomes(1)
    shelf.judge(world, Judgement.NOT_APPLICABLE, row=rows[0])
    assert "%" not in text(client.get(MAP))
    assert "0 of 1 met, 1 not assessed, 1 not applicable" in cells(client)[3]


def test_rules_6_and_20_a_cell_of_met_and_not_assessed_says_both_as_the_pack_does(client, world):
    rows = shelf.outcomes(1)
    shelf.judge(world, Judgement.MET, row=rows[0])
    answer = client.get(MAP).content.decode()
    assert "1 of 2 met, 1 not assessed" in cells(client)[3]
    assert "app-heat__cell--some_met" in answer and "Met so far" not in answer


def test_rule_13_passed_dates_are_counted_by_purpose_and_by_what_commissioners_say(client, world):
    page = text(client.get(MAP))
    assert "1 assurance date passed: 1 of 1 requirements" in page
    assert "1 not yet assessed by commissioners" in page
    shelf.judge(world, Judgement.MET)
    assert "0 dates passed: 0 of 1 requirements" in text(client.get(MAP))


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
    page = text(client.get(MAP))
    assert "Commissioner judgement: 0 requirements" in page
    assert cells(client) == ["No requirements"]


def test_queries_do_not_grow_with_the_plan(client, world, django_assert_max_num_queries):
    shelf.met_by_all(world, shelf.outcomes(2))
    with django_assert_max_num_queries(16) as first:
        assert client.get(MAP).status_code == 200
    shelf.met_by_all(world, shelf.outcomes(4, requirements=4))
    with django_assert_max_num_queries(len(first)):
        assert client.get(MAP).status_code == 200


def test_a_blank_speaker_is_the_commissioner(client, world):
    answer = client.get(f"{MAP}?assessment=")
    assert answer.status_code == 200
    assert text(answer) == text(client.get(MAP))
