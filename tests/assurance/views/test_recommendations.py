"""Pages of recommendations: the list, one of them, the forms, and the Audit Committee's extract."""

import re

import pytest
import time_machine
from django.test import Client

from assurance.models import ActionExtension, ActionReport, RecommendationView
from assurance.words.recommendations import Opinion, Progress, Viewer
from tests.assurance import auditors
from tests.programmes.steps import later


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture(autouse=True)
def _people(world):
    auditors.appoint(world)


@pytest.fixture
def auditor(world):
    """Return what signs in internal audit or the external auditor."""

    def as_(name: str) -> Client:
        client = Client()
        client.force_login(world.users[name])
        return client

    return as_


@pytest.fixture
def done(world):
    action = auditors.recommend(world, title="Close the accounts.")
    auditors.report(world, action, Progress.DONE)
    return action


@pytest.fixture
def late(world, done):
    return auditors.recommend(world, title="Set a target date.")


def test_the_overdue_come_first_and_the_done_are_folded(sign_in, late):
    page = sign_in("committee").get("/recommendations").content.decode()
    assert page.index("Set a target date.") < page.index("Council says done, 1")
    assert page.index("Council says done, 1") < page.index("Close the accounts.")
    assert "Actions overdue" in page
    shown = text(sign_in("committee").get("/recommendations?show=done"))
    assert "Close the accounts." in shown and "Set a target date." not in shown


def test_every_count_opens_the_recommendations_that_it_counts(world, sign_in, late):
    client = sign_in("committee")
    page = client.get("/recommendations").content.decode()
    groups = re.findall(r'href="\?show=(\w+)"', page)
    assert groups == ["overdue", "extended", "unowned", "said_done", "checked", "viewed"]
    shown = {show: text(client.get(f"/recommendations?show={show}")) for show in groups}
    assert {show for show in groups if "Close the accounts." in shown[show]} == {"said_done"}
    for show in ("extended", "checked", "viewed", "unowned"):
        assert "No recommendation matches these filters." in shown[show]
    auditors.extend(world, late, "Dec 2026")
    auditors.look(world, late.recommendation, Viewer.AUDITOR, next(iter(Opinion)))
    for show in ("extended", "viewed"):
        assert "Set a target date." in text(client.get(f"/recommendations?show={show}"))


def test_without_any_it_says_who_loads_them(sign_in):
    assert "No recommendations yet." in text(sign_in("sao").get("/recommendations"))


def test_as_at_the_day_before_it_was_not_done(sign_in, world, late):
    auditors.report(world, late, Progress.DONE, at=later(48))
    client = sign_in("committee")
    with time_machine.travel(later(50), tick=False):
        assert "1 action" in text(client.get("/recommendations?as_at=2026-11-10"))
        now = text(client.get("/recommendations"))
        page = text(client.get("/recommendations/auditor-2?as_at=2026-11-10"))
    assert "Council says done, 2" in now
    assert "overdue" in page and "Report on action" not in page


def test_queries_do_not_grow_with_the_list(sign_in, world, django_assert_max_num_queries, late):
    client = sign_in("sao")
    with django_assert_max_num_queries(16) as few:
        assert client.get("/recommendations").status_code == 200
    for number in range(3, 12):
        auditors.recommend(world, number=number)
    with django_assert_max_num_queries(len(few)):
        assert client.get("/recommendations").status_code == 200


def test_the_file_has_a_line_for_each_recommendation_and_no_formula(sign_in, world):
    auditors.recommend(world, title="=Do")
    lines = sign_in("committee").get("/recommendations.csv").content.decode().splitlines()
    assert lines[0].startswith("\ufeffMade by,Number,Recommendation,More of its words,Status,")
    assert "External auditor,1,'=Do,,Overdue,Not yet reported,Not yet given," in lines[1]
    assert len(lines) == 2


def test_rule_19_three_records_side_by_side(sign_in, world, done):
    row = done.recommendation
    auditors.look(world, row, Viewer.INTERNAL_AUDIT, Opinion.IMPLEMENTED)
    auditors.look(world, row, Viewer.AUDITOR, Opinion.NOT_IMPLEMENTED, reason="No audit yet.")
    page = text(sign_in("lead_member").get("/recommendations/auditor-1"))
    for words in (
        "The council says Council says done",
        "Internal audit’s check Implemented",
        "External auditor’s view Not implemented No audit yet.",
        "Council says done, not confirmed",
    ):
        assert words in page, words


def test_the_owner_reports_and_a_done_needs_its_evidence(sign_in, late):
    client, page = sign_in("sao"), "/recommendations/auditor-2/actions/1/report"
    typed = {"progress": "done", "words": "Agreed.", "evidence": "", "version": "0"}
    answer = client.post(page, typed)
    assert answer.status_code == 422 and "Enter the evidence that it is done" in text(answer)
    answer = client.post(page, typed | {"evidence": "Minute 4"})
    assert (answer.status_code, answer.url) == (302, "/recommendations/auditor-2")
    assert ActionReport.objects.get(action=late).evidence == "Minute 4"
    assert client.post(page, typed | {"evidence": "Minute 5"}).status_code == 409


def test_an_extension_shows_the_first_date(sign_in, late):
    client, page = sign_in("sao"), "/recommendations/auditor-2/actions/1/extend"
    refused = client.post(page, {"due": "Aug 2026", "reason": "x", "version": "0"})
    assert refused.status_code == 422 and "Enter a date after the one" in text(refused)
    client.post(page, {"due": "Dec 2026", "reason": "The supplier left.", "version": "0"})
    assert ActionExtension.objects.get().due.raw == "Dec 2026"
    shown = text(client.get("/recommendations/auditor-2"))
    assert "extended 1 time, first due Sep 2026" in shown


def test_the_auditor_enters_its_own_view_and_internal_audit_its_check(auditor, done):
    typed = {"opinion": "partly", "reason": "Corrections were needed.", "version": "0"}
    for name, slug in (("external_auditor", "auditor"), ("internal_audit", "internal-audit")):
        client = auditor(name)
        assert f"/views/{slug}" in client.get("/recommendations/auditor-1").content.decode()
        answer = client.post(f"/recommendations/auditor-1/views/{slug}", typed)
        assert answer.status_code == 302
        others = {"auditor", "internal-audit"} - {slug}
        assert client.get(f"/recommendations/auditor-1/views/{others.pop()}").status_code == 403
    assert RecommendationView.objects.count() == 2


def test_rule_31_external_auditors_see_all_but_commissioners_drafts(auditor, world):
    """The canary of Rule 23 over what an auditor may open stands with the drafts themselves."""
    client = auditor("external_auditor")
    for page in ("/", "/outcomes", "/portfolio", "/recommendations", "/kpis", "/evidence"):
        assert client.get(page).status_code == 200, page
    assert client.get("/outcomes/8/tests/1/judge/met").status_code == 403


def test_cpmo_adds_a_recommendation_and_its_response(sign_in, world):
    client = sign_in("cpmo")
    typed = {"body": "other", "made_by": "", "number": "", "title": "Do it.", "source": "Letter"}
    assert "Enter the name of the body" in text(client.post("/recommendations/add", typed))
    answer = client.post("/recommendations/add", typed | {"made_by": "Ofsted"})
    assert answer.url == "/recommendations/other-1"
    client.post(
        "/recommendations/other-1/actions/add",
        {"words": "Begin.", "owner": world.posts["sao"].pk, "due": "", "milestone_refs": "HOU-01"},
    )
    page = text(client.get("/recommendations/other-1"))
    assert "1. Begin." in page and "HOU-01" in page and "No date given" in page
    edit = "/recommendations/other-1/actions/1/edit"
    typed = {"owner": "", "milestone_refs": "XXX-99", "reason": "x", "version": "2"}
    assert "These are not: XXX-99" in text(client.post(edit, typed))


def test_rule_11_the_extract_of_a_quarter_says_its_months_and_what_was_said(sign_in, world, late):
    auditors.report(world, late, Progress.IN_PROGRESS, at=later(48))
    client = sign_in("committee")
    with time_machine.travel(later(50), tick=False):
        page = text(client.get("/recommendations/quarters/2026-10"))
        lines = client.get("/recommendations/quarters/2026-10.csv").content.decode().splitlines()
        for none in ("2026-11", "2027-01", "2020-01"):
            assert client.get(f"/recommendations/quarters/{none}").status_code == 404, none
    assert "Q3 2026/27 (Oct to Dec 2026)" in page
    assert "Action 1: In progress The board set it." in page
    assert len(lines) == 3 and "Times extended" in lines[0]
    with time_machine.travel("2027-01-20", tick=False):
        page = text(sign_in("committee").get("/recommendations/quarters/2026-10"))
    assert "As in the record at the end of 31 Dec 2026" in page
