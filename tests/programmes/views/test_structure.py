"""The pages on which programmes begin, close and take milestones of others (Rule 18d)."""

import csv
import re
from io import StringIO

import pytest
import time_machine

from programmes.actions.raid import add_entry
from programmes.models import Benefit, Milestone, Programme, Restructuring, Risk
from programmes.words import RaidKind
from tests.programmes.benefit_steps import add as add_benefit
from tests.programmes.steps import later, next_period
from tests.programmes.structure import BOXES, all_done, begin, close, move
from tests.world import NOW


def text(answer):
    return " ".join(answer.content.decode().split())


def preview(client, address, boxes):
    """Preview an act, and return the page with what confirms it."""
    answer = client.post(address, boxes | {"act": "preview"})
    assert answer.status_code == 200, text(answer)
    page = text(answer)
    return page, re.search(r'name="seen" value="([^"]+)"', page)[1]


def new_programme(world, **other):
    boxes = {"ref": "LEI", "name": "Leisure", "rdl": "", "lead_member": "", "summary": ""}
    boxes |= {"aim": world.programmes["HOU"].aim_id, "sao": world.posts["other_sao"].pk}
    return BOXES | boxes | other


def test_who_may_see_and_who_may_restructure(refuses):
    refuses("/structure")
    outsiders = ["sao", "rdl", "lead_member", "commissioner", "committee", "administrator"]
    refuses("/structure/begin", refused=outsiders)
    refuses("/programmes/HOU/close", refused=outsiders, unknown=["/programmes/XXX/close"])
    refuses(
        "/programmes/HOU/move-milestones",
        refused=outsiders,
        unknown=["/programmes/XXX/move-milestones"],
    )


def test_rule_18d_a_programme_begins_once_its_preview_is_confirmed(world, sign_in):
    cpmo = sign_in("cpmo")
    assert "none has been closed, and no milestone has moved" in text(cpmo.get("/structure"))
    boxes = new_programme(world)
    page, seen = preview(cpmo, "/structure/begin", boxes)
    assert "Leisure (LEI) is under aim" in page and "SAO: Post of other sao." in page
    assert not Restructuring.objects.exists()
    confirmed = boxes | {"act": "confirm", "seen": seen}
    page = text(cpmo.post("/structure/begin", confirmed, follow=True))
    assert "Leisure begins with the next month that is opened." in page
    page = text(cpmo.get("/structure"))
    assert "Programme begun</span>" in page and "/programmes/LEI" in page
    assert "Cabinet, 9 Nov 2026, minute 7.2" in page and "Why not" in page
    assert "Programme begun" in text(cpmo.get("/programmes/LEI/history"))


def test_every_fault_of_a_new_programme_is_told_in_one_round(world, sign_in):
    wrong = new_programme(world, ref="HOU", name="Housing Improvement", decided_on="1/1/2027",
                          minute="")  # fmt: skip
    answer = sign_in("cpmo").post("/structure/begin", wrong | {"act": "preview"})
    page = text(answer)
    assert answer.status_code == 422
    assert "HOU is taken" in page and "There is a programme of this name" in page
    assert "Enter the minute" in page
    assert "Begin this programme" not in page


def test_what_was_not_previewed_is_shown_again_and_not_done(world, sign_in):
    cpmo = sign_in("cpmo")
    _, seen = preview(cpmo, "/structure/begin", new_programme(world))
    other = new_programme(world, name="Libraries") | {"act": "confirm", "seen": seen}
    answer = cpmo.post("/structure/begin", other)
    assert answer.status_code == 422 and not Restructuring.objects.exists()
    assert "has changed since the preview" in text(answer)
    assert "Libraries (LEI) is under" in text(answer)


def test_the_page_says_what_keeps_a_programme_open(world, sign_in):
    cpmo = sign_in("cpmo")
    page = text(cpmo.get("/programmes/HOU/close"))
    listed = page.split("Complete, descope or move these milestones first:")[1].split("</li>")[0]
    assert all(f'href="/milestones/HOU-0{number}"' in listed for number in (1, 2, 3))
    assert 'href="/returns/HOU/2026-10">Open the return</a>' in page
    assert "is not signed" in page and 'value="preview"' not in page
    answer = cpmo.post("/programmes/HOU/close", BOXES | {"act": "confirm"})
    assert answer.status_code == 422 and Programme.objects.get(ref="HOU").closed_on is None


def test_rule_18d_a_programme_closes_and_its_risks_have_another_home(world, sign_in):
    all_done(world)
    for title in ("Damp", "Rents"):
        add_entry(RaidKind.RISK, world.programmes["HOU"], {"title": title}, by=world.user("cpmo"),
                  at=NOW)  # fmt: skip
    with time_machine.travel(later(5), tick=False):
        cpmo = sign_in("cpmo")
        address = "/programmes/HOU/close"
        answer = cpmo.post(address, BOXES | {"act": "preview", "home_HOU-R-01": "JOB"})
        assert answer.status_code == 422 and "Choose where it goes" in text(answer)
        boxes = BOXES | {"home_HOU-R-01": "JOB", "home_HOU-R-02": "overarching"}
        page, seen = preview(cpmo, address, boxes)
        assert "3 milestones are done and stay in the plan" in page
        assert "final return is that of October 2026, signed" in page
        assert "HOU-R-02 becomes overarching" in page
        assert Programme.objects.get(ref="HOU").closed_on is None
        page = text(cpmo.post(address, boxes | {"act": "confirm", "seen": seen}, follow=True))
        assert "Housing Improvement is closed." in page and "Close this programme" not in page
        assert "was closed on" in text(cpmo.get(address))
        page = text(cpmo.get("/programmes/HOU"))
        assert "Ask for a change" not in page and "/raid/add/" not in page
        listed = text(cpmo.get("/structure"))
        assert "HOU-R-01 to JOB; HOU-R-02 overarching from now on" in listed
        assert "/programmes/HOU/close" not in listed and "/programmes/JOB/close" in listed
    homes = Risk.objects.order_by("ref").values_list("programme__ref", flat=True)
    assert list(homes) == ["JOB", None]


def test_rule_18d_the_form_asks_what_becomes_of_each_benefit(world, sign_in):
    all_done(world)
    for title in "AB":
        add_benefit(world, title=title)
    with time_machine.travel(later(5), tick=False):
        cpmo = sign_in("cpmo")
        address = "/programmes/HOU/close"
        answer = cpmo.post(address, BOXES | {"act": "preview", "fate_HOU-B-01": "stays"})
        page = text(answer)
        assert answer.status_code == 422 and "Choose who owns it from now on" in page
        assert "Choose a programme, its owner, or that it ends" in page
        owner = str(world.posts["officer"].pk)
        boxes = BOXES | {"fate_HOU-B-01": "JOB", "owner_HOU-B-01": owner,
                         "fate_HOU-B-02": "ends", "why_HOU-B-02": "Done with"}  # fmt: skip
        page, seen = preview(cpmo, address, boxes)
        assert "HOU-B-01 goes to" in page and "Its owner is Post of officer." in page
        assert "HOU-B-02 ends: Done with" in page
        page = text(cpmo.post(address, boxes | {"act": "confirm", "seen": seen}, follow=True))
        assert "Housing Improvement is closed." in page
        told = text(cpmo.get("/benefits/HOU-B-02"))
        assert "Ended. " in told or "Benefit. Ended" in told
        assert "Done with" in told and "Record a reading" not in told
        assert "HOU-B-01 to JOB; HOU-B-02 ended" in text(cpmo.get("/structure"))
        assert "HOU-B-01 to JOB; HOU-B-02 ended" in cpmo.get("/structure.csv").content.decode()
        month = text(cpmo.get("/benefits/month"))
    assert Benefit.objects.get(ref="HOU-B-01").programme.ref == "JOB"
    assert "HOU-B-02" not in month


def test_rule_18d_milestones_move_with_what_the_open_month_said(world, sign_in):
    world.report("HOU-02")
    cpmo, address = sign_in("cpmo"), "/programmes/HOU/move-milestones"
    assert address in text(cpmo.get("/programmes/HOU"))
    assert address not in text(sign_in("sao").get("/programmes/HOU"))
    empty = cpmo.post(address, BOXES | {"act": "preview"})
    assert "Choose at least one milestone" in text(empty)
    assert "Choose the programme" in text(empty)
    boxes = BOXES | {"rows": ["HOU-02", "HOU-03"], "target": "JOB"}
    page, seen = preview(cpmo, address, boxes)
    job = Programme.objects.get(ref="JOB")
    assert f"from Housing Improvement to {job.name}." in page
    assert "1 report for October 2026 goes along" in page
    assert Milestone.objects.filter(programme=job).count() == 3
    page = text(cpmo.post(address, boxes | {"act": "confirm", "seen": seen}, follow=True))
    assert f"{job.name} has taken 2 milestones from Housing Improvement." in page
    page = text(cpmo.get("/milestones/HOU-02/history"))
    assert "Programme" in page and "Cabinet, 9 Nov 2026, minute 7.2: Why not" in page
    assert f"HOU-02 moved to {job.name}" in text(cpmo.get("/programmes/HOU/history"))
    assert "Milestones moved" in text(cpmo.get("/programmes/JOB/history"))


def test_rule_15_a_row_of_a_submitted_return_is_not_moved(world, sign_in):
    all_done(world)
    boxes = BOXES | {"rows": ["HOU-02"], "target": "JOB", "act": "preview"}
    answer = sign_in("cpmo").post("/programmes/HOU/move-milestones", boxes)
    assert answer.status_code == 422
    assert "The return of Housing Improvement for October 2026 is signed" in text(answer)


def test_the_file_lists_what_was_done_now_and_as_at_a_past_day(world, sign_in):
    begin(world)
    move(world, ["HOU-02", "HOU-03"], at=later(0))
    all_of = sign_in("committee").get("/structure.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(all_of)))
    assert [(row["What was done"], row["Programme"], row["Milestones taken"], row["From"])
            for row in rows] == [
        ("Programme begun", "LEI", "", ""),
        ("Milestones moved", "JOB", "HOU-02, HOU-03", "HOU"),
    ]  # fmt: skip
    before = sign_in("committee").get("/structure.csv?as_at=2026-11-08").content.decode("utf-8-sig")
    assert list(csv.DictReader(StringIO(before))) == []
    page = text(sign_in("cpmo").get("/structure?as_at=2026-11-08"))
    assert "as published on that date" in page and "Begin a programme" not in page


@pytest.mark.parametrize(
    "address", ["/structure", "/structure/begin", "/programmes/HOU/close",
                "/programmes/JOB/move-milestones", "/programmes/JOB/history"],
)  # fmt: skip
def test_a_page_takes_at_most_20_statements(world, sign_in, django_assert_max_num_queries, address):
    move(world, ["HOU-02"])
    client = sign_in("cpmo")
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200


def test_rule_18d_the_list_says_that_a_programme_was_closed(world, sign_in):
    all_done(world)
    close(world)
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        page = text(sign_in("committee").get("/structure"))
    assert "Programme closed</span>" in page and "/programmes/HOU" in page
