"""Your work of an SAO names what their posts own of the Assurance Plan, in twenty statements."""

from datetime import timedelta

import pytest

from assurance.actions import answer_judgement, withdraw_assessment
from assurance.words import Judgement, Speaker
from assurance.words.concerns import Trend
from assurance.words.owners import Answer
from assurance.words.reports import ReportStep
from programmes.actions import submit_return
from tests.assurance import shelf
from tests.assurance.request_steps import ask
from tests.dashboards import months
from tests.dashboards.views.test_home_lots import expect
from tests.programmes.lot_steps import lot
from tests.programmes.test_signing_posts import acting, chief, joint
from tests.world import NOW

TITLE = "Requirements you own, and concerns in their outcomes"


def test_rule_24a_a_judgement_that_its_owner_may_answer_is_named_until_it_is(
    world, sign_in, text_of
):
    shelf.own(world)
    client = sign_in("sao")
    page = text_of(client, "/")
    assert TITLE in page and "Answer the judgement" not in page
    assert 'href="/requirements/PO8-T1-1">PO8-T1-1 Safety' in page
    shelf.judge(world, Judgement.PARTLY)
    page = text_of(client, "/")
    assert 'href="/requirements/PO8-T1-1/answer">Answer the judgement of PO8-T1-1' in page
    assert TITLE not in text_of(sign_in("other_sao"), "/")
    assert TITLE not in text_of(sign_in("cpmo"), "/")
    answer_judgement(
        world.requirement, answer=Answer.ACCEPT, reasons="We do.", evidence_cited="",
        by=world.user("sao"), at=NOW,
    )  # fmt: skip
    assert "outcome 8; you have answered" in text_of(client, "/")
    withdraw_assessment(
        world.requirement, speaker=Speaker.COMMISSIONER, reason="It fell.",
        by=world.user("commissioner"), at=NOW + timedelta(minutes=1),
    )  # fmt: skip
    page = text_of(client, "/")
    assert "you have answered" not in page and "Not assessed" in page


def test_who_owned_a_requirement_before_is_asked_no_more(world, sign_in, text_of):
    shelf.own(world, ends_on=NOW.date() - timedelta(days=1))
    assert TITLE not in text_of(sign_in("sao"), "/")


def test_rule_13_a_concern_of_their_outcomes_is_named_until_the_council_responds(
    world, sign_in, text_of
):
    concern = shelf.a_concern(world)
    client = sign_in("sao")
    assert "Respond to concern" not in text_of(client, "/")
    shelf.own(world)
    page = text_of(client, "/")
    assert 'href="/concerns/PO8-C1/respond">Respond to concern PO8-C1' in page
    assert "the council has not responded: Homes are let slowly" in page
    shelf.respond(world, concern, Trend.BETTER)
    assert "Respond to concern" not in text_of(client, "/")


def test_rule_24c_a_report_to_agree_is_on_the_other_commissioners_home(world, sign_in, text_of):
    months.freeze(world)
    world.period.refresh_from_db()
    row = shelf.a_report(world, world.period)
    words = f"Agree the draft of report {row.number} to the Secretary of State"
    assert words in text_of(sign_in("commissioner2"), "/")
    for who in ("commissioner", "cpmo", "sao"):
        assert words not in text_of(sign_in(who), "/")
    shelf.report_step(world, row, ReportStep.AGREED)
    assert words not in text_of(sign_in("commissioner2"), "/")


@pytest.mark.parametrize("several", [False, True])
def test_rule_17_the_home_of_a_reserve_whose_signature_waits_takes_no_more_than_twenty(
    world, sign_in, queries_of, text_of, several
):
    """The Chief Executive's, who signs where everybody in an SAO's post prepared the return."""
    months.sign(world, "JOB")
    months.freeze(world)
    months.open_november(world)
    chief(world)
    if several:
        joint(world)
    acting(world)
    for ref in ("HOU", "JOB"):
        ret = world.report_all(ref)
        submit_return(ret, by=world.user("rdl"), at=NOW + timedelta(hours=3))
    expect(world, lot(world, "Late"), NOW.date() - timedelta(days=9))
    ask(world)
    shelf.own(world)
    shelf.a_concern(world)
    client = sign_in("nobody")
    queries_of(client, "/")
    assert "you sign as reserve signatory" in text_of(client, "/")
    assert queries_of(client, "/") <= 20


@pytest.mark.parametrize("who", ["sao", "rdl", "officer", "cpmo", "commissioner2"])
def test_no_home_takes_more_than_twenty_statements_whatever_waits(world, sign_in, queries_of, who):
    """A month behind, a return submitted, requests, a sale that is late, a draft, a judgement."""
    months.sign(world, "HOU")
    months.freeze(world)
    world.period.refresh_from_db()
    shelf.a_report(world, world.period)
    months.open_november(world)
    ret = world.report_all("JOB")
    submit_return(ret, by=world.user("rdl"), at=NOW + timedelta(hours=3))
    expect(world, lot(world, "Late"), NOW.date() - timedelta(days=9))
    ask(world)
    shelf.own(world)
    shelf.a_concern(world)
    shelf.judge(world, Judgement.PARTLY)
    client = sign_in(who)
    queries_of(client, "/")
    assert queries_of(client, "/") <= 20
