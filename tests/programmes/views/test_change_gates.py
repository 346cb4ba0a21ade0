"""Rule 18: assurance dates that a request comes after are named where it is written and read."""

import pytest

from assurance.models import Gate
from irp.history import record
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from programmes.models import ChangeRequest
from tests.standing import standing
from tests.test_permission_matrix import depend
from tests.world import LOADED_AT, LOADER

WHY = {"reason_code": "supplier", "reason": "The supplier withdrew.", "version": "0"}
ADD = "/changes/add/HOU/date?rows=HOU-01"
SAID = (
    "is 28 days after the completion date of <a "
    'class="govuk-link" href="/requirements/PO8-T1-1">PO8-T1-1</a>, Jan 2027'
)


def text(answer):
    return " ".join(answer.content.decode().split())


@standing
def led(world):
    """Let HOU-01 lead, by a dependency, to a requirement that is to be complete in January 2027."""
    gate = Gate(requirement=world.requirement, number=2, purpose="completion", words="Jan 2027")
    gate.due = parse_plan_date("Jan 2027", quarters=QuarterConvention.CALENDAR)
    record(gate, by=LOADER, at=LOADED_AT)
    return depend(world)


def test_rule_18_the_form_names_what_the_dates_lead_to_and_come_after(world, led, sign_in):
    client = sign_in("rdl")
    page = text(client.get(ADD))
    assert "PO8-T1-1</a> (D-101): assurance date Q2 2026" in page
    assert "completion date Jan 2027" in page and "come after" not in page
    checked = text(client.post(ADD, {"new_1": "Feb 2027", "check": "dates"}))
    assert "Assurance dates that the new dates come after" in checked
    assert f"HOU-01 at Feb 2027 {SAID} (dependency D-101)" in checked
    assert "the date now is later than it already" in checked  # of the one of June 2026
    assert not ChangeRequest.objects.exists()


def test_rule_18_a_request_that_overtakes_a_date_says_so_and_goes_to_the_top(world, led, sign_in):
    client = sign_in("rdl")
    refused = client.post(ADD, WHY | {"new_1": "Feb 2027"})
    page = text(refused)
    assert refused.status_code == 422 and "Tick this box. HOU-01 at Feb 2027 is 28 days" in page
    assert SAID in page
    page = text(client.post(ADD, WHY | {"new_1": "Feb 2027", "gate_overtaken": "on"}, follow=True))
    assert "TIB, then Cabinet: an assurance date is overtaken" in page
    assert f"HOU-01 at Feb 2027 {SAID} (dependency D-101)" in page
    sao = sign_in("sao")
    assert SAID in text(sao.get("/changes/HOU-CR-01/decide"))
    assert sao.get("/changes/HOU-CR-01?as_at=2026-11-09").status_code == 200


def test_rule_18_a_requirement_that_is_named_is_held_to_its_dates_without_a_link(
    world, led, sign_in
):
    there, client = "/changes/add/HOU/date?rows=HOU-03", sign_in("rdl")
    assert client.post(there, WHY | {"new_1": "Feb 2027"}).status_code == 302
    named = WHY | {"new_1": "Feb 2027", "requirement_refs": "PO8-T1-1"}
    refused = client.post("/changes/add/HOU/date?rows=HOU-02", named)
    assert refused.status_code == 422 and "Tick this box. HOU-02 at Feb 2027" in text(refused)


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("rdl", ADD),
        ("sao", "/changes/HOU-CR-01"),
        ("cpmo", "/changes/HOU-CR-01"),  # who also reads how it is classified
        ("sao", "/changes/HOU-CR-01/decide"),
    ],
)
def test_a_page_takes_at_most_20_statements(
    world, led, sign_in, django_assert_max_num_queries, person, address
):
    entered = WHY | {"new_1": "Feb 2027", "gate_overtaken": "on"}
    sign_in("rdl").post(ADD, entered)
    client = sign_in(person)
    client.get(address)  # what is read once for all
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200
