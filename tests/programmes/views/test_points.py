"""Pages of asks and challenges: who reads them, what each may do, what a mistake says (2, 15)."""

import csv

import pytest
import time_machine

from programmes.models import Point, PointStep
from programmes.words import ReturnPart
from tests.programmes.steps import later, next_period, signed, submitted
from tests.programmes.test_points import asked, challenged, tabled, take
from tests.programmes.views.test_programme import text

RET = "/returns/HOU/2026-10"


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(later(6), tick=False):
        yield


def test_who_may_open_them(world, refuses):
    submitted(world)
    refuses("/points", unknown=["/points/HOU-CH-99", "/points/HOU-CH-99/answered"])
    refuses(f"{RET}/challenge", refused=["rdl", "sao", "commissioner"])


def test_cpmo_asks_the_programme_answers_and_cpmo_closes(world, sign_in):
    submitted(world)
    page = text(sign_in("cpmo").get(RET))
    assert f'href="{RET}/challenge"' in page
    typed = {"part": "milestone", "milestone": world.milestones["HOU-01"].pk, "words": "Why late?"}
    answer = sign_in("cpmo").post(f"{RET}/challenge", typed, follow=True)
    assert answer.redirect_chain == [("/points/HOU-CH-01", 302)]
    assert "Challenge HOU-CH-01 was sent to Housing Improvement." in text(answer)
    for name in ("rdl", "sao"):
        client = sign_in(name)
        home = text(client.get("/"))
        assert "Answer CPMO’s challenge HOU-CH-01" in home and "Why late?" in home
        assert "/points/HOU-CH-01/answered" in text(client.get("/points/HOU-CH-01"))
    sent = {"version": "0", "words": "The supplier."}
    answer = sign_in("rdl").post("/points/HOU-CH-01/answered", sent, follow=True)
    assert "The supplier." in text(answer) and "Saved: HOU-CH-01 is answered." in text(answer)
    home = text(sign_in("cpmo").get("/"))
    assert "Read the answer to challenge HOU-CH-01 and close it" in home
    closing = {"version": "1", "outcome": "accepted", "words": "Clear."}
    answer = sign_in("cpmo").post("/points/HOU-CH-01/closed", closing, follow=True)
    assert "Answer accepted, settled on the same day" in text(answer)
    assert "HOU-CH-01" not in text(sign_in("cpmo").get("/"))


def test_an_sao_asks_at_signing_and_reads_the_answer_on_the_next_return(world, sign_in):
    ret = submitted(world)
    typed = {
        "rating": "green", "reason": "", "post": world.posts["sao"].pk, "version": ret.version,
        "ask": "A second surveyor", "asked_of": "TIB", "ask_due_on": "24 11 2026",
    }  # fmt: skip
    answer = sign_in("sao").post(f"{RET}/sign", typed, follow=True)
    assert answer.redirect_chain == [(RET, 302)] and "A second surveyor" in text(answer)
    assert "Take ask HOU-ASK-01 to a board, or decline it" in text(sign_in("cpmo").get("/"))
    sent = {"version": "0", "forum": "tib", "meeting_on": "24/11/2026"}
    answer = sign_in("cpmo").post("/points/HOU-ASK-01/tabled", sent, follow=True)
    assert "Tabled at TIB on 24 Nov 2026" in text(answer)
    assert "HOU-ASK-01" not in text(sign_in("cpmo").get("/"))  # the board has not met
    next_period(world)
    with time_machine.travel(later(24 * 16), tick=False):
        assert "Record the board’s answer to ask HOU-ASK-01" in text(sign_in("cpmo").get("/"))
        sent = {"version": "1", "words": "Agreed from January.", "minute": "4.2"}
        sign_in("cpmo").post("/points/HOU-ASK-01/answered", sent)
        page = text(sign_in("rdl").get("/returns/HOU/2026-11"))
        assert "Agreed from January." in page and "Answered (minute 4.2)" in page
        assert "Agreed" not in text(sign_in("rdl").get(RET))  # frozen before it was answered


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"ask": "Money"}, "Enter who you ask"),
        ({"ask": "Money", "rating": ""}, "Enter when you need the answer, for example 24/11/2026"),
        ({"asked_of": "TIB"}, "Enter what you ask for, or leave the ask empty"),
        ({"ask": "Money", "asked_of": "TIB", "ask_due_on": "1/11/2026"}, "or a later day"),
        ({"ask": "Money", "asked_of": "TIB", "ask_due_on": "soon"}, "Enter a day such as"),
        ({"ask": "x" * 1001, "asked_of": "TIB", "ask_due_on": "1/12/2026"}, "1000"),
    ],
)
def test_half_an_ask_is_said_in_the_same_round_and_nothing_is_signed(
    world, sign_in, changes, fault
):
    ret = submitted(world)
    typed = {"rating": "green", "reason": "", "post": world.posts["sao"].pk, "version": ret.version}
    answer = sign_in("sao").post(f"{RET}/sign", typed | changes)
    assert answer.status_code == 422 and fault in text(answer)
    assert (world.ret("HOU").state, Point.objects.count()) == ("submitted", 0)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"part": ""}, "Choose what you ask about"),
        ({"part": "milestone"}, "Choose the milestone that you ask about"),
        ({"part": "rating"}, "Save CPMO’s first rating before you ask about the SAO’s rating."),
        ({"words": " "}, "Enter what you ask"),
        ({"words": "x" * 1001}, "1000"),
        ({"part": "milestone", "milestone": "99999"}, "There is a problem"),
    ],
)
def test_bad_input_of_a_challenge_is_said_and_kept(world, sign_in, changes, fault):
    signed(world)
    typed = {"part": "progress", "words": "Kept words."} | changes
    answer = sign_in("cpmo").post(f"{RET}/challenge", typed)
    assert answer.status_code == 422 and fault in text(answer)
    assert typed["words"].strip() in text(answer)
    assert not Point.objects.exists()


def test_4a1_a_conflict_shows_the_answer_that_was_saved_and_keeps_what_was_typed(world, sign_in):
    challenge = challenged(world)
    take(world, challenge, "answered", by="sao", words="Theirs.")
    sent = {"version": "0", "words": "Mine."}
    answer = sign_in("rdl").post(f"/points/{challenge.ref}/answered", sent)
    page = text(answer)
    assert answer.status_code == 409
    assert "<dt>Saved now</dt><dd>Theirs.</dd>" in page
    assert "<dt>You typed</dt><dd>Mine.</dd>" in page
    again = sign_in("rdl").post(
        f"/points/{challenge.ref}/answered", {"version": "1", "words": "Mine."}
    )
    assert again.status_code == 422 and "It has been settled already" in text(again)
    assert PointStep.objects.count() == 1


def test_4a1_forged_steps_that_were_never_taken_are_refused_in_words(world, sign_in):
    submitted(world)
    row = challenged(world)
    sent = {"words": "The roofs.", "version": "7"}
    answer = sign_in("rdl").post(f"/points/{row.ref}/answered", sent)
    assert answer.status_code == 422 and "Open this page again" in text(answer)
    assert not PointStep.objects.exists()


def test_rule_15_outsiders_read_of_it_once_the_return_is_signed(world, sign_in):
    challenge = challenged(world, words="Secret question")
    outside = sign_in("commissioner")
    assert outside.get(f"/points/{challenge.ref}").status_code == 404
    assert "Secret question" not in text(outside.get("/points"))
    assert "Secret question" in text(sign_in("sao").get(f"{RET}/sign"))
    signed(world, at=later(4))
    assert "Secret question" in text(outside.get(f"/points/{challenge.ref}"))
    assert "Secret question" in text(outside.get("/points"))
    assert "Secret question" in text(outside.get(RET))


def test_the_list_says_how_many_are_open_and_is_a_file_too(world, sign_in):
    client = sign_in("cpmo")
    assert "Nothing has been asked." in text(client.get("/points"))
    ask = asked(world)
    tabled(world, ask, at=later(3))
    challenged(world, part=ReturnPart.MILESTONE, milestone=world.milestones["HOU-02"], at=later(4))
    page = text(client.get("/points"))
    assert "2 open" in page and "HOU-CH-01" in page
    past = text(client.get("/points?as_at=2026-11-08"))
    assert "HOU-CH-01" not in past
    rows = list(csv.DictReader(client.get("/points.csv").content.decode("utf-8-sig").splitlines()))
    assert [(row["Ref"], row["Status"], row["Asked of, or about"]) for row in rows] == [
        ("HOU-ASK-01", "Tabled at TIB on 24 Nov 2026", "TIB"),
        ("HOU-CH-01", "Waiting for an answer", "HOU-02"),
    ]
