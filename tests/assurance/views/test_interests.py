"""Interests of commissioners: declared, ended, listed; who has one judges nothing there (24b)."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions import judge_gate
from assurance.actions.cell_drafts import agree_draft
from assurance.actions.interests import end_interest
from assurance.models import Assessment, CellAct, CellDraft, GateAct, Interest, JudgementDraft
from assurance.readings.interests import barred
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from assurance.words.gates import Ruling
from irp.actions import Faulty, Refused
from tests.assurance import shelf
from tests.assurance.views.test_requirement import PAGE, text
from tests.world import NOW

OUTCOME = "/outcomes/8"
DAY = timedelta(days=1)
WHY = "You have declared an interest in outcome 8 from 9 Nov 2026."


def end(world, row, *, on, by="commissioner", at=NOW):
    return end_interest(row, ends_on=on, by=world.user(by), at=at)


@time_machine.travel(NOW, tick=False)
def test_rule_24b_a_commissioner_declares_and_ends_it_and_readers_see_it(sign_in, world):
    client = sign_in("commissioner")
    assert "None has been declared in this outcome." in text(client.get(OUTCOME))
    page = client.get(f"{OUTCOME}/interests/declare")
    assert "What you have judged before stays" in text(page)
    blank = client.post(f"{OUTCOME}/interests/declare", {"starts_on": "", "words": " "})
    assert blank.status_code == 422 and "Enter what the interest is" in text(blank)
    entered = {"starts_on": "9 11 2026", "words": "A relation is a landlord there."}
    client.post(f"{OUTCOME}/interests/declare", entered)
    reader = sign_in("committee")
    page = text(reader.get(OUTCOME))
    declared = "Person commissioner (Post of commissioner), from 9 Nov 2026. A relation is a"
    assert f"In force: {declared}" in page
    assert "Declare an interest" not in page
    assert "/interests/1/end" in client.get(OUTCOME).content.decode()
    client.post("/interests/1/end", {"ends_on": "10 11 2026"})
    rows = csv.DictReader(StringIO(reader.get("/interests.csv").content.decode("utf-8-sig")))
    (row,) = rows
    assert (row["Outcome"], row["Status"]) == ("8", "In force")
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        assert "Ended: Person commissioner" in text(sign_in("committee").get(OUTCOME))


def test_rule_24b_who_has_one_drafts_agrees_issues_and_withdraws_nothing_there(world):
    shelf.judge(world, Judgement.PARTLY)
    shelf.draft(world, Said.NOT_CONFIDENT, by="commissioner2")
    gate = world.requirement.gates.first()
    shelf.an_interest(world)
    models = (Assessment, CellAct, GateAct)
    before = [model.objects.count() for model in models]
    refused = (
        lambda: shelf.judge(world, Judgement.NOT_MET),
        lambda: shelf.judge(world, Judgement.NOT_MET, issued=False),
        lambda: shelf.withdraw(world),
        lambda: shelf.draft(world, Said.NOT_CONFIDENT, test=3),
        lambda: judge_gate(
            gate,
            ruling=Ruling.SATISFIED,
            reason="So it is.",
            evidence_cited="Report 14",
            by=world.user("commissioner"),
            at=NOW,
        ),
        lambda: shelf.withdrawn(world, Said.NOT_CONFIDENT),
        lambda: agree_draft(
            CellDraft.objects.everything().get(), version=0, by=world.user("commissioner"), at=NOW
        ),
    )
    for act in refused:
        with pytest.raises(Refused, match=WHY):
            act()
    assert [model.objects.count() for model in models] == before
    assert not JudgementDraft.objects.seen_by(world.user("commissioner")).exists()


def test_rule_24b_it_bars_nobody_else_no_other_voice_and_nothing_after_its_last_day(world):
    row = shelf.an_interest(world)
    shelf.judge(world, Judgement.PARTLY, by=world.user("commissioner2"))
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.CPMO)
    end(world, row, on=(NOW + DAY).date())
    with pytest.raises(Refused, match=WHY):
        shelf.judge(world, Judgement.NOT_MET, at=NOW + DAY)
    assert barred(world.user("commissioner"), 8, at=NOW + 2 * DAY) == ""
    shelf.judge(world, Judgement.NOT_MET, at=NOW + 2 * DAY)
    assert Assessment.objects.count() == 3


def test_rule_24b_only_whose_it_is_ends_it_once_and_not_before_it_began(world):
    row = shelf.an_interest(world)
    with pytest.raises(PermissionDenied):
        end(world, row, on=NOW.date(), by="commissioner2")
    with pytest.raises(Faulty, match="not before 9 Nov 2026"):
        end(world, row, on=(NOW - DAY).date())
    end(world, row, on=NOW.date())
    with pytest.raises(Refused, match="has its last day already"):
        end(world, row, on=NOW.date())
    with pytest.raises(PermissionDenied):
        shelf.an_interest(world, by="cpmo")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Interest.objects.update(words="Nothing.")


@time_machine.travel(NOW, tick=False)
def test_rule_24b_pages_offer_it_nothing_and_say_why(sign_in, world):
    shelf.a_test(2)
    shelf.judge(world, Judgement.PARTLY)
    client = sign_in("commissioner")
    offers = (f"{PAGE}/assess", f"{PAGE}/withdraw", f'{PAGE}/dates/1"', "/judge/confidence")
    pages = (PAGE, f"{OUTCOME}/tests/2")
    offered = "".join(client.get(page).content.decode() for page in pages)
    assert [offer for offer in offers if offer not in offered] == []
    shelf.an_interest(world)
    offered = "".join(client.get(page).content.decode() for page in pages)
    assert [offer for offer in offers if offer in offered] == []
    assert offered.count("Another commissioner has to judge it.") == 2
    forms = (f"{PAGE}/assess/commissioner", f"{PAGE}/withdraw/commissioner", f"{PAGE}/dates/1",
             f"{OUTCOME}/tests/2/judge/confidence")  # fmt: skip
    for form in forms:
        closed = client.get(form)
        assert closed.status_code == 403 and WHY in text(closed), form
        assert sign_in("commissioner2").get(form).status_code == 200, form
    other = sign_in("commissioner2").get(PAGE).content.decode()
    assert f"{PAGE}/assess" in other and WHY not in other
    refused = client.post(
        f"{PAGE}/assess/commissioner",
        {"act": "draft", "judgement": "not_met", "rationale": "x", "version": 1},
    )
    assert WHY in text(refused)
