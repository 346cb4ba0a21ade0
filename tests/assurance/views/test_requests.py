"""Requests to the council: who may do what, and how the pages say it."""

import re
from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.models import CouncilRequest, RequestStep
from assurance.words.requests import RequestAct
from irp.actions import Faulty
from irp.models import Conflict
from tests.assurance.request_steps import ask, take
from tests.programmes.steps import later
from tests.world import NOW

ANSWERED, EXTENDED = RequestAct.ANSWERED, RequestAct.EXTENDED


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def row(world):
    return ask(world)


@pytest.mark.parametrize("what", list(RequestAct))
@pytest.mark.parametrize("name", ["cpmo", "sao", "other_sao", "administrator", "commissioner"])
def test_the_owner_answers_and_only_commissioners_do_the_rest(world, row, what, name):
    may = name == ("sao" if what is ANSWERED else "commissioner")
    if what in {RequestAct.ACCEPTED, RequestAct.SENT_BACK}:
        take(world, row, ANSWERED, "sao")
    changes = {"due_on": date(2026, 12, 1)} if what is EXTENDED else {}
    before = RequestStep.objects.count()
    if may:
        take(world, row, what, name, **changes)
    else:
        with pytest.raises(PermissionDenied):
            take(world, row, what, name, **changes)
    assert RequestStep.objects.count() == before + may


def test_nobody_else_asks(world):
    with pytest.raises(PermissionDenied):
        ask(world, by=world.user("cpmo"))
    assert not CouncilRequest.objects.exists()


def test_4a1_of_two_at_once_one_is_told_and_a_step_out_of_turn_is_refused(world, row):
    take(world, row, ANSWERED, "sao")
    with pytest.raises(Conflict):
        take(world, row, ANSWERED, "sao", seen=0)
    with pytest.raises(Faulty, match="The request is answered, not yet accepted now"):
        take(world, row, ANSWERED, "sao")


def test_4a3_the_database_refuses_an_extension_without_a_day(world, row):
    bad = RequestStep(request=row, number=1, what="extended", words="x", by_name="x", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        RequestStep.objects.bulk_create([bad])


def test_it_goes_from_asked_to_accepted_in_its_pages(sign_in, world):
    client = sign_in("commissioner")
    typed = {
        "owner": world.posts["sao"].pk, "words": "Show it.", "requirement_refs": "PO8-T1-1",
        "due_on": "1/12/2028",
    }  # fmt: skip
    faulty = client.post("/requests/add", typed | {"requirement_refs": "PO8-T9-9", "words": ""})
    assert faulty.status_code == 422 and "These are not: PO8-T9-9" in text(faulty)
    assert client.post("/requests/add", typed).url == "/requests/REQ-01"
    owner = sign_in("sao")
    assert "/requests/REQ-01/answered" in owner.get("/requests/REQ-01").content.decode()
    assert owner.get("/requests/REQ-01/accepted").status_code == 403
    answer = owner.post("/requests/REQ-01/answered", {"words": "Here.", "version": "0"})
    assert answer.status_code == 302
    page = text(client.get("/requests/REQ-01"))
    assert "Answered, not yet accepted" in page and "Here." in page
    client.post("/requests/REQ-01/sent-back", {"words": "One is missing.", "version": "1"})
    owner.post("/requests/REQ-01/answered", {"words": "All three.", "version": "2"})
    assert client.post("/requests/REQ-01/accepted", {"version": "3"}).status_code == 302
    page = text(client.get("/requests/REQ-01"))
    for words in ("Accepted:", "Here.", "One is missing.", "All three."):
        assert words in page, words


def test_rule_9_the_page_says_both_days(sign_in, world, row):
    take(world, row, EXTENDED, due_on=date(2026, 11, 28))
    take(world, row, ANSWERED, "sao", at=later(24 * 17))
    page = text(sign_in("committee").get("/requests/REQ-01"))
    assert "within the extension, 6 days after the original date" in page
    assert "28 Nov 2026; first day 20 Nov 2026" in page


def test_as_at_the_day_before_the_answer_it_was_open(sign_in, world, row):
    take(world, row, ANSWERED, "sao", at=later(48))
    client = sign_in("cpmo")
    with time_machine.travel(later(72), tick=False):
        assert "Open: due in 10 days" in text(client.get("/requests/REQ-01?as_at=2026-11-10"))
        assert "Answered" in text(client.get("/requests/REQ-01"))
        before = text(client.get("/requests/REQ-01?as_at=2026-11-08"))
        assert "This request was not in the record on that date." in before
        assert "Show the last" not in before


def test_the_list_its_filter_and_its_file(sign_in, world, row, django_assert_max_num_queries):
    client = sign_in("lead_member")
    with django_assert_max_num_queries(14) as few:
        page = text(client.get("/requests"))
    assert "Show the last three audits." in page and "Ask the council" not in page
    for number in range(8):
        take(world, ask(world, words=f"Show {number}."), ANSWERED, "sao")
    with django_assert_max_num_queries(len(few)):
        shown = text(client.get("/requests?show=answered"))
    assert "Show 3." in shown and "Show the last" not in shown
    lines = client.get("/requests.csv").content.decode().splitlines()
    assert len(lines) == 10 and lines[0].startswith("\ufeffRef,What is asked,Asked by")


def test_without_any_it_says_who_asks(sign_in, world):
    assert "No request has been made." in text(sign_in("sao").get("/requests"))
