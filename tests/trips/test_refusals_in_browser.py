"""What is refused while a page is open: the words stand in its notice, and what was typed stays."""

import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from packs.actions import freeze_period
from packs.models import Pack
from tests.programmes.steps import later, next_period, submitted
from tests.world import NOW, build

WORDS = "What happened this month"


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW):
        yield build()


@pytest.mark.django_db(transaction=True)
def test_nothing_typed_is_lost_by_back_a_freeze_or_a_session_that_ends(world, visitor):
    rdl = visitor("rdl")
    row = rdl.page.locator("#row-HOU-01")
    rdl.page.clock.install()
    back_shows_the_whole_page(rdl, row)

    rdl.page.goto(rdl.site + reverse("programmes:programme", args=["HOU"]))
    row.get_by_role("link", name="Update HOU-01").click()
    words_not_saved_are_asked_about(rdl, row)
    row.get_by_label(WORDS).fill("The surveys are done.")
    period, cpmo = world.period, world.user("cpmo")
    freeze_period(period, version=period.version, reason="The board meets.", by=cpmo, at=NOW)
    row.get_by_role("button", name="Save").click()
    refused_in_place(rdl, row, "October 2026 was frozen by Person cpmo")

    rdl.page.clock.run_for(1_000)  # for so long the kit takes a second click for a double one
    Session.objects.all().delete()
    row.get_by_role("button", name="Save").click()
    refused_in_place(rdl, row, "You were signed out")

    a_page_that_looks_again_by_itself_stops(visitor("cpmo"))


@pytest.mark.django_db(transaction=True)
def test_what_is_wrong_is_read_first_wherever_on_the_page_the_form_stands(world, visitor):
    """Who went to the form by its link stays at the form's place in the address."""
    submitted(world)
    sao = visitor("sao")
    sao.go(reverse("programmes:return_sign", args=["HOU", world.period.month]))
    sao.page.get_by_role("link", name="Go to your rating").click()
    sao.page.get_by_role("button", name="Sign", exact=True).click()
    problem = sao.page.get_by_role("alert")
    expect(problem).to_contain_text("Choose the delivery confidence")
    expect(problem).to_be_in_viewport()
    expect(sao.page.locator(".govuk-error-summary")).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_no_change_asks_before_it_drops_what_was_typed_beside_it(world, visitor):
    world.report("HOU-01")
    next_period(world)
    with time_machine.travel(later(30)):
        rdl, asked = visitor("rdl"), []
        page, row = rdl.page, rdl.page.locator("#row-HOU-01")
        rdl.go(reverse("programmes:programme", args=["HOU"]))
        row.get_by_role("link", name="Update HOU-01").click()
        expect(row.get_by_role("heading").first).to_be_focused()  # as a person would wait
        expect(row).not_to_have_class(re.compile("htmx-"))  # which focuses it until then
        row.get_by_label(WORDS).press_sequentially("Half-typed")
        page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        row.get_by_role("button", name="Report no change").click()
        expect(row.get_by_label(WORDS)).to_have_value("Half-typed")
        assert asked == ["What you typed in this row has not been saved. Do you want to leave it?"]
        row.get_by_role("link", name="Cancel").click()  # says so itself: no question
        expect(row.get_by_role("link", name="Update HOU-01")).to_be_visible()
        row.get_by_role("link", name="Update HOU-01").click()
        row.get_by_role("button", name="Report no change").click()  # nothing typed: no question
        expect(row.get_by_role("status")).to_contain_text("No change reported for HOU-01.")


def back_shows_the_whole_page(rdl, row) -> None:
    """The part that htmx fetched from the same address must not come out of the cache."""
    rdl.page.goto(rdl.site + reverse("programmes:milestone_update", args=["HOU-01"]))
    rdl.page.goto(rdl.site + reverse("programmes:programme", args=["HOU"]))
    row.get_by_role("link", name="Update HOU-01").click()
    expect(row.get_by_label(WORDS)).to_be_visible()
    rdl.page.go_back()
    expect(rdl.page.get_by_role("banner")).to_be_visible()
    expect(rdl.page.get_by_label(WORDS)).to_be_visible()


def words_not_saved_are_asked_about(rdl, row) -> None:
    """Back from a row's form leaves the page: the browser asks, and what was typed stays.

    The counter counts as the server does: an emoji of one code point is one, blanks around none.
    """
    box, asked = row.get_by_label(WORDS), []
    box.click()
    box.press_sequentially("  \N{HOUSE BUILDING}\n half-typed ")
    box.fill("\N{HOUSE BUILDING}" * 1999 + "\n" * 9)
    expect(row.get_by_text("You have 1 character remaining").first).to_be_visible()
    box.fill("\N{HOUSE BUILDING}\n half-typed")
    rdl.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    rdl.page.evaluate("history.back()")
    rdl.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(box).to_have_value("\N{HOUSE BUILDING}\n half-typed")


def refused_in_place(rdl, row, words: str) -> None:
    notice = rdl.page.locator("#app-notice")
    expect(notice).to_contain_text(words)
    expect(notice).to_contain_text("What you typed is still on this page")
    expect(row.get_by_label(WORDS)).to_have_value("The surveys are done.")
    assert rdl.page.locator("header").count() == 1
    rdl.look()


def a_page_that_looks_again_by_itself_stops(cpmo) -> None:
    """A waiting pack's page asks every two seconds, until it is told that nobody is signed in."""
    page, asked = cpmo.page, []
    page.clock.install()
    cpmo.go(reverse("packs:pack", args=[Pack.objects.first().pk]))
    for _ in range(2):  # it goes on asking while it is answered
        with page.expect_response("**/packs/*"):
            page.clock.run_for(2_100)
    Session.objects.all().delete()
    page.clock.run_for(2_100)
    expect(page.locator("#app-notice")).to_contain_text("You were signed out")
    expect(page.get_by_role("link", name="Refresh")).to_be_visible()
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(10_000)
    assert not asked
    cpmo.look()
