"""Your work of a commissioner: what changed, what to judge, requests; the same at ten times."""

from datetime import timedelta

import time_machine

from assurance.models import CommissionerVisit
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from assurance.words.requests import RequestAct
from tests.assurance import shelf
from tests.assurance.request_steps import ask, take
from tests.world import NOW


def test_rule_24f_the_headline_is_fair_and_the_clauses_are_the_figures(world, sign_in, text_of):
    page = text_of(sign_in("commissioner"), "/")
    assert "Commissioners: 0 of 1 met; 0 assessed, 1 not yet; 1 had an assurance date" in page
    assert "Step-down position" in page


def test_what_changed_is_told_from_the_last_day_they_were_here(world, sign_in, text_of):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
    client = sign_in("commissioner")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        first = text_of(client, "/")
        assert text_of(client, "/").count("In the last 30 days") == 1
    assert "In the last 30 days, from 11 Oct 2026" in first
    assert "Council assessments issued" in first
    assert CommissionerVisit.objects.count() == 1
    shelf.judge(world, Judgement.PARTLY, by=world.user("commissioner2"), at=NOW + timedelta(days=2))
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        then = text_of(client, "/")
    assert "Since your last visit, from 10 Nov 2026" in then
    assert "Judgements issued by commissioners" in then
    assert "Council assessments issued" not in then
    assert CommissionerVisit.objects.count() == 2
    text_of(sign_in("sao"), "/")
    assert CommissionerVisit.objects.count() == 2


def test_ten_rows_and_the_rest_opens_the_list(world, sign_in, text_of):
    for row in shelf.outcomes(7):
        shelf.add_gate(row, "Q1 2026")
    client = sign_in("commissioner")
    page = text_of(client, "/")
    assert page.count("days ago") == 10 and "And 33 more: see all 43" in page
    assert 'href="/requirements?show=either">And 33 more' in page
    assert "43 of 43 requirements" in text_of(client, "/requirements?show=either")
    assert "Commissioners:" in page and "CPMO:" in page
    shown = text_of(client, "/requirements?show=passed")
    assert "43 of 43 requirements" in shown
    assert "No requirement matches" in text_of(client, "/requirements?show=soon&judged=met")


def test_the_owner_is_told_to_answer_and_the_commissioner_to_read(world, sign_in, text_of):
    row = ask(world)
    assert "Answer commissioners’ request REQ-01" in text_of(sign_in("sao"), "/")
    assert "request REQ-01" not in text_of(sign_in("other_sao"), "/")
    assert "Requests to the council" in text_of(sign_in("cpmo"), "/")
    take(world, row, RequestAct.ANSWERED, "sao")
    assert "request REQ-01" not in text_of(sign_in("sao"), "/")
    assert "Read the answer to request REQ-01" in text_of(sign_in("commissioner"), "/")


def test_rule_24b_what_one_commissioner_drafted_the_other_is_told_to_agree(world, sign_in, text_of):
    shelf.draft(world, Said.CONFIDENT, test=2)
    other = text_of(sign_in("commissioner2"), "/")
    assert "Agree or end the draft: Outcome 8, test 2: Confident" in other
    for name in ("commissioner", "cpmo", "sao"):
        assert "Agree or end the draft" not in text_of(sign_in(name), "/")
