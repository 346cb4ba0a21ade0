"""Rules 2 and 15: who reads what of an unsigned return, and of a rating before its time, where."""

import csv

import pytest
import time_machine
from django.urls import resolve

from programmes.actions import (
    rate_return,
    save_return,
    send_back_return,
    sign_return,
    submit_return,
)
from programmes.actions.returns import mark_not_reported
from programmes.words import Delivery, Rating
from tests.programmes.benefit_steps import add as add_a_benefit
from tests.programmes.lot_steps import lot
from tests.programmes.saving_steps import save
from tests.programmes.steps import later, next_period, own_sao
from tests.test_permission_matrix import LINES, depend
from tests.world import NOW, when

# Every page that says something of a programme, its returns or its milestones.
PAGES = (
    "/",
    "/portfolio",
    "/changes",
    "/portfolio.csv",
    "/plan",
    "/plan/outcomes",
    "/plan/outcomes.csv",
    "/plan/outcomes/3/1",
    "/milestones",
    "/milestones.csv",
    "/programmes/HOU",
    "/programmes/HOU/milestones.csv",
    "/programmes/HOU/history",
    "/programmes/HOU/plan",
    "/programmes/HOU/returns",
    "/programmes/HOU/people",
    "/programmes/HOU/people.csv",
    "/milestones/HOU-01",
    "/milestones/HOU-01/history",
    "/programmes/HOU/occurrences.csv",
    "/returns/HOU/2026-10",
    "/points",
    "/points.csv",
    "/periods/2026-10",
    "/dependencies",
    "/runway",
    "/runway.csv",
    "/benefits",
    "/benefits.csv",
    "/benefits/HOU-B-01",
    "/budgets",
    "/budgets.csv",
    "/programmes/HOU/budget",
    "/savings",
    "/savings.csv",
    "/savings/SAV-S01",
    "/money",
    "/money.csv",
    "/receipts",
    "/receipts.csv",
    "/receipts/chart.csv",
    "/receipts/LOT-01",
    "/dependencies.csv",
    "/dependencies/D-101",
    "/editions",
    "/opening-position",
    "/structure",
    "/search?q=secret",
    "/search?q=HOU-01",
)
OUTSIDE = ("commissioner", "other_sao")  # every page; the rest of the council some
OTHERS = ("committee", "lead_member", "finance_validator", "administrator")
SECRETS = ("Secret", "Sep 2027", "September 2027")
QUARTER = "Q3 2027 (Jul to Sep 2027)"  # the Assurance Plan's own, on the runway
PAST = "as_at=2026-11-09"  # the day on which everything was written


def told(client, page, *, at=None):
    """Return which secrets a page gives away, now and as at the day they were written."""
    found = set()
    addresses = [page]
    if page not in {"/", "/periods/2026-10"} and "search" not in page and "returns" not in page:
        addresses.append(f"{page}?{PAST}")
    with time_machine.travel(at or later(6), tick=False):
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            shown = answer.content.decode().replace(QUARTER, "")
            found |= {word for word in SECRETS if word in shown}
    return found


def written(world):
    """Draft a return of which every word is a secret, a row of which another depends on."""
    depend(world)
    save(world)
    add_a_benefit(world)
    lot(world)
    ret = world.report_all("HOU")
    world.report(
        "HOU-01",
        version=1,
        delivery=Delivery.RED,
        forecast=when("Sep 2027"),
        narrative="Secret narrative.",
        reason="Secret reason.",
    )
    ret = world.ret("HOU")
    texts = {"progress": "Secret progress.", "next_steps": "Secret steps.",
             "path_to_green": "Secret path.", "help_needed": "Secret help."}  # fmt: skip
    return save_return(ret, texts, version=ret.version, by=world.user("rdl"), at=NOW)


def submitted(world):
    return submit_return(written(world), by=world.user("rdl"), at=later(1))


def signed(world, reason="Secret rating.", at=None):
    return sign_return(
        submitted(world),
        post=world.posts["sao"],
        rating=Rating.RED,
        reason=reason,
        by=world.user("sao"),
        at=at or later(2),
    )


def sent_back(world):
    ret = submitted(world)
    return send_back_return(ret, reason="Secret fault.", by=world.user("cpmo"), at=later(2))


def sent_back_after_signing(world):
    ret = signed(world)
    return send_back_return(ret, reason="Secret fault.", by=world.user("cpmo"), at=later(3))


def half_signed(world):
    """One of two SAOs has signed; who answers for a row of another programme is nobody here."""
    own_sao(world, "JOB-01")
    own_sao(world, "HOU-02", post="cpmo2")
    return signed(world)


def frozen_unsigned(world):
    ret = submitted(world)
    mark_not_reported([ret], by=world.user("cpmo"), at=later(3))
    next_period(world, at=later(4))
    return ret


# Of the plan and its documents alone.
SAYS_NOTHING_OF_RETURNS = {
    "programmes:post",  # only that a return waits for it: its state
    "dashboards:documents",
    "dashboards:glossary",
    "dashboards:periods",
    # The register of RAID is no part of a return: whoever reads the plan reads it.
    "programmes:raid",
    "programmes:raid_csv",
    "programmes:raid_entry",
    # Nor are requests to change the plan: they are decided in the open.
    "programmes:changes_csv",
    "programmes:change",
    # Nor is which committee takes which programme.
    "programmes:committees",
    # Nor is what an edition of the plan did.
    "programmes:edition",
    "programmes:edition_csv",
    # Nor is what was taken over from an earlier tracker.
    "programmes:opening",
    "programmes:opening_csv",
    # Nor is which programmes began, closed or took milestones of others.
    "programmes:structure_csv",
}


def test_every_page_of_delivery_that_a_commissioner_may_open_is_asked():
    asked = {resolve(page.partition("?")[0]).view_name for page in PAGES}
    open_to_them = {
        line.name
        for line in LINES
        if line.method == "GET"
        and line.expected["comm"] == "ok"
        and line.name.startswith(("dashboards:", "programmes:"))
    }
    assert open_to_them == asked | SAYS_NOTHING_OF_RETURNS


UNSIGNED = (written, sent_back_after_signing, half_signed, frozen_unsigned)


@pytest.mark.parametrize("make", UNSIGNED)
def test_rule_15_an_unsigned_return_gives_nothing_away_on_any_page(world, sign_in, make):
    """Each page is asked by one of two people in turn, who change places with each state."""
    make(world)
    turn = UNSIGNED.index(make)
    asked = [(page, OUTSIDE[(place + turn) % 2]) for place, page in enumerate(PAGES)]
    asked += [(page, name) for name in OTHERS for page in ("/", "/milestones.csv")]
    clients = {name: sign_in(name) for name in (*OUTSIDE, *OTHERS)}
    given_away = {
        (page, name): words for page, name in asked if (words := told(clients[name], page))
    }
    assert given_away == {}


@pytest.mark.parametrize("name", ["rdl", "sao", "cpmo"])
def test_rule_15_its_own_people_its_sao_and_cpmo_read_it(world, sign_in, name):
    submitted(world)
    client = sign_in(name)
    assert told(client, "/returns/HOU/2026-10") == set(SECRETS[:2])
    assert told(client, "/milestones/HOU-01") == set(SECRETS), "the finding names the month whole"
    for page in ("/milestones/HOU-01/history", "/programmes/HOU/history", "/milestones.csv"):
        assert "Secret" in told(client, page), page
    assert "Sep 2027" in told(client, "/programmes/HOU")


def test_rule_15_who_answers_for_a_row_is_of_the_programme(world, sign_in):
    own_sao(world, "HOU-02")
    submitted(world)
    assert "Secret" in told(sign_in("other_sao"), "/returns/HOU/2026-10")
    assert "Secret" in told(sign_in("other_sao"), "/milestones/HOU-01/history")


@pytest.mark.parametrize("name", ["commissioner", "other_sao"])
def test_rule_15_once_signed_everybody_reads_it(world, sign_in, name):
    signed(world)
    for page in ("/returns/HOU/2026-10", "/milestones/HOU-01", "/milestones/HOU-01/history",
                 "/programmes/HOU/history", "/milestones.csv"):  # fmt: skip
        assert "Secret" in told(sign_in(name), page), page


def test_rule_15_the_day_before_it_was_signed_stays_closed(world, sign_in):
    """A past date is read by the state that the return had then."""
    signed(world, at=later(30))
    with time_machine.travel(later(40), tick=False):
        client = sign_in("commissioner")
        assert "Secret" in client.get("/milestones/HOU-01").content.decode()
        for page in PAGES[1:]:
            if "returns" not in page and "search" not in page and "periods" not in page:
                found = client.get(f"{page}?{PAST}").content.decode().replace(QUARTER, "")
                assert not [word for word in SECRETS if word in found], page


def test_rule_15_history_tells_others_of_the_version_that_was_signed_alone(world, sign_in):
    written(world)
    world.report("HOU-01", version=2, narrative="What was signed.", at=later(0))
    ret = submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, at=later(2),
                reason="What depends on us can wait.", by=world.user("sao"))  # fmt: skip
    with time_machine.travel(later(6), tick=False):
        pages = [
            sign_in(name).get("/milestones/HOU-01/history").content.decode()
            for name in ("commissioner", "rdl")
        ]
    assert ["What was signed." in page for page in pages] == [True, True]
    assert ["Secret" in page for page in pages] == [False, True]


def test_rule_15_others_see_the_state_and_its_steps(world, sign_in):
    sent_back(world)
    with time_machine.travel(later(6), tick=False):
        page = sign_in("commissioner").get("/returns/HOU/2026-10").content.decode()
    assert "Draft" in page and "Sent back by CPMO" in page
    assert "has not been signed" in page


RATED = ("/portfolio", "/portfolio.csv", "/programmes/HOU", "/programmes/HOU/history",
         "/programmes/HOU/returns", "/returns/HOU/2026-10", "/")  # fmt: skip


def red_on(client, page):
    """Tell whether a page says that the SAO rated Red, and why."""
    with time_machine.travel(later(6), tick=False):
        text = client.get(page).content.decode()
        past = "" if page == "/" else client.get(f"{page}?{PAST}").content.decode()
    return "Why I rate so" in text + past or "SAO rated Red" in text + past


def test_rule_2_cpmo_sees_the_saos_rating_once_it_has_rated(world, sign_in):
    world.report_all("HOU")
    ret = submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    sign_return(ret, post=world.posts["sao"], rating=Rating.RED, reason="Why I rate so",
                by=world.user("sao"), at=later(2))  # fmt: skip
    cpmo, others = sign_in("cpmo"), [sign_in(name) for name in ("rdl", "commissioner")]
    assert [page for page in RATED if red_on(cpmo, page)] == []
    with time_machine.travel(later(6), tick=False):
        for page in ("/portfolio.csv", "/programmes/HOU", "/returns/HOU/2026-10"):
            assert "ot shown yet" in cpmo.get(page).content.decode(), page
    for client in others:
        assert [page for page in RATED if red_on(client, page)] == [
            "/programmes/HOU", "/programmes/HOU/history", "/returns/HOU/2026-10",
        ]  # fmt: skip
    rate_return(world.ret("HOU"), rating=Rating.GREEN, reason="", by=world.user("cpmo"),
                at=later(3))  # fmt: skip
    assert red_on(cpmo, "/returns/HOU/2026-10") and red_on(cpmo, "/programmes/HOU/history")


def test_rule_15_what_is_not_signed_yet_is_not_told_as_not_reported(world, sign_in):
    """Of a row whose report is withheld nobody outside can say that none was given."""
    written(world)
    outside = sign_in("commissioner").get("/programmes/HOU").content.decode()
    assert "Not reported" not in outside.split('id="counts"')[1].split("</dl>")[0]
    assert "report due" not in " ".join(outside.split())
    inside = sign_in("rdl").get("/programmes/HOU").content.decode()
    assert "Not reported" in inside.split('id="counts"')[1].split("Milestones in force")[0]


@pytest.mark.parametrize("past", ["", f"&{PAST}"])
@pytest.mark.parametrize("name", ["commissioner", "committee", "other_sao"])
def test_rule_15_the_list_tells_nobody_outside_what_an_unsigned_return_owes(
    world, sign_in, name, past
):
    written(world)
    outside, inside = (
        {
            show: client.get(f"/milestones?programme=HOU{show}{past}").content.decode()
            for show in ("", "&show=unreported", "&show=owed", "&show=reported")
        }
        for client in (sign_in(name), sign_in("rdl"))
    )
    assert "1 unsigned return not counted" in outside[""] and "not counted" not in inside[""]
    assert "report due" not in " ".join(outside[""].split())
    for show in ("&show=unreported", "&show=owed", "&show=reported"):
        assert 'id="row-HOU-' not in outside[show], show
    assert 'id="row-HOU-01"' in inside["&show=reported"]


def test_rule_15_counts_of_reports_leave_an_unsigned_return_out_and_say_so(world, sign_in):
    written(world)
    for address in ("/portfolio", "/portfolio.csv"):
        outside, inside = (
            sign_in(name).get(address).content.decode() for name in ("committee", "rdl")
        )
        if "csv" in address:
            rows = [row for row in csv.DictReader(outside.splitlines()) if row["Ref"] == "HOU"]
            assert (rows[0]["Reported this month"], rows[0]["Reports due this month"]) == ("", "")
        else:
            assert "not signed yet" in outside and "not signed yet" not in inside
    assert "1 unsigned return not counted" in sign_in("committee").get("/").content.decode()
