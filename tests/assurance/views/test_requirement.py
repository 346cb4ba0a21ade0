"""One requirement: gates, voices apart, the whole sequence."""

import re
from datetime import timedelta

import pytest

from assurance.words import Judgement, Speaker
from irp.history import record
from tests.assurance import shelf
from tests.world import NOW

PAGE = "/requirements/PO8-T1-1"


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_rule_19_each_voice_names_author_post_moment_rationale_and_evidence(sign_in, world):
    shelf.judge(world, Judgement.PARTLY, evidence_cited="Audit report 14")
    page = text(sign_in("rdl").get(PAGE))
    assert "Issued 9 Nov 2026 at 10:00 by Person commissioner (Post of commissioner)" in page
    assert "Commissioner judgement: because it is so." in page
    assert "Evidence cited: Audit report 14" in page
    assert page.count("No assessment has been issued.") == 2


def test_rule_19_the_whole_sequence_stands_with_what_changed(sign_in, world):
    shelf.judge(world, Judgement.MET)
    shelf.judge(world, Judgement.NOT_MET, at=NOW + timedelta(days=2))
    page = text(sign_in("rdl").get(PAGE)).split("Assessment history", 1)[1]
    first, second = "issued: Not met", "issued: Met"
    assert page.index(first) < page.index(second)
    assert "from Met → to Not met" in page


def test_rule_12_an_odd_order_is_flagged_and_gates_stand_by_day(sign_in):
    row = shelf.outcomes(1, requirements=1)[-1]
    shelf.add_gate(row, "Q2 2027", purpose="completion")
    client = sign_in("rdl")
    page = text(client.get(f"/requirements/{row.ref}"))
    assert page.index("Completion: Q2 2027") < page.index("Assurance: Q4 2027")
    words = "Q2 2027 (Apr to Jun 2027) is written after Q4 2027 (Oct to Dec 2027), which is later"
    assert f"Note on dates {words}" in page
    row.retired_on = NOW.date()
    record(row, by="test", at=NOW, reason="Retired")
    assert "Note on dates" not in text(client.get(f"/requirements/{row.ref}"))


@pytest.mark.parametrize("name", ["cpmo", "sao", "rdl", "administrator", "committee"])
def test_rule_23_a_commissioners_draft_leaves_no_trace_for_others(sign_in, world, name):
    client = sign_in(name)
    before = text(client.get(PAGE))
    shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="Between us alone")
    assert text(client.get(PAGE)) == before


def test_rule_23_commissioners_see_the_draft_marked_as_one(sign_in, world):
    shelf.judge(world, Judgement.NOT_MET, issued=False, shared=True, rationale="Between us")
    page = text(sign_in("commissioner2").get(PAGE))
    assert "Draft, not issued: Not met" in page
    assert "No assessment has been issued." in page


@pytest.mark.parametrize(
    ("name", "speaker"),
    [("sao", "council"), ("cpmo", "cpmo"), ("commissioner", "commissioner"), ("rdl", None)],
)
def test_assess_is_offered_to_who_speaks_alone(sign_in, world, name, speaker):
    page = sign_in(name).get(PAGE).content.decode()
    offered = re.findall(rf"{PAGE}/assess/(\w+)", page)
    assert offered == ([speaker] if speaker else [])


def test_rule_24_a_retired_requirement_keeps_its_page_and_offers_nothing(sign_in, world):
    world.requirement.retired_on = NOW.date()
    record(world.requirement, by="test", at=NOW, reason="Retired")
    page = sign_in("commissioner").get(PAGE)
    assert page.status_code == 200
    assert "Retired on 9 Nov 2026" in text(page)
    assert "/assess/" not in page.content.decode()


def test_rule_24_a_requirement_to_be_retired_later_says_when_and_stands_until_then(sign_in, world):
    world.requirement.retired_on = NOW.date() + timedelta(days=60)
    record(world.requirement, by="test", at=NOW, reason="To be retired")
    page = sign_in("commissioner").get(PAGE)
    assert "To be retired on 8 Jan 2027. Until then it is counted." in text(page)
    assert f"{PAGE}/assess/commissioner" in page.content.decode()


def test_a_long_sequence_is_paged(sign_in, world):
    for day in range(52):
        shelf.judge(world, Judgement.PARTLY, at=NOW - timedelta(hours=day))
    client = sign_in("rdl")
    assert "Showing 1 to 50 of 52" in text(client.get(PAGE))
    assert "Showing 51 to 52 of 52" in text(client.get(f"{PAGE}?page=2"))


def test_queries_do_not_grow_with_the_sequence(sign_in, world, django_assert_max_num_queries):
    client = sign_in("commissioner")
    shelf.judge(world, Judgement.PARTLY)
    with django_assert_max_num_queries(20) as few:
        assert client.get(PAGE).status_code == 200
    for speaker in Speaker:
        shelf.judge(world, Judgement.PARTLY, speaker=speaker)
        shelf.judge(world, Judgement.MET, speaker=speaker)
    with django_assert_max_num_queries(len(few)):
        assert client.get(PAGE).status_code == 200
