"""The people of a programme, and the pages on which its RDL names them (Rule 15)."""

import csv
import re

import pytest
import time_machine
from django.test import Client

from programmes.models import Preparer, RowLead
from tests.programmes.steps import submitted
from tests.world import NOW

PEOPLE, PREPARERS, LEADS = (
    "/programmes/HOU/people",
    "/programmes/HOU/preparers",
    "/milestones/HOU-01/leads",
)


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def words(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_everyone_with_a_post_reads_who_is_who(sign_in):
    assert Client().get(PEOPLE).url.startswith("/sign-in")
    assert sign_in("nobody").get(PEOPLE).status_code == 403
    shown = words(sign_in("committee").get(PEOPLE))
    assert "Post of sao" in shown and "Person rdl" in shown and "Name preparers" not in shown
    assert sign_in("committee").get("/programmes/XXX/people").status_code == 404


def test_the_rdl_names_preparers_who_then_draft(sign_in, world):
    client, key = sign_in("rdl"), world.posts["officer"].pk
    assert "Post of officer" in words(client.get(PREPARERS))
    shown = words(client.post(PREPARERS, {"posts": key, "version": 0}, follow=True))
    assert "The preparers of Housing Improvement are saved." in shown
    mine = words(sign_in("officer").get("/"))
    assert "Draft the return of Housing Improvement" in mine
    page = words(sign_in("officer").get("/returns/HOU/2026-10"))
    assert "Edit return" in page and "/submit" not in page
    assert sign_in("officer").get("/returns/HOU/2026-10/edit").status_code == 200


def test_what_is_submitted_is_no_draft_any_more(sign_in, world):
    sign_in("rdl").post(PREPARERS, {"posts": world.posts["officer"].pk, "version": 0})
    submitted(world)
    for page in ("/returns/HOU/2026-10/edit", "/milestones/HOU-01/update"):
        answer = sign_in("officer").get(page)
        assert answer.status_code == 403 and "can still change it" in words(answer)
    assert "no return needs your draft" in words(sign_in("officer").get("/"))


def test_the_rdl_names_leads_who_then_report_their_rows(sign_in, world):
    client, key = sign_in("rdl"), world.posts["officer"].pk
    assert "Name leads" in words(client.get("/milestones/HOU-01"))
    answer = client.post(LEADS, {"posts": key, "accountable": key, "version": 0}, follow=True)
    assert "The leads of HOU-01 are saved." in words(answer)
    mine = words(sign_in("officer").get("/"))
    assert "Report HOU-01" in mine and "Report HOU-02" not in mine
    page = words(sign_in("officer").get("/programmes/HOU"))
    assert "/milestones/HOU-01/update" in page and "/milestones/HOU-02/update" not in page
    world.report("HOU-01", by="officer")
    assert "You have reported your rows" in words(sign_in("officer").get("/"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"accountable": ""}, "Choose which of the leads answers for the row"),
        ({"posts": ""}, "Choose from the posts shown"),
        ({"posts": "٣"}, "Choose from the posts shown"),
        ({"accountable": "999999"}, "Choose from the posts shown"),
    ],
)
def test_what_cannot_be_is_refused(sign_in, world, changes, fault):
    key = world.posts["officer"].pk
    entered = {"posts": key, "accountable": key, "version": 0} | changes
    answer = sign_in("rdl").post(LEADS, entered)
    assert answer.status_code == 422 and fault in words(answer)
    assert not RowLead.objects.exists()


def test_4a1_a_stale_page_is_a_conflict_and_then_saves(sign_in, world):
    client, key = sign_in("rdl"), world.posts["officer"].pk
    client.post(PREPARERS, {"posts": key, "version": 0})
    answer = client.post(PREPARERS, {"version": 0})
    assert answer.status_code == 409 and 'name="version" value="1"' in words(answer)
    assert client.post(PREPARERS, {"version": 1}).status_code == 302
    assert Preparer.objects.get().ended_on == NOW.date()


def test_people_by_row_and_milestones_are_files(sign_in, world):
    client, key = sign_in("rdl"), world.posts["officer"].pk
    client.post(LEADS, {"posts": key, "accountable": key, "version": 0})
    for page in (f"{PEOPLE}.csv", "/programmes/HOU/milestones.csv", "/milestones.csv"):
        rows = list(csv.DictReader(client.get(page).content.decode("utf-8-sig").splitlines()))
        led = {row["Ref"]: row["Lead that answers for the row"] for row in rows}
        assert led["HOU-01"] == "Post of officer" and led["HOU-02"] == ""
    people = list(
        csv.DictReader(client.get(f"{PEOPLE}.csv").content.decode("utf-8-sig").splitlines())
    )
    assert people[0]["Lead that answers for the row: held by"] == "Person officer"


def test_an_administrator_makes_a_joint_sao_and_names_the_reserve(sign_in, world):
    client, page = sign_in("administrator"), "/programmes/HOU/signing"
    assert sign_in("cpmo").get(page).status_code == 403
    both = [world.posts["sao"].pk, world.posts["other_sao"].pk]
    entered = {"saos": both, "reserve": both[1], "version": 1}
    faulty = client.post(page, entered | {"signs_alone": "999999"})
    assert faulty.status_code == 422 and "Choose from the posts shown" in words(faulty)
    empty = client.post(page, entered | {"saos": []})
    assert empty.status_code == 422 and "Choose at least one post" in words(empty)
    shown = words(client.post(page, entered, follow=True))
    assert "Both posts sign. Post of other sao gives the rating" in shown
    assert "Person sao" in shown and "Person other_sao" in shown
    assert client.post(page, entered | {"reserve": both[0]}).status_code == 409
    submitted(world)
    late = client.post(page, entered | {"version": 2})
    assert late.status_code == 422 and "is being signed" in words(late)
