"""Signing: everything that is signed is read first, and the rating is the SAO's own."""

from datetime import date

import pytest
import time_machine
from django.db import connection

from irp.actions import appoint
from irp.history import enact, record
from irp.models import PeriodStep, PostHolding, ReportingPeriod
from irp.words import PeriodAct
from packs.snapshot import read_frozen as snapshot
from programmes.actions import (
    save_return,
    send_back_return,
    submit_return,
    take_back_return,
)
from programmes.figures.ratings import counted_ratings
from programmes.models import Confidence, Signature
from programmes.words import DEFINITIONS, Rating
from tests.programmes.steps import (
    TEXTS,
    later,
    more_rows,
    next_period,
    own_sao,
    signed,
    submitted,
)
from tests.programmes.views.test_programme import text
from tests.statements import Counter
from tests.world import LOADER, NOW, when

SIGN = "/returns/HOU/2026-10/sign"


@pytest.fixture
def read(world):
    """Return what the lead SAO would send, having read the submitted return."""

    def entered(**changes):
        ret = world.ret("HOU")
        post = str(world.posts["sao"].pk)
        return {"rating": "green", "reason": "", "post": post, "version": ret.version} | changes

    return entered


def test_who_may_open_it(refuses):
    refuses(
        SIGN,
        refused=["rdl", "cpmo", "other_sao", "lead_member", "commissioner", "committee"],
        unknown=[],
    )


def test_unknown_returns_are_not_found(sign_in):
    assert sign_in("sao").get("/returns/HOU/2027-01/sign").status_code == 404


def test_rules_1_and_5_nothing_is_filled_in_and_each_choice_has_its_meaning(world, sign_in):
    signed(world, rating=Rating.AMBER, reason="Vacancies.")
    next_period(world)
    submitted(world, at=later(29))
    with time_machine.travel(later(30), tick=False):
        page = text(sign_in("sao").get("/returns/HOU/2026-11/sign"))
    assert "checked" not in page
    for words in DEFINITIONS.values():
        assert words in page
    last = page.split("Rating last time, October 2026")[1].split("</div>")[0]
    assert "app-rag--amber" in last
    assert "Vacancies." in last
    assert "Vacancies." not in page.split("<textarea")[1].split("</textarea>")[0]


def test_everything_that_is_signed_is_on_the_page(world, sign_in):
    submitted(world, at=NOW)
    page = text(sign_in("sao").get(SIGN))
    for words in ("HOU moved on.", "Go on.", "HOU-01", "HOU-03", "Work went to plan this month."):
        assert words in page


@pytest.mark.parametrize("entered", [{"reason": "On course."}, {}])
def test_signing_takes_as_many_statements_whatever_the_rows_of_the_return(
    world, sign_in, read, entered
):
    """Where no reason is given for Green, what speaks against it is read beside: the watch's."""
    counts = []
    world.report_all("HOU")
    for rows in (0, 30):
        if rows:
            more_rows(world, rows=rows)
        submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(4 + rows))
        with time_machine.travel(later(5 + rows), tick=False):
            client = sign_in("sao")
            client.get(SIGN)
            form = read(**entered)
            with connection.execute_wrapper(counter := Counter()):
                answer = client.post(SIGN, form)
        assert answer.status_code == 302
        counts.append(counter.asked)
        reason, cpmo = "Say more.", world.user("cpmo")
        send_back_return(world.ret("HOU"), reason=reason, by=cpmo, at=later(6 + rows))
    assert len(set(counts)) == 1 and counts[0] <= 20, counts


def test_rule_15_a_signature_is_given(world, sign_in, read):
    submitted(world, at=NOW)
    answer = sign_in("sao").post(SIGN, read(), follow=True)
    assert answer.redirect_chain == [("/returns/HOU/2026-10", 302)]
    assert "You signed Housing Improvement, October 2026." in text(answer)
    assert Signature.objects.get().by_name == "Person sao"
    assert Confidence.objects.get().rating == "green"


def test_the_reason_of_a_rating_is_asked_for_beside_every_other_fault(world, sign_in, read):
    """All in one round: who mends what was said is not told of one more."""
    submitted(world, at=NOW)
    wrong = {"rating": "amber", "reason": "", "time": "red", "ask": "Decide.", "ask_due_on": "soon"}
    page = text(sign_in("sao").post(SIGN, read() | wrong))
    for fault in (
        "Enter the reason for Amber",
        "enter why you judge time Red",
        "enter a day such as",
    ):
        assert fault in page
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rating": ""}, "Choose the delivery confidence"),
        ({"rating": "purple"}, "There is a problem"),
        ({"rating": "red", "reason": " "}, "Enter the reason for Red"),
        ({"version": ""}, "There is a problem"),
        ({"post": "99999"}, "There is a problem"),
    ],
)
def test_bad_input_is_said_and_nothing_is_signed(world, sign_in, read, changes, fault):
    submitted(world, at=NOW)
    answer = sign_in("sao").post(SIGN, read() | changes)
    assert answer.status_code == 422
    assert fault in text(answer)
    assert not Signature.objects.exists()


def test_rule_7_green_against_a_signal_needs_a_reason_with_the_signal_in_sight(
    world, sign_in, read
):
    world.report("HOU-01", forecast=when("Dec 2026"))
    for ref in ("HOU-02", "HOU-03"):
        world.report(ref)
    submit_with_words(world)
    with time_machine.travel(when("Jan 2027").earliest, tick=False):
        client = sign_in("sao")
        assert "1 open past the forecast date" in text(client.get(SIGN))
        answer = client.post(SIGN, read())
        assert answer.status_code == 422
        assert "Enter the reason for Green despite: 1 open past" in text(answer)
        typed = read(reason="Handed over on 2 January.")
        assert client.post(SIGN, typed).status_code == 302


def submit_with_words(world):
    ret = world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=NOW)
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW)


def test_rule_15_what_changed_while_it_was_read_is_shown_and_not_signed(world, sign_in, read):
    submitted(world, at=NOW)
    typed = read(rating="amber", reason="As I read it.")
    world.report("HOU-01", version=1, narrative="Changed meanwhile.", at=NOW)

    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    with time_machine.travel(later(2), tick=False):
        client = sign_in("sao")
        answer = client.post(SIGN, typed)
        page = text(answer)
        assert answer.status_code == 409
        assert "The return was changed while you were reading" in page
        assert "Changed meanwhile." in page
        assert "As I read it." in page
        assert not Signature.objects.exists()
        typed["version"] = page.split('name="version" value="')[1].split('"')[0]
        assert client.post(SIGN, typed).status_code == 302


def test_rule_15_the_preparer_is_refused_in_words(world, sign_in, read):
    appoint(world.user("sao"), world.posts["rdl"], starts_on=date(2026, 1, 1), by=LOADER, at=NOW)
    world.report_all("HOU", by="sao")

    submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW)
    answer = sign_in("sao").post(SIGN, read())
    assert answer.status_code == 422
    assert "You prepared this return, so somebody else must sign it." in text(answer)


def test_rule_17_another_signer_gives_no_rating(world, sign_in, read):
    own_sao(world)
    submitted(world, at=NOW)
    client = sign_in("other_sao")
    page = text(client.get(SIGN))
    assert 'name="rating"' not in page
    assert "Comment" in page
    typed = {"post": str(world.posts["other_sao"].pk), "version": read()["version"], "reason": ""}
    answer = client.post(SIGN, typed, follow=True)
    assert "Other SAOs still have to sign." in text(answer)
    assert not Confidence.objects.exists()
    assert world.ret("HOU").state == "submitted"


def test_rule_17_who_holds_several_posts_says_as_which_they_sign(world, sign_in, read):
    own_sao(world)
    person = world.user("sao")
    appoint(person, world.posts["other_sao"], starts_on=date(2026, 1, 1), by=LOADER, at=NOW)
    submitted(world, at=NOW)
    client = sign_in("sao")
    page = text(client.get(SIGN))
    assert "Sign as" in page
    assert page.count('name="post"') == 2
    assert client.post(SIGN, read(post="")).status_code == 422
    assert client.post(SIGN, read()).status_code == 302
    other = read(post=str(world.posts["other_sao"].pk), rating="")
    assert client.post(SIGN, other).status_code == 302
    assert world.ret("HOU").state == "signed"


def test_rule_17_who_has_signed_is_told_who_has_still_to(world, sign_in, read):
    own_sao(world)
    submitted(world, at=NOW)
    client, typed = sign_in("sao"), read()
    assert client.post(SIGN, typed).status_code == 302
    page = text(client.get(SIGN))
    assert "Still to sign: Post of other sao." in page
    assert "Person sao (Post of sao), " in page and 'name="rating"' not in page
    assert "Already saved" in text(client.post(SIGN, typed, follow=True))
    assert client.post(SIGN, typed | {"reason": "Again."}).status_code == 409
    assert Signature.objects.count() == 1
    for address in ("/returns/HOU/2026-10", "/programmes/HOU"):
        there = text(client.get(address))
        assert "Read and sign" not in there and "with the SAO (Post of other sao)" in there
        assert "Read and sign" in text(sign_in("other_sao").get(address))


def test_rule_17_the_leads_rating_stands_when_all_have_signed_on_every_page(world, sign_in, read):
    own_sao(world)
    submitted(world, at=NOW)
    client = sign_in("sao")
    client.post(SIGN, read())
    pages = ("/returns/HOU/2026-10", "/programmes/HOU")
    for address in pages:
        rated = rated_part(client.get(address))
        assert "Not yet given</b>" in rated and "app-rag--green" not in rated, address
    assert "Still to sign: Post of other sao" in text(client.get(pages[0]))
    assert standing(world) == []
    typed = {"post": str(world.posts["other_sao"].pk), "version": read()["version"], "reason": ""}
    assert sign_in("other_sao").post(SIGN, typed).status_code == 302
    for address in pages:
        assert "app-rag--green" in rated_part(client.get(address)), address
    assert standing(world) == ["green"]


def rated_part(answer):
    """Return what a page says of both voices."""
    return text(answer).split("Delivery confidence</h2>")[1].split("Facts beside the rating")[0]


def standing(world):
    """Return the ratings of HOU that a pack frozen now would hold."""
    plan = snapshot(ReportingPeriod.objects.get(), at=later(26))
    ret = next(row for row in plan.programmes if row.ref == "HOU").ret
    return [given.rating for given in counted_ratings(ret).values()]


def test_rule_14_what_is_signed_says_to_which_day_it_and_its_pack_count(world, sign_in):
    submitted(world, at=NOW)
    words = "Days are counted to 9 Nov 2026. The pack for October 2026 counts them to 31 Oct 2026."
    with time_machine.travel(NOW, tick=False):
        client = sign_in("sao")
        for address in (SIGN, "/returns/HOU/2026-10", "/programmes/HOU"):
            assert words in text(client.get(address)), address
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        assert "Days are counted to" not in text(client.get("/returns/HOU/2026-10"))


@pytest.mark.parametrize("who", ["rdl", "sao", "cpmo"])
def test_rule_16_a_frozen_return_names_who_froze_it_in_at_most_twenty_statements(
    world, sign_in, read, who
):
    submitted(world, at=NOW)
    with time_machine.travel(later(1), tick=False):
        assert sign_in("sao").post(SIGN, read()).status_code == 302
    step = {"period": world.period, "what": PeriodAct.FROZEN.value}
    enact(PeriodStep, by=world.user("cpmo"), at=later(24), **step)
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        client = sign_in(who)
        client.get("/returns/HOU/2026-10")
        with connection.execute_wrapper(counter := Counter()):
            page = text(client.get("/returns/HOU/2026-10"))
    assert "October 2026 was frozen by Person cpmo" in page
    assert counter.asked <= 20


def test_rule_16_nothing_is_signed_in_a_frozen_period(world, sign_in, read):
    submitted(world, at=NOW)
    typed = read()
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        answer = sign_in("sao").post(SIGN, typed)
    assert answer.status_code == 409
    assert not Signature.objects.exists()


def test_rule_15_a_draft_offers_no_form_to_sign(world, sign_in):
    world.report("HOU-01")
    answer = sign_in("sao").get(SIGN)
    assert answer.status_code == 200
    assert "The return is a draft, so it cannot be signed." in text(answer)
    assert "It is with the RDL (Post of rdl)." in text(answer)
    assert "<textarea" not in text(answer)


def test_rule_15_what_was_taken_back_while_it_was_read_says_by_whom_and_why(world, sign_in, read):
    ret, typed = submitted(world, at=NOW), read(rating="red", reason="It is late.")
    take_back_return(
        ret, reason="A date was wrong.", version=ret.version, by=world.user("rdl"), at=later(1)
    )
    with time_machine.travel(later(2), tick=False):
        answer = sign_in("sao").post(SIGN, typed)
    assert answer.status_code == 422 and "It is late." in text(answer)
    assert "The return is a draft, so it cannot be signed." in text(answer)
    assert "(Person rdl) on 9 Nov 2026" in text(answer) and "A date was wrong." in text(answer)


def test_rule_15_an_sao_who_prepared_is_offered_no_signature(world, sign_in):
    post = world.posts["rdl"]
    holding = PostHolding(user=world.users["sao"], post=post, starts_on=date(2024, 4, 1))
    record(holding, by=LOADER, at=NOW)
    world.report_all("HOU", by="sao")
    submit_return(world.ret("HOU"), by=world.user("sao"), at=later(1))
    message = "You prepared this return, so somebody else must sign it."
    with time_machine.travel(later(2), tick=False):
        client = sign_in("sao")
        assert message in text(client.get(SIGN))
        assert "<textarea" not in text(client.get(SIGN))
        assert "Read and sign" not in text(client.get("/returns/HOU/2026-10"))
        assert f"Housing Improvement: {message}" in text(client.get("/"))
