"""The pages of an opening position, from its file to each page that shows it (Rule 18c)."""

import csv
import json
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.models import TakeOver
from tests.programmes.steps import next_period
from tests.programmes.taking_over import BOXES, FILE, take


def text(answer):
    return " ".join(answer.content.decode().split())


def file(words=FILE, name="position.csv"):
    return SimpleUploadedFile(name, words.encode())


def rows_of(answer):
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_who_may_see_and_who_may_take_over(refuses):
    refuses("/opening-position", unknown=["/opening-position/9", "/opening-position/9.csv"])
    outsiders = ["sao", "rdl", "lead_member", "commissioner", "committee", "administrator"]
    refuses("/opening-position/add", refused=outsiders)
    refuses("/opening-position/milestones.csv", refused=outsiders)


def test_rule_18c_from_the_milestones_to_the_position(world, sign_in):
    cpmo, sao = sign_in("cpmo"), sign_in("sao")
    assert "Nothing was taken over" in text(cpmo.get("/opening-position"))
    lines = rows_of(cpmo.get("/opening-position/milestones.csv"))
    assert [(row["Ref"], row["Date now"], row["Status"]) for row in lines][:2] == [
        ("HOU-01", "Dec 2026", ""), ("HOU-02", "Dec 2026", ""),
    ]  # fmt: skip
    shown = cpmo.post("/opening-position/add", BOXES | {"act": "preview", "file": file()})
    page = text(shown)
    assert shown.status_code == 200 and not TakeOver.objects.exists()
    assert "<b>0 open and late</b>, 0 completed late. 2 approved dates" in page
    assert "Not in the file, so nothing is taken over for them: HOU-03, JOB-01" in page
    assert "(TIB, 12 May 2026, minute 4.2)" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    previewed = re.search(
        r'<textarea name="file_text" hidden>\n(.*?)</textarea>', shown.content.decode(), re.S
    )[1]
    sent = BOXES | {"act": "confirm", "seen": seen, "file_text": previewed}
    page = text(cpmo.post("/opening-position/add", sent, follow=True))
    assert "Opening position 1, Excel tracker is taken over." in page
    assert "as at 31 Oct 2026" in page and "by Person cpmo (Post of cpmo)" in page
    assert "Take over a position" not in text(sao.get("/opening-position"))
    same = rows_of(sao.get("/opening-position/1.csv"))
    assert [(row["Ref"], row["Status"], row["Approved date"]) for row in same] == [
        ("HOU-01", "Complete", ""), ("HOU-02", "Amber", "Jan 2027"), ("HOU-02", "", "Feb 2027"),
    ]  # fmt: skip


def test_what_was_downloaded_is_loaded_again_as_json(world, sign_in):
    take(world)
    cpmo = sign_in("cpmo")
    rows = rows_of(cpmo.get("/opening-position/1.csv"))
    records = [row | {"Approved date": "", "Decided by": "", "Day of the decision": "",
                      "Minute": "", "Reason": ""} for row in rows if row["Status"]]  # fmt: skip
    sent = file(json.dumps(records), "position.json")
    answer = cpmo.post("/opening-position/add", BOXES | {"act": "preview", "file": sent})
    assert answer.status_code == 200 and "Take over this position" in text(answer)


def test_rule_18c_every_fault_is_named_by_line_in_one_round(world, sign_in):
    wrong = FILE.replace("Complete,14/9/2026", "Complete,").replace("Amber", "Amberish")
    sent = BOXES | {"act": "confirm", "file": file(wrong), "position_on": "1/1/2027", "tracker": ""}
    answer = sign_in("cpmo").post("/opening-position/add", sent)
    page = text(answer)
    assert answer.status_code == 422 and not TakeOver.objects.exists()
    assert "Line 2, HOU-01: Enter the date completed" in page
    assert "“Amberish” is none of them" in page
    assert "Enter a day that is not in the future" in page and "Enter the earlier tracker" in page
    assert "Take over this position" not in page


def test_rule_18c_earlier_months_read_before_this_record_never_not_reported(world, sign_in):
    take(world)
    sao = sign_in("sao")
    page = text(sao.get("/milestones/HOU-02"))
    assert "before this record" in page and "never reported" not in page
    assert (
        "Taken over from the earlier tracker (Excel tracker), as at 31 Oct 2026, on 9 Nov 2026"
        in page
    )
    assert "TIB, 12 May 2026, minute 4.2" in page and "Moved twice, 59 days later in all" in page
    assert "Taken over from an earlier tracker: Excel tracker" in text(
        sao.get("/milestones/HOU-02/history")
    )
    page = text(sao.get("/programmes/HOU"))
    assert "Before this record" in page
    assert "Before this record" in text(sao.get("/milestones"))
    page = text(sign_in("rdl").get("/milestones/HOU-02/update"))
    assert "Before this record" in page and "There is no report from an earlier month" not in page
    page = text(sign_in("rdl").get("/returns/HOU/2026-10/milestones"))
    assert "Before this record" in page and "HOU-01" not in page
    page = text(sign_in("rdl").get("/returns/HOU/2026-10"))
    assert "Before this record" in page
    lines = {row["Ref"]: row for row in rows_of(sao.get("/programmes/HOU/milestones.csv"))}
    assert lines["HOU-02"]["Before this record: position as at"] == "31 Oct 2026"
    assert lines["HOU-03"]["Before this record: position as at"] == ""


def test_as_at_a_day_before_nothing_was_taken_over(world, sign_in):
    take(world)
    client = sign_in("committee")
    assert "31 Oct 2026" in text(client.get("/opening-position"))
    assert "Nothing had been taken over" in text(client.get("/opening-position?as_at=2026-11-08"))
    page = text(client.get("/opening-position/1?as_at=2026-11-08"))
    assert "had not been taken over on that date" in page
    assert client.get("/opening-position/1.csv?as_at=2026-11-08").status_code == 404
    page = text(client.get("/milestones/HOU-02?as_at=2026-11-08"))
    assert "never reported" in page and "Excel tracker" not in page


def test_once_a_month_is_frozen_no_milestone_is_offered(world, sign_in):
    next_period(world)
    assert rows_of(sign_in("cpmo").get("/opening-position/milestones.csv")) == []
    page = text(sign_in("cpmo").get("/opening-position/add"))
    assert "there is nothing left to take over" in page and 'name="file"' not in page


@pytest.mark.parametrize(
    "address",
    ["/opening-position", "/opening-position/1", "/milestones/HOU-02", "/portfolio",
     "/milestones/HOU-02/update", "/returns/HOU/2026-10/milestones"],
)  # fmt: skip
def test_a_page_takes_at_most_20_statements(world, sign_in, django_assert_max_num_queries, address):
    take(world)
    client = sign_in("rdl" if "update" in address or "returns" in address else "cpmo")
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200
