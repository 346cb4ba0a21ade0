"""What commissioners rely on: from sign-in to a judgement on held evidence that moves the position.

Rules 13 and 19 to 24b, in Chromium, with axe on each page that it comes to.
"""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from assurance.models import CellAct
from tests.assurance import evidence_steps, shelf
from tests.world import NOW, build

TITLE = "Safety checks of October"
WHY = "Two audits in a row found the checks done and the register complete."


@pytest.fixture
def world(transactional_db, settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path
    with time_machine.travel(NOW):
        world = build()
        evidence_steps.add(world, title=TITLE, by="cpmo")
        shelf.freeze(world, at=NOW)
    with time_machine.travel(NOW + timedelta(days=1)):
        yield world


@pytest.mark.django_db(transaction=True)
def test_from_sign_in_to_a_judgement_that_moves_the_position(world, visitor):
    lead = visitor("commissioner", form=True)
    page = lead.page
    where_it_is_before(lead)
    page.get_by_role("link", name="PO8-T1-1").first.click()
    a_date_is_satisfied(lead)
    met_is_issued_on_held_evidence(lead)
    the_test_is_declared_met(lead)
    another_agrees(visitor("commissioner2", form=True))
    the_position_has_changed_and_says_why(lead)


def where_it_is_before(lead) -> None:
    """The strip at home leads to the position: not true, and what is missing by name."""
    page = lead.page
    page.get_by_role("link", name="a Test 1 met in all ten outcomes").click()
    expect(page.get_by_role("heading", name="Step-down position")).to_be_visible()
    expect(page.get_by_text("Not true: 0 of 1 met").first).to_be_visible()
    expect(page.get_by_text("Nothing changed since")).to_be_visible()
    page.get_by_text("Outcome 8, test 1: Not declared met").first.click()
    expect(page.get_by_text("1 held").first).to_be_visible()
    lead.look()


def a_date_is_satisfied(lead) -> None:
    page = lead.page
    expect(page.get_by_role("link", name=f"EV-0001 {TITLE}")).to_be_visible()
    page.locator("a[href$='/requirements/PO8-T1-1/dates/1']").first.click()
    page.get_by_label("Satisfied").check()
    page.get_by_label("Reason").fill("The register is complete.")
    page.get_by_label(f"EV-0001 {TITLE}").select_option("strong")
    lead.look()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Assurance date: satisfied")).to_be_visible()


def met_is_issued_on_held_evidence(lead) -> None:
    """What is to be issued is shown once more, with the version that it cites."""
    page = lead.page
    page.get_by_role("link", name="Assess : Commissioner judgement").click()
    page.get_by_label("Met", exact=True).check()
    page.get_by_label("Rationale").fill("The checks are done on time.")
    page.get_by_label(f"EV-0001 {TITLE}").select_option("strong")
    page.get_by_role("button", name="Check and issue").click()
    expect(page.get_by_role("heading", name="Check before you issue")).to_be_visible()
    expect(page.get_by_text(f"{TITLE}: strong")).to_be_visible()
    lead.look()
    page.get_by_role("button", name="Issue").click()
    expect(page.get_by_text("Commissioner judgement issued.")).to_be_visible()


def the_test_is_declared_met(lead) -> None:
    page = lead.page
    lead.go(reverse("assurance:outcome", args=[8]))
    page.get_by_role("link", name="Commissioners on test 1").click()
    page.get_by_role("link", name="Declare met").click()
    page.get_by_label("Reason").fill(WHY)
    page.get_by_label(f"EV-0001 {TITLE}").select_option("moderate")
    lead.look()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Another commissioner can now agree it.")).to_be_visible()
    assert not CellAct.objects.exists()
    lead.go(reverse("assurance:step_down"))
    expect(page.get_by_text("Nothing changed since")).to_be_visible()


def another_agrees(second) -> None:
    page = second.page
    second.go(reverse("assurance:cell", args=[8, 1]))
    page.get_by_role("link", name="Agree or end this draft").click()
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text("version 1: moderate")).to_be_visible()
    page.get_by_label("Yes, it is in force from now").check()
    second.look()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Agreed, in force from now: declared met.")).to_be_visible()


def the_position_has_changed_and_says_why(lead) -> None:
    """It is true now, was not at the end of the day before, and "since" says what and why."""
    page = lead.page
    lead.go(reverse("assurance:step_down"))
    expect(page.get_by_text("True: 1 of 1 met").first).to_be_visible()
    since = page.get_by_role("listitem").filter(has_text="a, outcome 8, test 1: holds now.")
    expect(since).to_contain_text("Declared met 10 Nov 2026")
    expect(since).to_contain_text(WHY)
    page.get_by_text("Outcome 8, test 1: Declared met 10 Nov 2026").first.click()
    cited = page.get_by_text("version 1: moderate").first
    expect(cited).to_be_visible()
    lead.look()
    page.get_by_role("link", name=f"EV-0001 {TITLE}").first.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    lead.go(reverse("assurance:step_down") + "?as_at=2026-11-09")
    expect(page.get_by_text("Not true: 0 of 1 met").first).to_be_visible()
