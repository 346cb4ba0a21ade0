"""Completions that nobody has confirmed: counted on the portfolio, named for who may confirm."""

import csv
from datetime import date
from io import StringIO

import pytest
import time_machine

from irp.readings import AsAt, Now
from programmes.actions.preparation import save_return, submit_return
from programmes.figures.positions import position_of
from programmes.models import Milestone
from programmes.readings.positions import positions
from programmes.readings.programmes import all_programmes
from programmes.rules.withheld import Reader
from programmes.words import UNCONFIRMED, Delivery
from tests.programmes.steps import TEXTS, later, more_rows, signed, to_confirm
from tests.programmes.test_completions import confirm
from tests.programmes.views.test_dependencies import text
from tests.world import NOW

CPMO, OTHERS = Reader(is_cpmo=True), Reader(is_cpmo=False)
LISTED = "/milestones?programme=HOU&amp;show=unconfirmed"
CONFIRM = "/milestones/HOU-01/confirm"


@pytest.fixture
def asked(world):
    to_confirm(world)
    return world


def of_housing(source, reader=CPMO):
    found = positions(source, on=NOW.date(), reader=reader)
    return {position.ref: position for position in found}["HOU-01"]


def sign_the_rest(world):
    """Report the others of HOU, and let its return be submitted and signed."""
    for ref, row in world.milestones.items():
        if row.programme.ref == "HOU" and ref != "HOU-01":
            world.report(ref)
    ret, by = world.ret("HOU"), world.user("rdl")
    save_return(ret, TEXTS, version=ret.version, by=by, at=NOW)
    submit_return(world.ret("HOU"), by=by, at=later(1))
    signed(world)


@pytest.mark.parametrize("source", [Now, AsAt])
def test_a_position_is_unconfirmed_as_the_whole_milestone_is_now_and_at_a_past_moment(
    asked, source
):
    on = NOW.date()
    assert of_housing(source(later(0))).is_unconfirmed
    assert of_housing(source(later(0))).reported_by == asked.user("rdl").pk
    confirm(asked, at=later(2))
    for at, is_unconfirmed in ((later(1), True), (later(3), False)):
        if source is Now and is_unconfirmed:
            continue
        assert of_housing(source(at)).is_unconfirmed is is_unconfirmed
        found = [
            position._replace(reported_by=None)
            for position in positions(source(at), on=on, reader=CPMO)
        ]
        whole = [
            row for programme in all_programmes(source(at), on=on) for row in programme.milestones
        ]
        assert sorted(found) == sorted(map(position_of, whole))


@pytest.mark.parametrize("source", [Now, AsAt])
def test_rule_15_a_confirmation_in_an_unsigned_return_is_its_programmes_alone(asked, source):
    assert of_housing(source(later(1)), OTHERS).delivery is None
    sign_the_rest(asked)
    assert of_housing(source(later(3)), OTHERS).is_unconfirmed
    confirm(asked, at=later(4))
    assert not of_housing(source(later(5)), OTHERS).is_unconfirmed


def test_the_portfolio_counts_them_by_programme_and_opens_their_list(asked, sign_in):
    client = sign_in("cpmo")
    page = text(client.get("/portfolio"))
    assert f'href="{LISTED}">1 of those done not confirmed</a>' in page
    assert "Complete, not confirmed" in page[: page.index("Filter the programmes")]
    listed = text(client.get(LISTED.replace("&amp;", "&")))
    assert "/milestones/HOU-01" in listed and "/milestones/HOU-02" not in listed
    content = client.get("/portfolio.csv").content.decode("utf-8-sig")
    counts = {row["Ref"]: row[UNCONFIRMED] for row in csv.DictReader(StringIO(content))}
    assert (counts["HOU"], counts["JOB"]) == ("1", "0")
    confirm(asked, at=later(1))
    with time_machine.travel(later(26), tick=False):
        assert "not confirmed" not in text(client.get("/portfolio"))
        past = text(client.get(f"/portfolio?as_at={NOW.date()}"))
        assert "not confirmed" not in past, "confirmed on that day"


def test_a_past_day_says_what_was_unconfirmed_then(asked, sign_in):
    confirm(asked, at=later(26))
    with time_machine.travel(later(30), tick=False):
        client = sign_in("cpmo")
        past = text(client.get(f"/portfolio?as_at={NOW.date()}"))
        assert "1 of those done not confirmed" in past
        assert "not confirmed" not in text(client.get("/portfolio"))


def test_your_work_names_them_for_who_may_confirm_and_not_for_who_reported_it(asked, sign_in):
    named = f'href="{CONFIRM}">Confirm that HOU-01 is complete</a>'
    detail = "Housing Improvement, reported as completed on 30 Oct 2026"
    for who in ("sao", "cpmo"):
        page = text(sign_in(who).get("/"))
        assert named in page and detail in page, who
        assert sign_in(who).get(CONFIRM).status_code == 200
    for who in ("rdl", "other_sao", "lead_member", "committee", "administrator"):
        assert named not in text(sign_in(who).get("/")), who
    confirm(asked, at=later(0))
    assert named not in text(sign_in("sao").get("/"))


def test_many_of_one_programme_are_one_task_that_opens_their_list(asked, sign_in):
    more_rows(asked)
    for number in (10, 11, 12):
        ref = f"HOU-{number}"
        asked.milestones[ref] = Milestone.objects.select_related("programme").get(ref=ref)
        done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done."}
        asked.report(ref, version=1, **done)
    page = text(sign_in("sao").get("/"))
    assert f'href="{LISTED}">Confirm 4 completions of Housing Improvement</a>' in page
    assert "HOU-01, HOU-10, HOU-11 and 1 more" in page and CONFIRM not in page
