"""Rules 9 and 18 in a browser: a change request from its draft to the next baseline."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import Baseline, ChangeDraft
from tests.world import NOW, build

REF = "HOU-CR-01"


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW):
        yield build()


@pytest.mark.django_db(transaction=True)
def test_a_date_is_moved_by_its_rdl_agreed_by_the_sao_and_approved_by_cpmo(world, visitor):
    keep_a_draft(visitor("rdl"))
    send_it(visitor("rdl"))
    for name in ("sao", "cpmo"):
        agree(visitor(name))
    moved = Baseline.objects.get(milestone__ref="HOU-01", number=1)
    assert moved.end.raw == "20 Jan 2027"
    everyone = visitor("commissioner")
    everyone.go(reverse("programmes:milestone", args=["HOU-01"]))
    expect(everyone.page.get_by_text("20 Jan 2027").first).to_be_visible()
    everyone.look()


def keep_a_draft(rdl) -> None:
    """It begins at the milestone, asks for what it lacks, and waits as a draft."""
    page = rdl.page
    rdl.go(f"{reverse('programmes:change_start', args=['HOU'])}?rows=HOU-01")
    page.get_by_label("Move a date").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Ask for the change").click()
    expect(page.get_by_text("Enter the new date").first).to_be_visible()
    rdl.look()
    page.get_by_label("New date").first.fill("20 Jan 2027")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("Draft saved at")).to_be_visible()
    rdl.look()
    assert ChangeDraft.objects.exists() and not Baseline.objects.exclude(number=0).exists()


def send_it(rdl) -> None:
    """Your work leads back to the draft, which holds what was typed."""
    page = rdl.page
    rdl.go(reverse("dashboards:home"))
    page.get_by_role("link", name="draft").first.click()
    expect(page.get_by_label("New date").first).to_have_value("20 Jan 2027")
    page.get_by_label("Supplier or market").check()
    page.get_by_role("textbox", name="Reason").fill("The supplier withdrew.")
    page.get_by_role("button", name="Ask for the change").click()
    expect(page.get_by_text(f"Change request {REF} is now with the SAO.")).to_be_visible()
    rdl.look()


def agree(person) -> None:
    page = person.page
    person.go(reverse("dashboards:home"))
    page.get_by_role("link", name=REF).first.click()
    page.get_by_role("button", name="Decide as").click()
    page.get_by_label("Agree", exact=True).check()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text(f"{REF} is now:").first).to_be_visible()
    person.look()
