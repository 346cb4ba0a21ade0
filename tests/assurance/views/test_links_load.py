"""Links proposed from a CSV file: previewed, all or none, faults by line (Rule 28, 4a.10)."""

import pytest

from assurance.models import DeliveryLink
from tests.assurance import shelf
from tests.assurance.link_steps import propose
from tests.assurance.views.test_outcome import text

PAGE = "/links/load"
HEAD = "Requirement,Served by,How it serves it\n"
TWO = "PO8-T1-1,HOU-01,It mends homes.\nPO8-T1-1,HOU,It runs them.\n"


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


def sent(client, rows, **entered):
    return client.post(PAGE, {"file_text": HEAD + rows, **entered})


def test_rule_28_what_a_file_proposes_is_shown_then_proposed_with_the_persons_name(client):
    page = text(sent(client, TWO))
    assert "New: 2" in page and "Another person has to confirm it" in page
    assert not DeliveryLink.objects.exists()
    answer = sent(client, TWO, confirmed="yes", seen="0")
    assert answer["Location"] == "/links"
    rows = DeliveryLink.objects.order_by("number")
    assert [(row.state, row.proposed_name) for row in rows] == [("proposed", "Person cpmo")] * 2


def test_the_file_of_links_is_loaded_again_and_changes_nothing(client, world):
    propose(world, "HOU-01")
    own = client.get("/links.csv").content.decode("utf-8-sig")
    page = text(client.post(PAGE, {"file_text": own}))
    assert "Already there, and left as they are: 1" in page and "There is nothing to save" in page


@pytest.mark.parametrize(
    ("rows", "line", "fault"),
    [
        ("PO9-T9-9,HOU-01,It does.", 2, "Enter the reference of a requirement in force"),
        ("PO8-T1-1,HOU-99,It does.", 2, "Enter the reference of a programme, milestone"),
        ("PO8-T1-1,HOU-01,", 2, "Enter how it serves the requirement"),
        (f"PO8-T1-1,HOU-01,{'x' * 501}", 2, "Use 500 characters at most"),
        (f"{TWO}PO8-T1-1,hou-01,Again.", 4, "Line 2 proposes the same"),
    ],
)
def test_4a10_faults_are_named_by_line_and_nothing_is_proposed(client, rows, line, fault):
    answer = sent(client, rows, confirmed="yes")
    assert answer.status_code == 422 and f"line {line}, " in text(answer) and fault in text(answer)
    assert not DeliveryLink.objects.exists()


def test_4a10_what_was_proposed_since_the_preview_is_shown_again(client, world):
    propose(world, "HOU-01", by="sao")
    answer = sent(client, TWO, confirmed="yes", seen="0")
    page = text(answer)
    assert answer.status_code == 409 and "Somebody else saved some of these first" in page
    assert DeliveryLink.objects.count() == 1
    assert sent(client, TWO, confirmed="yes", seen="1").status_code == 302
    assert DeliveryLink.objects.count() == 2


def test_rule_24a_the_owner_of_a_requirement_loads_links_to_it_alone(sign_in, world):
    officer = sign_in("officer")
    assert officer.get(PAGE).status_code == 403
    shelf.own(world, post="officer")
    other = shelf.outcomes(1, requirements=1)[0]
    answer = sent(officer, f"{other.ref},HOU,It does.\n", confirmed="yes")
    assert answer.status_code == 422 and "Leave this row out" in text(answer)
    assert sent(officer, TWO, confirmed="yes").status_code == 302
    assert "Propose links" in text(officer.get("/requirements/PO8-T1-1/links"))
    assert officer.get("/requirements/PO8-T1-1/links/confirm").status_code == 200
    assert officer.get(f"/requirements/{other.ref}/links/propose").status_code == 403


@pytest.mark.parametrize("name", ["administrator", "commissioner", "committee", "officer", "rdl"])
def test_only_who_may_propose_loads(sign_in, name):
    assert sign_in(name).get(PAGE).status_code == 403
    assert "Propose from a file" not in text(sign_in(name).get("/links"))


def test_it_takes_as_many_statements_however_long_the_file(
    client, world, django_assert_max_num_queries
):
    rows = "".join(f"PO8-T1-1,HOU-0{n},It does.\n" for n in range(1, 4))
    with django_assert_max_num_queries(20):
        assert sent(client, rows).status_code == 200
