"""One priority outcome."""

import re

import pytest

from assurance.models import Concern
from assurance.words import Judgement, Speaker
from irp.history import record
from irp.models import Erratum
from tests.assurance import shelf
from tests.world import LOADED_AT, LOADER

PAGE = "/outcomes/8"


def text(answer) -> str:
    """Return the page's words without marks and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def client(sign_in):
    return sign_in("lead_member")


def test_rule_13_a_passed_gate_in_the_words_of_the_rule(client):
    page = text(client.get(PAGE))
    assert "Assurance: Q2 2026 (Apr to Jun 2026) assurance date passed, not yet assured" in page


def test_rule_12_gates_are_typed_and_the_undated_are_listed_as_such(client, world):
    shelf.add_gate(world.requirement, "Q4 2028", purpose="sustained")
    shelf.add_gate(world.requirement, "Ongoing", ongoing=True)
    page = text(client.get(PAGE))
    assert "Sustained evidence: Q4 2028 (Oct to Dec 2028) at or after the end" in page
    assert "Assurance: ongoing (no date, so never overdue)" in page


def test_rule_12_gates_stand_by_day_and_the_undated_last(client, world):
    shelf.add_gate(world.requirement, "Ongoing", ongoing=True)
    shelf.add_gate(world.requirement, "Q1 2026", purpose="begin")
    page = text(client.get(PAGE))
    places = [page.index(words) for words in ("Begin: Q1 2026", "Assurance: Q2 2026", "ongoing (")]
    assert places == sorted(places)
    assert [gate.words for gate in world.requirement.gates.all()][-1] == "Q1 2026"


def test_rule_12_an_odd_order_is_flagged_and_kept(client):
    row = shelf.outcomes(1, requirements=1)[0]
    assert "Note on dates:" not in text(client.get("/outcomes/9")).split("How worked out")[0]
    shelf.add_gate(row, "Q4 2028", purpose="sustained")
    page = text(client.get("/outcomes/9"))
    assert (
        "Note on dates: Q4 2028 (Oct to Dec 2028) is after the last date due under test 2, "
        "Q4 2027 (Oct to Dec 2027), and test 3, Q4 2027 (Oct to Dec 2027)"
    ) in page
    assert "Sustained evidence: Q4 2028" in page


@pytest.mark.parametrize(
    ("erratum", "shown"),
    [("Outcome 8 heads it otherwise.", True), ("Outcome 80 heads it otherwise.", False),
     ("Outcomes call it otherwise.", True)],
)  # fmt: skip
def test_a_tests_erratum_stands_where_it_belongs(client, world, erratum, shown):
    test = world.requirement.test
    test.erratum = erratum
    record(test, by=LOADER, at=LOADED_AT)
    assert (erratum in text(client.get(PAGE))) is shown


def test_rule_19_three_assessments_stand_in_three_columns(client, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.CPMO)
    row = text(client.get(PAGE)).split("PO8-T1-1", 1)[1]
    assert row.index("Not assessed") < row.index("Partly met") < row.index("Met", 1)


def test_concerns_are_grouped_by_strand(client, world):
    outcome = world.requirement.outcome
    outcome.strands = [{"code": "a", "name": "Workforce"}, {"code": "b", "name": "Equal pay"}]
    record(outcome, by=LOADER, at=LOADED_AT)
    for number, strand in enumerate(["b", "a", ""], start=1):
        concern = Concern(
            ref=f"PO8-C{number}", outcome=outcome, strand=strand, summary=f"Concern {number}"
        )
        record(concern, by=LOADER, at=LOADED_AT)
    page = text(client.get(PAGE))
    none = "The council has not responded."
    assert f"(a) Workforce PO8-C2 Concern 2 {none} (b) Equal pay PO8-C1 Concern 1" in page
    assert "PO8-C3 Concern 3" in page


def test_the_documents_contradictions_about_this_outcome_are_shown(client, world):
    for number, where in enumerate(["CAP, priority outcome 8, concern 1", "priority outcome 80"]):
        erratum = Erratum(subject=f"Subject {number}", says=[{"where": where, "text": "2032"}])
        record(erratum, by=LOADER, at=LOADED_AT)
    page = text(client.get(PAGE))
    assert "Subject 0" in page
    assert "Subject 1" not in page


def test_rule_23_a_commissioners_draft_changes_nothing_here(client, world):
    before = text(client.get(PAGE))
    shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="Between us alone")
    assert text(client.get(PAGE)) == before


def test_queries_do_not_grow_with_the_outcome(client, world, django_assert_max_num_queries):
    rows = shelf.outcomes(1, requirements=2)
    shelf.met_by_all(world, rows)
    shelf.met_by_all(world, shelf.outcomes(1, requirements=6))
    with django_assert_max_num_queries(20) as small:
        assert client.get("/outcomes/9").status_code == 200
    with django_assert_max_num_queries(len(small)):
        assert client.get("/outcomes/10").status_code == 200


def test_a_long_outcome_is_paged_and_each_test_is_counted_whole(client):
    shelf.outcomes(1, requirements=30)
    first, second = (client.get(f"/outcomes/9?page={n}") for n in (1, 2))
    refs = [
        re.findall(r">(PO9-T\d-\d+)</a>", answer.content.decode()) for answer in (first, second)
    ]
    assert [len(some) for some in refs] == [50, 40] and len({*refs[0], *refs[1]}) == 90
    assert 'href="?page=2#test-3"' in first.content.decode()
    assert "Read the 30 requirements of test 3 on page 2" in text(first)
    assert "Showing 51 to 90 of 90" in text(second)
    for answer in (first, second):
        assert text(answer).count("30 not assessed") == 9  # three tests, three speakers


def test_rule_22_commissioners_take_the_evidence_of_an_outcome_from_its_page(sign_in, world):
    link = "/evidence/packs/outcome-8.zip"
    for name, offered in (("commissioner", True), ("cpmo", True), ("lead_member", False)):
        client = sign_in(name)
        assert (link in client.get(PAGE).content.decode()) is offered, name
        assert client.get(link).status_code == (200 if offered else 403), name
    past = sign_in("commissioner").get(f"{PAGE}?as_at=2026-11-09")
    assert link not in past.content.decode()
