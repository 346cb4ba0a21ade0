"""CPMO's rating: its own, given without the SAO's in sight (Rule 2)."""

import pytest
import time_machine

from irp.actions import Refused
from programmes.actions import assure_return, save_return, sign_return, submit_return
from programmes.models import Confidence
from programmes.words import DEFINITIONS, Rating
from tests.programmes.steps import TEXTS, assured, later, next_period, signed, submitted
from tests.programmes.views.test_programme import text
from tests.standing import standing
from tests.world import NOW

ASSURE = "/returns/HOU/2026-10/assure"


@standing
def rated_red(world):
    """Let the SAO sign the return Red."""
    signed(world, rating=Rating.RED, reason="The SAO’s own reason.")


@pytest.fixture
def of_cpmo(world, rated_red, sign_in):
    """Return a client of CPMO after the SAO rated the return Red, and what it would send."""
    with time_machine.travel(later(3), tick=False):
        version = world.ret("HOU").version
        yield sign_in("cpmo"), {"rating": "amber", "reason": "Ours.", "version": version}


def test_who_may_open_it(refuses):
    refuses(
        ASSURE,
        refused=["rdl", "sao", "commissioner", "committee", "lead_member"],
        unknown=["/returns/HOU/2027-01/assure"],
    )


def test_rule_2_the_saos_rating_is_nowhere_on_the_page(of_cpmo):
    client, _ = of_cpmo
    page = text(client.get(ASSURE)).split("<main")[1]
    assert "checked" not in page
    assert "The SAO’s own reason." not in page
    assert "app-rag--red" not in page
    for words in DEFINITIONS.values():
        assert words in page


def test_rule_2_a_first_rating_is_saved_before_the_saos_is_seen(world, of_cpmo):
    client, typed = of_cpmo
    answer = client.post(ASSURE, typed, follow=True)
    page = text(answer)
    assert answer.redirect_chain == [(ASSURE, 302)]
    assert "First rating saved." in page and "The SAO’s own reason." in page
    assert 'href="#rate">Go to the two ratings' in page and 'id="rate"' in page
    assert "checked" not in page  # Rule 5: nor is the first rating filled in
    assert world.ret("HOU").state == "signed"
    # It counts once the return is assured: until then it is CPMO's own.
    assert ratings_of(world) == [("sao", "red"), ("cpmo", "amber")]


def ratings_of(world):
    return list(Confidence.objects.values_list("voice", "rating"))


@pytest.fixture
def of_rated(of_cpmo):
    """Return a client of CPMO that has saved Amber, and what it would send to keep it."""
    client, typed = of_cpmo
    client.post(ASSURE, typed)
    return client, {"act": "assure", "decision": "keep", "reason": "", "version": typed["version"]}


def test_rule_2_keeping_it_leaves_one_rating_beside_the_saos(world, of_rated):
    client, typed = of_rated
    answer = client.post(ASSURE, typed, follow=True)
    page = text(answer)
    assert answer.redirect_chain == [("/returns/HOU/2026-10", 302)]
    assert "You assured Housing Improvement, October 2026." in page
    assert "CPMO rates higher." in page and "CPMO first rated" not in page
    assert ratings_of(world) == [("sao", "red"), ("cpmo", "amber")]


def test_rule_2_a_change_needs_a_reason_and_both_are_kept(world, of_rated, sign_in):
    client, typed = of_rated
    refused = client.post(ASSURE, typed | {"decision": "red"})
    assert refused.status_code == 422
    assert "Enter the reason for the change" in text(refused)
    assert "The SAO’s own reason." in text(refused)
    client.post(ASSURE, typed | {"decision": "red", "reason": "The SAO knows more."})
    assert ratings_of(world) == [("sao", "red"), ("cpmo", "amber"), ("cpmo", "red")]
    for name in ("cpmo", "sao", "commissioner"):
        page = text(sign_in(name).get("/returns/HOU/2026-10"))
        assert "CPMO first rated" in page and "The SAO knows more." in page
    assert "CPMO rates" not in text(sign_in("sao").get("/returns/HOU/2026-10"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [({"decision": ""}, "Choose to keep the rating"), ({"decision": "amber"}, "CPMO’s rating")],
)
def test_a_bad_last_word_assures_nothing(world, of_rated, changes, fault):
    client, typed = of_rated
    answer = client.post(ASSURE, typed | changes)
    assert (answer.status_code, world.ret("HOU").state) == (422, "signed")
    assert fault in text(answer)


def test_rule_2_nothing_is_assured_without_a_first_rating(world, of_cpmo):
    client, typed = of_cpmo
    with pytest.raises(Refused, match="Save a first rating"):
        assure_return(world.ret("HOU"), by=world.user("cpmo"), at=later(3))
    # What the second step sends is read as a first rating, which it is not.
    sent = {"act": "assure", "decision": "keep", "version": typed["version"]}
    assert client.post(ASSURE, sent).status_code == 422


def test_rule_2_a_second_first_rating_is_refused_with_what_was_typed(world, of_cpmo, sign_in):
    client, typed = of_cpmo
    with time_machine.travel(later(3), tick=False):
        sign_in("cpmo2").post(ASSURE, typed | {"rating": "green", "reason": "Theirs."})
    answer = client.post(ASSURE, typed)
    assert answer.status_code == 422
    assert "Person cpmo2 has already saved CPMO’s first rating." in text(answer)
    assert "Ours." in text(answer)
    assert ratings_of(world) == [("sao", "red"), ("cpmo", "green")]


def test_cpmo_goes_on_with_the_next_return(world, of_rated):
    client, typed = of_rated
    assert "go to the next return" not in text(client.get(ASSURE)), "there is none"
    ret = submit_return(world.report_all("JOB"), by=world.user("rdl"), at=later(1))
    sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, reason="",
                by=world.user("sao"), at=later(2))  # fmt: skip
    assert "Assure and go to the next return" in text(client.get(ASSURE))
    answer = client.post(ASSURE, typed | {"next": "yes"})
    assert answer.url == "/returns/JOB/2026-10/assure"


def test_rule_2_cpmo_gives_first_ratings_one_after_another_before_any_saos(world, of_cpmo):
    client, typed = of_cpmo
    page = text(client.get(ASSURE))
    assert "Return 1 of 1 signed so far; 0 assured" in page and "go to the next" not in page
    ret = submit_return(world.report_all("JOB"), by=world.user("rdl"), at=later(1))
    sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, reason="",
                by=world.user("sao"), at=later(2))  # fmt: skip
    answer = client.post(ASSURE, typed | {"next": "yes"}, follow=True)
    assert answer.redirect_chain == [("/returns/JOB/2026-10/assure", 302)]
    page = text(answer)
    assert "First rating saved for Housing Improvement, October 2026." in page
    assert "Return 2 of 2 signed so far; 0 assured" in page and "The SAO’s rating" not in page
    assert "go to the next" not in page, "the other has a first rating"
    job = typed | {"rating": "green", "reason": "", "version": world.ret("JOB").version}
    answer = client.post("/returns/JOB/2026-10/assure", job | {"next": "yes"}, follow=True)
    assert answer.redirect_chain == [("/returns/JOB/2026-10/assure", 302)]
    assert "No other return is waiting for a first rating." in text(answer)
    assert "The SAO’s rating" in text(answer)


def test_the_last_return_of_cpmo_leads_back_to_itself(of_rated):
    client, typed = of_rated
    answer = client.post(ASSURE, typed | {"next": "yes"}, follow=True)
    assert answer.redirect_chain == [("/returns/HOU/2026-10", 302)]
    assert "No other return is waiting for your rating." in text(answer)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rating": ""}, "Choose the delivery confidence"),
        ({"reason": ""}, "Enter the reason for Amber"),
        ({"reason": "x" * 2001}, "2000"),
        ({"version": "x"}, "There is a problem"),
    ],
)
def test_bad_input_is_said_and_nothing_is_assured(world, of_cpmo, changes, fault):
    client, typed = of_cpmo
    answer = client.post(ASSURE, typed | changes)
    assert answer.status_code == 422
    assert fault in text(answer)
    assert world.ret("HOU").state == "signed"


def test_rule_15_what_changed_while_it_was_read_is_a_conflict(world, of_cpmo):
    client, typed = of_cpmo
    answer = client.post(ASSURE, typed | {"version": "1"})
    assert answer.status_code == 409
    assert "The return was changed while you were reading" in text(answer)
    assert "Ours." in text(answer)


def test_rule_15_what_no_sao_signed_is_not_assured(world, sign_in):
    submitted(world)
    with time_machine.travel(later(3), tick=False):
        typed = {"rating": "green", "reason": "", "version": world.ret("HOU").version}
        answer = sign_in("cpmo").post(ASSURE, typed)
    assert answer.status_code == 422
    assert "The return is submitted, so it cannot be assured." in text(answer)


def test_rule_5_the_cpmos_own_last_rating_stands_beside(world, sign_in):
    signed(world)
    assured(world, rating=Rating.AMBER, reason="Ours of October.")
    next_period(world)
    submitted(world, at=later(26))
    signed(world, at=later(27), reason="Like last month.")
    with time_machine.travel(later(28), tick=False):
        page = text(sign_in("cpmo").get("/returns/HOU/2026-11/assure"))
    assert "Ours of October." in page.split("Rating last time, October 2026")[1].split("</div>")[0]


@pytest.mark.parametrize("state", ["a draft", "submitted"])
def test_rule_15_before_it_is_signed_no_form_is_offered(world, sign_in, state):
    if state == "a draft":
        world.report("HOU-01")
    else:
        submitted(world)
    with time_machine.travel(later(3), tick=False):
        answer = sign_in("cpmo").get(ASSURE)
    assert answer.status_code == 200
    assert f"The return is {state}, so it cannot be assured." in text(answer)
    assert "<textarea" not in text(answer)


def test_rule_15_a_cpmo_who_prepared_is_told_so_and_offered_nothing_to_type(world, sign_in):
    world.report("HOU-01", by="cpmo")
    world.report("HOU-01", version=1)
    world.report("HOU-02")
    world.report("HOU-03")
    save_return(
        world.ret("HOU"),
        TEXTS,
        version=world.ret("HOU").version,
        by=world.user("rdl"),
        at=NOW,
    )
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    signed(world)
    with time_machine.travel(later(3), tick=False):
        own, other = sign_in("cpmo"), sign_in("cpmo2")
        page = text(own.get(ASSURE))
        assert "You prepared this return, so somebody else must assure it." in page
        assert "<textarea" not in page
        assert "Rate and assure" not in text(own.get("/returns/HOU/2026-10"))
        assert "another member of CPMO rates and assures it" in text(own.get("/"))
        assert "Rate and assure" in text(other.get("/returns/HOU/2026-10"))
        assert "Rate and assure the return of Housing" in text(other.get("/"))
