"""Rules 9, 18 and 28 in a browser: a change request from its draft to the next baseline."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from irp.history import record
from programmes.models import Baseline, ChangeDraft, Milestone, MilestoneReport
from tests.test_permission_matrix import depend
from tests.world import LOADER, NOW, build

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


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False])
def test_three_kinds_of_change_are_asked_for_and_decided_as_one(world, visitor, script):
    """The same with and without JavaScript: each step is a page and a button."""
    need(world)
    rdl = visitor("rdl", script=script)
    page = rdl.page
    rdl.go(f"{reverse('programmes:change_add', args=['HOU', 'date'])}?rows=HOU-01")
    page.get_by_label("New date").first.fill("20 Jan 2027")
    another(rdl, "Pause", "HOU-02", script=script)
    another(rdl, "Add a milestone", script=script)
    page.get_by_label("New wording, new milestone 1").fill("A new thing")
    page.get_by_label("New date, new milestone 1").fill("Sep 2027")
    page.get_by_label("Supplier or market").check()
    page.get_by_role("textbox", name="Reason").fill("The supplier withdrew.")
    page.get_by_role("button", name="Check the dates").click()
    expect(page.get_by_text("it is decided by TIB: a pause; work is added.")).to_be_visible()
    look(rdl, script=script)
    page.get_by_role("button", name="Ask for the changes").click()
    expect(page.get_by_text(f"Change request {REF} is now with the SAO.")).to_be_visible()
    look(rdl, script=script)
    object_as_taker(visitor("other_sao", script=script), script=script)
    for name in ("sao", "cpmo"):
        agree(visitor(name))
    tib(visitor("cpmo", script=script), script=script)
    assert Baseline.objects.filter(change__ref=REF).count() == 2
    assert MilestoneReport.objects.get().delivery == "paused"


def need(world) -> None:
    """Let JOB-01, of another SAO, need what HOU-01 gives."""
    row = Milestone.objects.get(ref="JOB-01")
    row.own_sao = world.posts["other_sao"]
    record(row, by=LOADER, at=NOW)
    depend(world)


def object_as_taker(sao, *, script) -> None:
    """Whose work needs what moves answers from Your work, an objection with its reason (28)."""
    page = sao.page
    sao.go(reverse("dashboards:home"))
    page.get_by_role("link", name=f"Answer change request {REF} for JOB-01").click()
    page.get_by_label("Object", exact=True).check()
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text("Enter why you object").first).to_be_visible()
    look(sao, script=script)
    page.get_by_role("textbox", name="Reason").fill("Tenants wait for it.")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_text(f"Your answer to {REF} is saved.")).to_be_visible()
    expect(page.get_by_text("who needs it objects")).to_be_visible()
    look(sao, script=script)
    sao.go(reverse("dashboards:home"))
    expect(page.get_by_role("link", name="Answer change request")).to_have_count(0)


def look(person, *, script) -> None:
    """Look at the page, which axe reads by JavaScript."""
    if script:
        person.look()


def another(rdl, kind, *rows, script) -> None:
    """Go on with another kind of change, nothing of what was typed being lost."""
    page = rdl.page
    page.get_by_role("button", name="Add another kind of change").click()
    look(rdl, script=script)
    page.get_by_label(kind, exact=True).check()
    for row in rows:
        page.get_by_label(row).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text(f"“{kind}” is in your draft.")).to_be_visible()
    expect(page.get_by_label("New date, HOU-01")).to_have_value("20 Jan 2027")


def tib(cpmo, *, script) -> None:
    """CPMO records what the board's minute says."""
    page = cpmo.page
    cpmo.go(reverse("programmes:change_decide", args=[REF]))
    expect(page.get_by_label("HOU-02, pause")).to_be_checked()
    page.get_by_label("Agree", exact=True).check()
    page.get_by_label("Day of the meeting").fill("5/11/2026")
    page.get_by_label("Minute").fill("4.2")
    look(cpmo, script=script)
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text(f"{REF} is now: Approved.")).to_be_visible()
    look(cpmo, script=script)
