"""The pages of the plan's editions, from the file of open milestones to its effect (Rule 18b)."""

import csv
import json
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from irp.history import enact
from programmes.models import Milestone, PlanEdition
from programmes.words import Fate
from tests.programmes.renewal import BOXES, FILE, renew
from tests.programmes.steps import recurring
from tests.standing import standing
from tests.world import LOADED_AT, LOADER


@standing
def published(world):
    enact(PlanEdition, by=LOADER, at=LOADED_AT, number=1, name="Plan of March 2024")
    return world


def text(answer):
    return " ".join(answer.content.decode().split())


def file(words=FILE):
    return SimpleUploadedFile("edition.csv", words.encode(), content_type="text/csv")


def test_who_may_see_and_who_may_renew(refuses):
    refuses("/editions", unknown=["/editions/9", "/editions/9.csv"])
    outsiders = ["sao", "rdl", "lead_member", "commissioner", "committee", "administrator"]
    refuses("/editions/add", refused=outsiders)
    refuses("/editions/open.csv", refused=outsiders)


def test_rule_18b_a_file_is_previewed_where_no_edition_was_loaded(world, sign_in):
    shown = sign_in("cpmo").post("/editions/add", BOXES | {"act": "preview", "file": file()})
    assert shown.status_code == 200 and "What this edition does" in text(shown)
    assert "Then: <b>" not in text(shown)


def test_rule_18b_from_the_open_milestones_to_the_second_edition(published, sign_in):
    cpmo, sao = sign_in("cpmo"), sign_in("sao")
    rows = list(csv.reader(StringIO(cpmo.get("/editions/open.csv").content.decode("utf-8-sig"))))
    assert rows[0][0] == "Ref" and len(rows) == 7 and rows[1][:4] == [
        "HOU-01", "HOU", "Activity 1 of Housing Improvement", "Dec 2026",
    ]  # fmt: skip
    assert "Renew the plan" in text(cpmo.get("/editions"))
    assert "Renew the plan" not in text(sao.get("/editions"))
    shown = cpmo.post("/editions/add", BOXES | {"act": "preview", "file": file()})
    page = text(shown)
    assert shown.status_code == 200 and not Milestone.objects.exclude(retired_on=None).exists()
    assert "Then: <b>Original plan, 6: 0 done (0 late), 4 carried" in page
    assert "Current plan: 6 open" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    previewed = re.search(
        r'<textarea name="file_text" hidden>\n(.*?)</textarea>', shown.content.decode(), re.S
    )
    sent = BOXES | {"act": "confirm", "seen": seen, "file_text": previewed[1].replace("&#34;", '"')}
    page = text(cpmo.post("/editions/add", sent, follow=True))
    assert "Edition 2, Plan of 2026 is in effect." in page
    assert "Approved by Cabinet on 9 Nov 2026 (minute 4.2)." in page
    assert "JOB-04" in page and "No longer needed" in page
    shown = text(sao.get("/editions/2"))
    counted = shown.partition("What it changes or adds")[0]
    assert all(fate.label in counted for fate in Fate)
    listed = shown.removeprefix(counted)
    assert listed.index("Carried with the dates they had: ") > listed.rindex("No longer needed")
    page = text(sao.get("/portfolio"))
    assert "Original plan, 6:" in page and "Editions of the plan side by side" in page
    assert "Original plan, 6:" in text(sao.get("/editions"))
    lines = list(csv.reader(StringIO(sao.get("/editions/2.csv").content.decode("utf-8-sig"))))
    assert lines[5][3:6] == ["Replaced", "", "JOB-04, JOB-05"]


def test_rule_9_the_original_date_of_an_editions_new_milestone_is_not_said_to_be_published(
    published, sign_in
):
    renew(published)
    client = sign_in("sao")
    page, story = (
        text(client.get("/milestones/JOB-04")),
        text(client.get("/milestones/JOB-04/history")),
    )
    dates = page.split(">Dates in the plan</h2>")[1].split("</table>")[0]
    assert "ublished" not in dates + story and "Loaded with the plan" not in story
    assert "Edition 2, Plan of 2026 (Cabinet, 9 Nov 2026, minute 4.2)" in dates
    assert "Baseline B0" in story


def test_rule_18b_faults_are_named_by_line_all_in_one_round(published, sign_in):
    cpmo = sign_in("cpmo")
    wrong = FILE.replace("new dates,Mar 2027", "new dates,").replace("HOU-02,,,,carried,,,\n", "")
    answer = cpmo.post(
        "/editions/add", BOXES | {"act": "confirm", "file": file(wrong), "minute": ""}
    )
    page = text(answer)
    assert answer.status_code == 422 and not PlanEdition.objects.filter(number=2).exists()
    assert "Line 3, HOU-03: Enter the new date" in page
    assert "Say what becomes of HOU-02" in page and "Enter the minute" in page
    assert "Put this edition into effect" not in page
    page = text(cpmo.post("/editions/add", BOXES | {"act": "preview"}))
    assert "Choose the file" in page
    page = text(
        cpmo.post("/editions/add", BOXES | {"file": SimpleUploadedFile("x.xlsx", b"PK\xff")})
    )
    assert "Save the file as “CSV UTF-8”" in page


def test_a_decision_to_come_is_refused_with_the_files_faults(published, sign_in):
    entered = BOXES | {"act": "preview", "file": file(FILE), "approved_on": "1 1 2030"}
    answer = sign_in("cpmo").post("/editions/add", entered)
    assert answer.status_code == 422
    assert "Day of the decision: enter a day that is not in the future" in text(answer)


def test_an_edition_is_loaded_from_json_too(published, sign_in):
    rows = [dict(row) for row in csv.DictReader(StringIO(FILE))]
    sent = SimpleUploadedFile("edition.json", json.dumps(rows, indent=1).encode())
    answer = sign_in("cpmo").post("/editions/add", BOXES | {"act": "preview", "file": sent})
    assert answer.status_code == 200
    assert "4 carried, 1 replaced, 1 dropped" in text(answer)
    wrong = SimpleUploadedFile("edition.json", json.dumps(rows[:-2]).encode())
    answer = sign_in("cpmo").post("/editions/add", BOXES | {"act": "preview", "file": wrong})
    assert answer.status_code == 422 and "JOB-02: Replace it by a new row" in text(answer)


def test_a_preview_that_is_out_of_date_is_shown_anew(published, sign_in):
    cpmo = sign_in("cpmo")
    answer = cpmo.post(
        "/editions/add", BOXES | {"act": "confirm", "seen": "old", "file_text": FILE}
    )
    assert answer.status_code == 422
    page = text(answer)
    assert "The plan has changed since the preview" in page and "Put this edition" in page


def test_as_at_a_past_day_there_is_one_edition_and_nothing_beside_it(published, sign_in):
    renew(published)
    client = sign_in("committee")
    assert "Original plan, 6:" in text(client.get("/editions"))
    page = text(client.get("/editions?as_at=2026-11-08"))
    assert "Original plan, 6:" not in page and "Plan of March 2024" in page
    assert "was not in effect on that date" in text(client.get("/editions/2?as_at=2026-11-08"))
    assert "does not say who approved it" in text(client.get("/editions/1"))
    assert "Original plan" not in text(client.get("/portfolio?as_at=2026-11-08"))


@pytest.mark.parametrize("address", ["/portfolio", "/editions", "/editions/2", "/editions/add"])
def test_a_page_takes_at_most_20_statements(
    published, sign_in, django_assert_max_num_queries, address
):
    renew(published)
    recurring(published)
    client = sign_in("cpmo")
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200
