"""The pages on an outcome under a test, and the trip from a draft to a regression."""

from datetime import timedelta

import pytest
import time_machine

from assurance.models import CellAct, CellDraftEnd
from assurance.words import Judgement
from assurance.words.cells import Said
from tests.assurance import shelf
from tests.assurance.test_cells import a_lead
from tests.assurance.views.test_outcome import text
from tests.world import NOW

PAGE = "/outcomes/8/tests/1"
OTHER = "/outcomes/8/tests/2"
SECRET = "Unpublished words of a commissioner"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def ready(world):
    shelf.judge(world, Judgement.MET)
    return world


def test_rule_20_from_a_draft_to_met_to_no_longer_supported(sign_in, ready, _today):
    author = sign_in("commissioner")
    assert "Declare met" in text(author.get(PAGE))
    typed = {"version": 0, "reason": SECRET, "evidence_cited": "Audit report 14"}
    answer = author.post(f"{PAGE}/judge/met", typed, follow=True)
    assert "Another commissioner can now agree it." in text(answer)
    assert "Not declared met" in text(answer) and SECRET in text(answer)
    second = sign_in("commissioner2")
    assert "Agree or end this draft" in text(second.get(PAGE))
    answer = second.post(f"{PAGE}/draft/met", {"version": 0, "agrees": "yes"}, follow=True)
    assert "Declared met 9 Nov 2026" in text(answer)
    assert "Drafted by Person commissioner" in text(answer)
    _today.shift(timedelta(days=2))
    shelf.judge(ready, Judgement.NOT_MET, at=NOW + timedelta(days=2))
    page = text(sign_in("committee").get(PAGE))
    words = "eclared met 9 Nov 2026; no longer supported since 11 Nov 2026: PO8-T1-1 judged not met"
    assert f"D{words}" in page and f"Test 1 d{words}" in page  # and among the regressions
    assert "no longer supported" not in text(sign_in("committee").get(f"{PAGE}?as_at=2026-11-10"))


@pytest.mark.parametrize("name", ["administrator", "cpmo", "sao", "committee"])
def test_rule_23_a_draft_shows_to_commissioners_only(sign_in, ready, name):
    shelf.draft(ready, Said.MET, reason=SECRET)
    client = sign_in(name)
    for page in (PAGE, "/outcomes/8", "/outcomes", f"/search?q={SECRET}", "/requirements.csv"):
        body = client.get(page).content.decode()
        assert "Draft, seen by" not in body
        assert body.count(SECRET) == (2 if page.startswith("/search") else 0) or "q=" in page
    assert client.get(f"{PAGE}/draft/met").status_code == 403


def test_a_past_page_offers_nothing_and_shows_no_draft(sign_in, ready):
    shelf.draft(ready, Said.MET, reason=SECRET, at=NOW)
    page = text(sign_in("commissioner").get(f"{PAGE}?as_at=2026-11-09"))
    assert SECRET not in page and "Agree or end" not in page


def test_rule_20_what_bars_it_is_said_with_what_to_do(sign_in, world):
    page = text(sign_in("commissioner").get(PAGE))
    assert "Issue “Met” first. 1 requirement is not yet met: PO8-T1-1 (not assessed)." in page
    assert "Declare met" not in page


def test_faults_say_what_to_type_and_keep_what_was_typed(sign_in, ready):
    client = sign_in("commissioner")
    answer = client.post(f"{PAGE}/judge/met", {"version": 0, "reason": "Kept words"})
    assert answer.status_code == 422
    assert "Enter the evidence: each document or figure with its date" in text(answer)
    assert "Kept words" in answer.content.decode()
    answer = client.post(f"{PAGE}/judge/met", {"version": 5, "reason": "x", "evidence_cited": "y"})
    assert answer.status_code == 422 and "Open this page again" in text(answer)


def test_rule_21_progress_is_judged_and_withdrawn(sign_in, world):
    shelf.a_test(2)
    page = "/outcomes/8/tests/2"
    typed = {"version": 0, "reason": "Seen.", "evidence_cited": "Report", "said": "confident"}
    sign_in("commissioner").post(f"{page}/judge/confidence", typed)
    client = sign_in("commissioner2")
    client.post(f"{page}/draft/confidence", {"version": 0, "agrees": "yes"})
    assert "Confident, 9 Nov 2026" in text(client.get(page))
    answer = client.post(f"{page}/withdraw/confidence", {"version": 1, "reason": "Less is seen."})
    assert answer.status_code == 302
    assert "Not yet judged" in text(client.get(page))
    assert CellAct.objects.count() == 2


@pytest.mark.parametrize(
    "page",
    ["/outcomes/8/tests/7", "/outcomes/99/tests/1", f"{PAGE}/judge/confidence",
     f"{PAGE}/judge/other", f"{PAGE}/draft/met"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(sign_in, world, page):
    assert sign_in("commissioner").get(page).status_code == 404


def test_rule_24b_its_author_is_offered_to_end_a_draft_and_never_to_agree_it(sign_in, world):
    shelf.draft(world, Said.NOT_CONFIDENT)
    own = sign_in("commissioner")
    page = own.get(f"{OTHER}/draft/confidence").content.decode()
    assert "another commissioner has to agree it before it is in force" in page
    assert "Yes, it is in force from now" not in page and "End the draft" in page
    refused = own.post(f"{OTHER}/draft/confidence", {"version": 0})
    assert "Enter the reason for ending it" in text(refused)
    own.post(f"{OTHER}/draft/confidence", {"version": 0, "reason": "Too early."})
    end = CellDraftEnd.objects.everything().get()
    assert (end.reason, end.became_id) == ("Too early.", None)
    second = sign_in("commissioner2").get(f"{OTHER}/draft/confidence").content.decode()
    assert "This draft has ended" in second


def test_rule_24b_where_the_lead_agrees_another_is_offered_to_end_the_draft_alone(sign_in, world):
    a_lead(world, "commissioner3")
    shelf.draft(world, Said.NOT_CONFIDENT)
    page = sign_in("commissioner2").get(f"{OTHER}/draft/confidence").content.decode()
    assert "The lead commissioner has to agree this" in page and "End the draft" in page
    assert "Yes, it is in force from now" not in page
