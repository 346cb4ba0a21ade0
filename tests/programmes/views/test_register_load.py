"""Risks, issues and actions from a file: previewed, all or none, stale rows never overwritten."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes.actions.raid import add_entry, change_entry
from programmes.models import Action, Issue, Risk, RiskScore, RiskStep
from programmes.words import RaidKind
from tests.programmes.views.test_programme import text
from tests.standing import standing
from tests.world import NOW

LOAD = "/raid/load/risk"
CONFIRMS = 'name="confirmed"'  # the button that saves what a file would do


@standing
def risk(world):
    return add_entry(
        RaidKind.RISK, world.programmes["HOU"], {"title": "Suppliers fail", "effect": "-2 weeks"},
        milestones=[world.milestones["HOU-01"].pk], by=world.user("rdl"), at=NOW,
    )  # fmt: skip


def downloaded(client, kind="risk"):
    content = client.get(f"/raid/load/{kind}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content)))


def as_file(rows):
    out = StringIO()
    writer = csv.DictWriter(out, fieldnames=list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def send(client, content, load=LOAD):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(load, {"file": SimpleUploadedFile("x.csv", content)})


def confirm(client, content, load=LOAD):
    return client.post(load, {"file_text": content, "confirmed": "yes"}, follow=True)


def test_who_may_open_it(refuses):
    refuses(
        LOAD,
        refused=["lead_member", "commissioner", "committee", "administrator"],
        unknown=["/raid/load/decision", "/raid/load/xyz"],
    )


def test_the_file_is_a_download_again_and_changes_nothing_as_it_is(sign_in, risk):
    client = sign_in("rdl")
    (row,) = downloaded(client)
    assert (row["Ref"], row["Version"], row["Effect"]) == (risk.ref, "2", "'-2 weeks")
    assert row["Milestones it threatens"] == "HOU-01"
    page = text(send(client, as_file([row])))
    assert (
        "1 unchanged.</p>" in page and "There is nothing to save." in page and CONFIRMS not in page
    )


@pytest.mark.parametrize(
    ("kind", "label"),
    [("risk", "Next review"), ("issue", "Day to resolve it by"), ("action", "Due day")],
)
@pytest.mark.parametrize("day", ["1/1/2001", "1/1/2099"])
def test_a_file_takes_no_day_outside_the_plans_window(world, sign_in, kind, label, day):
    content = as_file([{"Ref": "", "Programme": "HOU", "Title": "Staff leave", label: day}])
    answer = send(sign_in("rdl"), content, f"/raid/load/{kind}")
    assert answer.status_code == 422
    assert f"line 2, {label}: Enter a date from 5 Oct 2018 to 31 Oct 2043" in text(answer)


def test_new_and_changed_rows_are_shown_first_and_then_saved_together(world, sign_in, risk):
    client = sign_in("rdl")
    (row,) = downloaded(client)
    post = world.posts["sao"].title
    changed = row | {"Controls": "Weekly call", "Owner": post, "Response": "treat",
                     "Next review": "1/12/2026", "Current impact": "5", "Current likelihood": "4",
                     "Reason for the scores": "The market is thin."}  # fmt: skip
    new = {"Programme": "HOU", "Title": "Staff leave", "Proximity": "Within a year"}
    content = as_file([changed, new])
    page = text(send(client, content))
    assert "New: 1" in page and "Changed: 1" in page and "Save both rows" in page
    assert "<b>Controls:</b> – → Weekly call" in page
    assert (Risk.objects.count(), Risk.objects.get(pk=risk.pk).version) == (1, 2)
    answer = confirm(client, content)
    assert answer.redirect_chain == [("/raid?kind=risk", 302)]
    assert "2 risks loaded from the file." in text(answer)
    saved = Risk.objects.get(pk=risk.pk)
    assert (saved.controls, saved.owner.title, saved.response) == ("Weekly call", post, "treat")
    assert (saved.current_impact, saved.current_likelihood) == (5, 4)
    assert RiskScore.objects.get().reason == "The market is thin."
    assert saved.effect == "-2 weeks" and saved.milestone_refs == "HOU-01"
    added = Risk.objects.exclude(pk=risk.pk).get()
    assert (added.ref, added.title, added.proximity) == ("HOU-R-02", "Staff leave", "year")
    numbers = set(Risk.history.exclude(request_number="").values_list("request_number", flat=True))
    assert len(numbers) == 1  # one act


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"Current likelihood": "6", "Current impact": "5"},
         "line 2, Current likelihood: Type a number from 1 to 5"),
        ({"Current impact": "5"}, "line 2, Current likelihood: "),
        ({"Current impact": "5", "Current likelihood": "5"}, "line 2, Reason for the scores: "),
        ({"Response": "panic"}, "line 2, Response: Type one of these: Treat, Tolerate,"),
        ({"Owner": "Nobody at all"}, "line 2, Owner: Type the title of a post"),
        ({"Next review": "31/02/2027"}, "line 2, Next review: "),
        ({"Title": ""}, "line 2, Title: "),
        ({"Title": "x" * 201}, "line 2, Title: "),
        ({"Title": "=cmd"}, "line 2, Title: Begin with a letter or a number"),
        ({"Milestones it threatens": "HOU-99"}, "line 2, Milestones it threatens: "),
        ({"It puts an assurance date at risk": "maybe"}, "Type Yes or No"),
        ({"Programme": "XYZ"}, "line 2, Programme: Type a programme’s reference"),
        ({"Programme": "JOB"}, "line 2, Programme: Type HOU. An entry stays where it was added"),
        ({"Ref": "HOU-R-77"}, "line 2, Ref: Leave it empty for a new risk"),
        ({"Version": "new"}, "line 2, Version: Download the file again"),
        ({"Colour": "red"}, "line 1, Colour: Use one of these column headings"),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_line_and_column_and_nothing_is_saved(sign_in, risk, changes, fault):
    client = sign_in("rdl")
    (row,) = downloaded(client)
    good = {"Programme": "HOU", "Title": "Staff leave"}
    content = as_file([row | changes, good])
    answer = send(client, content)
    assert answer.status_code == 422 and fault in text(answer)
    assert CONFIRMS not in text(answer)
    assert confirm(client, content).status_code == 422
    assert list(Risk.objects.values_list("version", flat=True)) == [2]


def test_all_faults_of_all_rows_come_in_one_round(sign_in, risk):
    client = sign_in("rdl")
    (row,) = downloaded(client)
    rows = [row | {"Title": "", "Response": "x"}, {"Programme": "", "Title": "New"}, row]
    page = text(send(client, as_file(rows)))
    for fault in ("line 2, Title", "line 2, Response", "line 3, Programme", "line 4, Ref"):
        assert fault in page


def test_4a10_a_stale_row_is_a_conflict_side_by_side_and_nothing_is_saved(world, sign_in, risk):
    client = sign_in("rdl")
    (row,) = downloaded(client)
    change_entry(risk, {"controls": "Theirs"}, version=2, by=world.user("cpmo"), at=NOW)
    content = as_file([row | {"Controls": "Mine"}, {"Programme": "HOU", "Title": "Staff leave"}])
    for answer in (send(client, content), confirm(client, content)):
        page = text(answer)
        assert answer.status_code == 409
        assert "<b>Controls:</b> Theirs → Mine" in page and CONFIRMS not in page
    assert list(Risk.objects.values_list("controls", flat=True)) == ["Theirs"]


def test_a_column_that_is_left_out_keeps_what_is_stored(sign_in, risk):
    client = sign_in("rdl")
    content = f"Ref,Version,Programme,Title\n{risk.ref},2,HOU,Suppliers stop\n"
    confirm(client, content)
    stored = Risk.objects.get()
    assert (stored.title, stored.effect) == ("Suppliers stop", "-2 weeks")
    assert stored.milestone_refs == "HOU-01"


def test_rows_of_a_programme_that_is_not_the_persons_are_refused(sign_in):
    content = "Ref,Programme,Title\n,HOU,New risk\n,Overarching,Another\n"
    page = text(send(sign_in("other_sao"), content))
    assert page.count("You do not keep this register") == 2
    page = text(send(sign_in("rdl"), content))
    assert "line 3, Programme: Leave this row out" in page and "line 2" not in page
    assert "2 risks loaded" in text(confirm(sign_in("cpmo"), content))


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0", "Réf".encode("latin-1")])
def test_what_is_no_csv_is_refused(sign_in, content):
    answer = send(sign_in("cpmo"), content)
    assert answer.status_code == 422 and "There is a problem" in text(answer)


def test_issues_and_actions_are_loaded_as_risks_are(world, sign_in, risk):
    client = sign_in("rdl")
    issues = "Ref,Programme,Title,Impact,Owner\n,HOU,The lift broke,4,\n"
    assert "1 issue loaded" in text(confirm(client, issues, "/raid/load/issue"))
    assert Issue.objects.get().impact == 4
    actions = (
        "Ref,Programme,Title,Due day,Risk or issue it belongs to\n"
        f",HOU,Mend it,1/12/2026,HOU-I-01\n,HOU,Call them,2/12/2026,{risk.ref}\n"
    )
    assert "2 actions loaded" in text(confirm(client, actions, "/raid/load/action"))
    assert [row.about_ref for row in Action.objects.order_by("number")] == ["HOU-I-01", risk.ref]
    cover = {"title": "Agree cover", "due_on": date(2026, 12, 3)}
    add_entry(RaidKind.ACTION, None, cover, by=world.user("cpmo"), at=NOW)
    assert [row["Programme"] for row in downloaded(sign_in("cpmo"), "action")] == [
        "HOU", "HOU", "Overarching",
    ]  # fmt: skip
    rows = downloaded(client, "action")
    assert "2 unchanged." in text(send(client, as_file(rows), "/raid/load/action"))


@pytest.mark.parametrize(("kind", "model"), [("action", Action), ("issue", Issue), ("risk", Risk)])
def test_4a10_a_long_file_is_written_in_as_many_statements_as_a_short_one(
    world, sign_in, django_assert_max_num_queries, kind, model
):
    client = sign_in("cpmo")
    homes = ("HOU", "Overarching", "JOB")
    due, day = (",Due day", ",1/12/2026") if kind == "action" else ("", "")
    rows = "".join(f",{homes[number % 3]},Entry {number}{day}\n" for number in range(200))
    sent = {"file_text": f"Ref,Programme,Title{due}\n{rows}", "confirmed": "yes"}
    with django_assert_max_num_queries(40):
        client.post(f"/raid/load/{kind}", sent)
    assert model.objects.count() == model.history.count() == 200
    own = model.objects.filter(programme__ref="HOU").order_by("number")
    assert [row.number for row in own] == [*range(1, len(own) + 1)]
    if kind == "risk":
        assert RiskStep.objects.filter(what="raised").count() == 200
