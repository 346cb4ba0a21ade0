"""Pages of dependencies: who may do what, from empty to given, and where a breach shows (28)."""

import csv
import re
from io import StringIO

import pytest
import time_machine

from programmes.actions.dependencies import change_dependency
from programmes.models import Dependency
from tests.programmes.steps import later, part_two_sides
from tests.test_permission_matrix import depend
from tests.world import NOW, when

NEW = {"giver_ref": "hou-01", "taker_ref": "JOB-01", "title": "List of tenants", "description": "",
       "give_by": "31/3/2027", "need_by": "31/5/2027", "requirement_refs": "PO8-T1-1",
       "version": "0"}  # fmt: skip


def text(answer):
    return " ".join(answer.content.decode().split())


def refs_of(page):
    return re.findall(r'id="row-([^"]+)"', page)


@pytest.fixture
def apart(world):
    return part_two_sides(world)


def version(number=101):
    return Dependency.objects.get(number=number).version


def test_who_may_see_add_and_change(refuses, world):
    depend(world)
    refuses("/dependencies", unknown=["/dependencies/D-99", "/dependencies/HOU-01",
                                      "/dependencies/D-01/edit", "/dependencies/D-1²"])  # fmt: skip
    outsiders = ["lead_member", "commissioner", "committee", "administrator"]
    refuses("/dependencies/add", refused=outsiders)
    refuses("/dependencies/D-101/edit", refused=["other_sao", *outsiders])
    refuses("/dependencies/D-101/confirm", refused=["other_sao", "cpmo", *outsiders])


def test_rule_28_a_form_of_what_is_not_open_says_so_at_once(world, sign_in):
    depend(world)
    client = sign_in("cpmo")
    edit = "/dependencies/D-101/edit"
    assert 'name="give_by"' in text(client.get(edit))
    given = {"state": "given", "reason": "Sent on Monday.", "version": version()}
    client.post("/dependencies/D-101/state", given)
    page = text(client.get(edit))
    assert "D-101 cannot be changed now" in page and "It has been given. Only an open" in page
    entered = {name: value for name, value in NEW.items() if not name.endswith("_ref")}
    assert client.post(edit, entered | {"version": version()}).status_code == 422
    page = text(sign_in("rdl").get("/dependencies/D-101/confirm"))
    assert "Only an open dependency can be confirmed" in page


def test_rule_28_from_empty_to_given(apart, sign_in):
    rdl, other = sign_in("rdl"), sign_in("other_sao")
    page = text(rdl.get("/dependencies"))
    assert "No dependency between programmes has been added yet" in page
    page = text(rdl.post("/dependencies/add", NEW, follow=True))
    assert "Dependency D-101 added. The other side has to confirm it." in page
    assert 'href="/requirements/PO8-T1-1"' in page and "62 days in hand" not in page
    assert "61 days in hand" in page and "Confirm the days" not in page
    page = text(other.get("/dependencies/D-101"))
    assert "Not yet" in page and "Confirm the days" in page
    assert "You confirm both days for the taker" in text(other.get("/dependencies/D-101/confirm"))
    page = text(other.post("/dependencies/D-101/confirm", {"version": version()}, follow=True))
    assert "You confirmed D-101." in page and "Not yet" not in page
    edited = {name: value for name, value in NEW.items() if not name.endswith("_ref")}
    edited |= {"need_by": "30/4/2027", "version": version()}
    with time_machine.travel(later(1), tick=False):
        page = text(other.post("/dependencies/D-101/edit", edited, follow=True))
    assert "D-101 saved. The other side has to confirm the new days." in page
    assert "Confirm the days" in text(rdl.get("/dependencies/D-101"))
    given = {"state": "given", "reason": "Sent on Monday.", "version": version()}
    with time_machine.travel(later(2), tick=False):
        page = text(rdl.post("/dependencies/D-101/state", given, follow=True))
    assert "D-101 has been given." in page and "Sent on Monday." in page
    history = page[page.index('id="history"') :]
    assert history.index("Sent on Monday") < history.index("Confirmed by the taker")
    assert "Days changed" in history


def breach(world):
    depend(world)
    world.report("HOU-01", forecast=when("Jul 2027"))


def test_rule_28_a_breach_shows_on_both_pages_and_goes_on_to_the_gate(world, sign_in):
    breach(world)
    client = sign_in("cpmo")
    page = text(client.get("/dependencies/D-101"))
    assert "Expected 61 days, 2 months too late" in page
    assert 'href="/dependencies/D-102"' in page and 'href="/requirements/PO8-T1-1"' in page
    for there in ("/milestones/HOU-01", "/milestones/JOB-01", "/programmes/HOU", "/programmes/JOB"):
        page = text(client.get(there))
        assert "61 days, 2 months too late." in page, there
        assert "If nothing is done, it reaches" in page and "PO8-T1-1" in page, there
    assert "D-101" not in text(client.get("/milestones/HOU-03"))


def test_rule_28_a_breach_and_what_is_to_be_confirmed_stand_on_the_homes_of_both_sides(
    apart, sign_in
):
    breach(apart)
    assert "D-101 List of tenants: 61 days, 2 months too late" in text(sign_in("rdl").get("/"))
    page = text(sign_in("other_sao").get("/"))
    assert "Confirm the days of D-101 List of tenants" in page
    assert 'href="/dependencies?show=breach' in text(sign_in("cpmo").get("/"))


def test_rule_28_the_list_its_picture_its_filters_and_its_file(world, sign_in):
    breach(world)
    client = sign_in("commissioner")
    page = text(client.get("/dependencies"))
    assert refs_of(page) == ["D-101", "D-102"]
    assert page.count("<svg") == 2 and "none expected too late" in page
    page = text(sign_in("cpmo").get("/dependencies"))
    assert "1 of 2 open dependencies is expected too late; D-101 by 61 days" in page
    assert "Leadership" in page[page.index("Overarching dependencies of the plan: 1") :]
    client = sign_in("cpmo")
    assert refs_of(text(client.get("/dependencies?show=breach"))) == ["D-101"]
    assert refs_of(text(client.get("/dependencies?programme=JOB&state=open"))) == ["D-101", "D-102"]
    assert refs_of(text(client.get("/dependencies?among=JOB,NONE"))) == ["D-101", "D-102"]
    assert "No dependencies match these filters" in text(client.get("/dependencies?state=given"))
    rows = list(
        csv.DictReader(StringIO(client.get("/dependencies.csv").content.decode("utf-8-sig")))
    )
    assert [(row["Ref"], row["Giver"], row["Days too late"]) for row in rows] == [
        ("D-101", "HOU-01", "61"), ("D-102", "JOB-01", "0"),
    ]  # fmt: skip
    empty = text(client.get("/dependencies?as_at=2026-11-08"))
    assert "No dependency between programmes was in the record on that date" in empty


def test_rule_28_the_plans_own_is_shown_and_cannot_be_changed(world, sign_in):
    depend(world)
    page = text(sign_in("commissioner").get("/dependencies/D-01"))
    assert "It must be clear." in page and "in no network" in page
    assert sign_in("cpmo").get("/dependencies/D-01/state").status_code == 404


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"giver_ref": ""}, "Enter the reference of a milestone or a programme"),
        ({"taker_ref": "HOU-99"}, "Enter the reference of a milestone or a programme"),
        ({"taker_ref": "HOU-01"}, "HOU-01 cannot depend on itself"),
        ({"giver_ref": "JOB-01", "taker_ref": "HOU-01"}, "JOB-01 → HOU-01 → JOB-01"),
        ({"title": " "}, "Enter what is handed over"),
        ({"give_by": "soon"}, "Enter a day such as 30/06/2026"),
        ({"need_by": ""}, "Enter the day by which it is needed"),
        ({"requirement_refs": "PO1-T1-1"}, "These are not: PO1-T1-1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(world, sign_in, changes, fault):
    depend(world)
    answer = sign_in("rdl").post("/dependencies/add", NEW | changes)
    assert answer.status_code == 422 and fault in text(answer)
    assert Dependency.objects.count() == 3


def test_4a1_somebody_elses_change_is_shown_beside_what_was_typed(world, sign_in):
    row = depend(world)
    values = {"title": "A register", "give_by": row.give_by, "need_by": row.need_by}
    change_dependency(row, values, version=1, by=world.user("sao"), at=NOW)
    answer = sign_in("rdl").post("/dependencies/D-101/edit", NEW | {"version": "1"})
    assert answer.status_code == 409 and "A register" in text(answer)


def test_the_first_page_of_the_form_names_the_end_it_came_from(world, sign_in):
    assert 'value="HOU-01"' in text(sign_in("rdl").get("/dependencies/add?giver=HOU-01"))
    page = text(sign_in("rdl").get("/milestones/HOU-01"))
    assert 'href="/dependencies/add?taker=HOU-01"' in page
    assert "/dependencies/add" not in text(sign_in("commissioner").get("/milestones/HOU-01"))


def test_past_pages_show_what_was_and_offer_no_act(world, sign_in):
    breach(world)
    page = text(sign_in("rdl").get("/dependencies/D-101?as_at=2026-11-08"))
    assert "This dependency was not in the record on that date" in page
    assert "/dependencies/D-101/edit" not in page
