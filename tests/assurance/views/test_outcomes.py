"""The heat map of outcomes and tests."""

import re
from datetime import timedelta

import pytest
import time_machine

from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from irp.history import record
from tests.assurance import shelf
from tests.world import NOW

MAP = "/outcomes"


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def cells(client, query: str = "") -> list[str]:
    """Return the words of the map's table, an outcome under a test each."""
    body = client.get(MAP + query).content.decode().partition("<tbody")[2]
    found = re.findall(r"<tr.*?</tr>", body.partition("</tbody>")[0], re.S)
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


def test_rule_19_the_three_assessments_stand_apart_in_each_cell(client, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.CPMO)
    shelf.judge(world, Judgement.NOT_MET)
    assert "0 of 1 met, 1 not met 0 of 1 met, 1 partly met 1 of 1 met" in cells(client)[0]
    found = client.get(MAP).content.decode()
    spoken = (
        "Outcome 8, test 1: Commissioners 0 of 1 met, 1 not met; CPMO 0 of 1 met, 1 partly met; "
        "Council 1 of 1 met; 1 with a date passed; Not declared met"
    )
    assert found.count(f'aria-label="{spoken}"') == 2  # for a wide window and a narrow one


def test_rule_24f_the_headline_is_fair(client, world):
    rows = shelf.outcomes(1)
    shelf.judge(world, Judgement.PARTLY, row=rows[0])
    headline = "0 of 7 met; 1 assessed, 6 not yet; 1 had an assurance date by today."
    assert f"Commissioners: {headline}" in text(client.get(MAP))
    shelf.judge(world, Judgement.MET)
    assert "1 of 7 met; 2 assessed, 5 not yet; 1 had" in text(client.get(MAP))
    past = text(client.get(f"{MAP}?as_at=2026-11-08"))
    assert "0 of 7 met; 0 assessed, 7 not yet; 1 had an assurance date by 8 Nov 2026." in past


def test_rule_20_only_a_declared_test_that_counts_has_the_thick_frame(client, world):
    shelf.judge(world, Judgement.MET)
    assert 'stroke-width="4"' not in client.get(MAP).content.decode()
    shelf.agreed(world, Said.MET)
    assert 'stroke-width="4"' in client.get(MAP).content.decode()
    assert "Declared met 9 Nov 2026" in cells(client)[0]
    shelf.judge(world, Judgement.PARTLY, at=NOW + timedelta(days=2))
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        later = client.get(MAP).content.decode()
    assert 'stroke-width="4"' not in later and "no longer supported since 11 Nov 2026" in later


def test_the_map_has_a_file_with_a_row_for_each_cell(client, world):
    shelf.judge(world, Judgement.PARTLY)
    lines = client.get("/outcomes.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Outcome,Title of the outcome,Test,Commissioners: met,")
    assert lines[1].startswith("8,Housing,1,0,0,1,0,0,0,0,0,1,0,")


def test_rules_19_to_21_no_percentage_and_n_leaves_out_not_applicable(client, world):
    rows = shelf.outcomes(1)
    shelf.judge(world, Judgement.NOT_APPLICABLE, row=rows[0])
    assert "%" not in text(client.get(MAP))
    assert "0 of 1 met, 1 not assessed, 1 not applicable" in cells(client)[3]


def test_rules_6_and_20_a_cell_of_met_and_not_assessed_says_both_as_the_pack_does(client, world):
    rows = shelf.outcomes(1)
    shelf.judge(world, Judgement.MET, row=rows[0])
    assert "1 of 2 met, 1 not assessed" in cells(client)[3]


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
    assert "Q4 2027 (Oct to Dec 2027), 2 requirements" in text(client.get(MAP))


def test_rule_24_a_retired_requirement_leaves_the_counts(client, world):
    world.requirement.retired_on = NOW.date() - timedelta(days=1)
    record(world.requirement, by="test", at=NOW, reason="Retired")
    assert "No requirements No requirements No requirements" in cells(client)[0]
    assert "0 of 0 met" in text(client.get(MAP))


def test_queries_do_not_grow_with_the_plan(client, world, django_assert_max_num_queries):
    shelf.met_by_all(world, shelf.outcomes(2))
    with django_assert_max_num_queries(16) as first:
        assert client.get(MAP).status_code == 200
    shelf.met_by_all(world, shelf.outcomes(4, requirements=4))
    with django_assert_max_num_queries(len(first)):
        assert client.get(MAP).status_code == 200
