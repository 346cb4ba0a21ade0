"""DESIGN 8 in Chromium, in embedded mode: axe and 320 pixels wherever an act leads to.

One browser for each person; Celery's real worker draws the packs beside the site, the final one as
a PDF, and each draft at once.
"""

import re
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from irp import embedded
from irp.models import ReportingPeriod
from packs.models import Pack, PackDownload
from programmes.models import MilestoneReport, Return
from tests.world import NOW, build

LONG = f"The contractor is late: https://example.org/{'a' * 400}"  # breaks anywhere
# "(optional)" follows where it is not always needed; that of no evidence is another.
REASON = re.compile("^Reason(?! there)")
DRAWN_WITHIN = 60_000  # milliseconds, for both packs on a machine that does other things too


@pytest.fixture
def council(transactional_db, quick_drafts, settings, tmp_path):
    """The council on a Monday of November 2026, a clock that runs, and a worker beside the site."""
    settings.PACK_STORE = tmp_path
    with time_machine.travel(NOW):
        world = build(with_period=False)
        with embedded.running():
            yield world


def update_page(ref: str) -> str:
    """Return the address of a milestone's report."""
    return reverse("programmes:milestone_update", args=[ref])


@pytest.mark.django_db(transaction=True)
def test_one_month_in_the_browser(council, visitor):
    open_the_month(visitor("cpmo", form=True))
    prepare_the_return(visitor("rdl"))
    update_without_script(visitor("rdl", script=False))
    submit_the_return(visitor("rdl"))
    sign(visitor("sao"))
    assure(visitor("cpmo2"))
    freeze(visitor("cpmo"))
    look_at_the_draft(visitor("cpmo"))
    confirm(visitor("commissioner"))
    issue(visitor("cpmo2"))
    download(visitor("commissioner"))
    read_who_downloaded(visitor("cpmo"))
    read_the_record(visitor("committee"))


def open_the_month(cpmo) -> None:
    cpmo.go(reverse("programmes:period_open"))
    page = cpmo.page
    page.get_by_label("Month").fill("October 2026")
    page.get_by_label("Day of the TIB").fill("24/11/2026")
    page.get_by_label("Day of the IRB").fill("the first of December")
    page.get_by_role("button", name="Show the deadlines").click()
    expect(page.get_by_role("alert")).to_contain_text("enter a day such as")
    expect(page.get_by_label("Day of the IRB")).to_have_value("the first of December")
    cpmo.look()
    page.get_by_label("Day of the IRB").fill("1/12/2026")
    page.get_by_role("button", name="Show the deadlines").click()
    cpmo.look()
    page.get_by_label("These dates are correct").check()  # its returns were due four days ago
    page.get_by_role("button", name="Open October 2026").click()
    expect(page.get_by_text("October 2026 is open.")).to_be_visible()
    cpmo.look()
    assert ReportingPeriod.objects.open().get().slug == "2026-10"


def prepare_the_return(rdl) -> None:
    """Update one milestone by keyboard alone, and one in its row after a refusal."""
    page = rdl.page
    rdl.go(reverse("dashboards:portfolio"))
    rdl.go(update_page("HOU-01"))
    by_keyboard_alone(page)
    saved = page.locator("#row-HOU-01")
    expect(saved.get_by_role("status")).to_be_in_viewport()
    expect(saved.get_by_role("status")).to_contain_text("Report saved for HOU-01.")
    expect(saved.get_by_role("link", name="HOU-01", exact=True)).to_be_focused()
    rdl.look()
    rdl.go(reverse("programmes:milestone", args=["HOU-01"]))

    rdl.go(reverse("programmes:programme", args=["HOU"]))
    row = page.locator("#row-HOU-02")
    row.get_by_role("link", name="Update HOU-02").click()
    beside = page.locator("#row-HOU-03")  # two rows open at once keep their fields apart
    beside.get_by_role("link", name="Update HOU-03").click()
    asked_only_where_it_is_needed(row)
    row.get_by_text("Amber", exact=True).click()
    expect(row.get_by_role("radio", name="Amber", exact=True)).to_be_checked()
    expect(beside.get_by_role("radio", name="Amber", exact=True)).not_to_be_checked()
    row.get_by_label("Forecast (optional)").fill("Mar 2027")
    row.get_by_label("What happened this month").fill(LONG)
    rdl.look()
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_text("Enter the reason for Amber").first).to_be_visible()
    expect(row.get_by_label("What happened this month")).to_have_value(LONG)
    rdl.look()
    row.get_by_role("textbox", name=REASON).fill("Scaffolding")
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_role("status")).to_contain_text("Report saved for HOU-02.")
    expect(row).to_contain_text("Amber")
    expect(row.get_by_role("link", name="HOU-02", exact=True)).to_be_focused()
    expect(page.locator("#ratings table")).to_have_count(1)  # swapped with the row, and whole
    rdl.look()
    assert page.url.endswith(reverse("programmes:programme", args=["HOU"]))
    rdl.go(reverse("programmes:milestone", args=["HOU-02"]))
    rdl.look()


def asked_only_where_it_is_needed(row) -> None:
    """The date completed is asked for Complete, the reason where one is needed; none is dropped."""
    completed, reason = row.get_by_label("Date completed"), row.get_by_role("textbox", name=REASON)
    expect(completed).to_be_hidden()
    expect(reason).to_be_hidden()
    row.get_by_text("Complete", exact=True).click()
    expect(completed).to_be_visible()
    completed.fill("30/10/2026")
    row.get_by_text("Amber", exact=True).click()
    expect(reason).to_be_visible()
    expect(completed).to_be_visible()  # with what was typed
    completed.fill("")
    row.get_by_text("Green", exact=True).click()
    expect(completed).to_be_hidden()
    expect(reason).to_be_hidden()


def by_keyboard_alone(page) -> None:
    """Fill in and send the update form without a mouse."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    def tab_to(field) -> None:
        for _ in range(40):
            if field.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"The Tab key never comes to {field}")

    tab_to(page.get_by_role("radio", name="Not started", exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Green", exact=True)).to_be_checked()
    tab_to(page.get_by_label("Forecast (optional)"))
    page.keyboard.type("Jun 2027")
    tab_to(page.get_by_label("What happened this month"))
    expect(page.get_by_text("Read as Jun 2027, by 30 Jun 2027")).to_be_visible()  # Rule 8
    page.keyboard.type("Surveys went to plan.")
    tab_to(page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")


def update_without_script(rdl) -> None:
    """The same form as a page of its own, with JavaScript off: refused, then saved."""
    page = rdl.page
    rdl.go(reverse("programmes:programme", args=["HOU"]))
    page.get_by_role("link", name="Update HOU-03").click()
    page.get_by_role("radio", name="Complete", exact=True).check()
    page.get_by_label("What happened this month").fill("Done and inspected.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the date completed")
    expect(page.get_by_label("What happened this month")).to_have_value("Done and inspected.")
    assert not MilestoneReport.objects.filter(milestone__ref="HOU-03").exists()
    page.get_by_label("Date completed").fill("30/10/2026")
    page.get_by_label("Evidence of completion").fill("Inspection sheet 12, filed.")
    page.get_by_role("button", name="Check the dates").click()
    expect(page.get_by_text("Date completed read as 30 Oct 2026.")).to_be_visible()  # Rule 8
    expect(page.get_by_text("Nothing has been saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Report saved for HOU-03.")).to_be_visible()


def return_page(step: str = "") -> str:
    """Return the address of Housing's return or of one of its steps."""
    return reverse(f"programmes:return{step}", args=["HOU", "2026-10"])


def submit_the_return(rdl) -> None:
    page = rdl.page
    rdl.go(return_page("_edit"))
    page.get_by_label("Progress this month").fill("All homes above six storeys were surveyed.")
    page.get_by_role("button", name="Save").click()
    rdl.look()
    rdl.go(return_page("_submit"))
    page.get_by_role("button", name="Submit the return").click()
    expect(page.get_by_text("has been submitted to its SAO")).to_be_visible()
    rdl.look()


def sign(sao) -> None:
    page = sao.page
    sao.go(reverse("dashboards:home"))
    expect(page.get_by_role("link", name="Housing Improvement").first).to_be_visible()
    sao.go(return_page("_sign"))
    expect(page.get_by_text("All homes above six storeys were surveyed.")).to_be_visible()
    assert page.get_by_role("radio", checked=True).count() == 0  # Rule 5
    page.get_by_role("button", name="Sign", exact=True).click()
    sao.look()
    page.get_by_role("radio", name="Amber", exact=True).check()
    page.get_by_role("textbox", name=REASON).fill("One contractor is late.")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_text("You signed")).to_be_visible()
    sao.look()


def assure(cpmo) -> None:
    page = cpmo.page
    cpmo.go(reverse("dashboards:period", args=["2026-10"]))
    cpmo.go(return_page("_assure"))
    page.get_by_role("radio", name="Red", exact=True).check()
    page.get_by_role("textbox", name=REASON).fill("There is no second bidder.")
    page.get_by_role("button", name="Save first rating").click()
    expect(page.get_by_text("The SAO’s rating", exact=True)).to_be_visible()
    cpmo.look()
    page.get_by_role("radio", name="Keep Red").check()
    page.get_by_role("button", name="Assure", exact=True).click()
    cpmo.page.wait_for_url(f"**{return_page()}")
    cpmo.look()
    assert Return.objects.get(programme__ref="HOU").state == "assured"


def freeze(cpmo) -> None:
    page = cpmo.page
    cpmo.go(reverse("packs:period_freeze", args=["2026-10"]))
    page.get_by_role("button", name="Freeze October 2026").click()
    expect(page.get_by_role("alert")).to_contain_text("the reason for freezing")
    cpmo.look()
    page.get_by_label("Reason for freezing").fill("The board meets on the 24th.")
    page.get_by_label("I have read the list").check()
    page.get_by_role("button", name="Freeze October 2026").click()
    expect(page.get_by_text("October 2026 is frozen.")).to_be_visible()
    cpmo.look()
    cpmo.go(update_page("JOB-01"))
    expect(page.get_by_role("main")).to_contain_text("Person cpmo")
    cpmo.look()


def wait_until_drawn(cpmo) -> None:
    """Stay on a pack's page while the worker draws: it looks again by itself."""
    expect(cpmo.page.get_by_role("button", name="Download the PDF").or_(
        cpmo.page.get_by_role("link", name="Download the PDF"))
    ).to_be_visible(timeout=DRAWN_WITHIN)  # fmt: skip
    cpmo.look()


def look_at_the_draft(cpmo) -> None:
    cpmo.go(reverse("packs:packs"))
    cpmo.page.get_by_role("link", name=re.compile("^IRB pack")).click()
    wait_until_drawn(cpmo)
    expect(cpmo.page.get_by_text("a second person in CPMO must issue it")).to_be_visible()


def confirm(commissioner) -> None:
    page = commissioner.page
    commissioner.go(reverse("packs:packs"))
    page.get_by_role("link", name=re.compile("^IRB pack")).click()
    page.get_by_role("link", name="Confirm the pages of judgements").click()
    commissioner.look()
    page.get_by_label("Yes, I confirm them").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your answer on the pages of judgements in the")).to_be_visible()


def issue(cpmo) -> None:
    page = cpmo.page
    cpmo.go(reverse("packs:packs"))
    page.get_by_role("link", name=re.compile("^IRB pack")).click()
    page.get_by_label("I have read this draft").check()
    page.get_by_role("button", name="Issue as final").click()
    expect(page.get_by_text("is queued.")).to_be_visible()
    cpmo.look()
    wait_until_drawn(cpmo)


def download(commissioner) -> None:
    page = commissioner.page
    commissioner.go(reverse("packs:packs"))
    assert page.get_by_role("link", name="TIB pack").count() == 0  # a draft is not theirs
    page.get_by_role("link", name=re.compile("^IRB pack")).first.click()
    commissioner.look()
    with page.expect_download() as waited:
        page.get_by_text("Download the PDF").click()
    assert waited.value.suggested_filename == "irb-pack-2026-10-v1.0-final.pdf"
    content = Path(waited.value.path()).read_bytes()
    assert content.startswith(b"%PDF-")
    final = Pack.objects.get(forum="irb", standing="final")
    assert sha256(content).hexdigest() == final.sha256
    assert PackDownload.objects.get().by_name == "Person commissioner"


def read_who_downloaded(cpmo) -> None:
    cpmo.go(reverse("packs:pack", args=[Pack.objects.get(standing="final").pk]))
    expect(cpmo.page.get_by_role("row", name="Person commissioner")).to_be_visible()


def read_the_record(committee) -> None:
    """Whoever reads the plan sees who reported, signed, assured and froze."""
    main = committee.page.get_by_role("main")
    committee.go(return_page())
    for name in ("Person rdl", "Person sao", "Person cpmo2"):
        expect(main).to_contain_text(name)
    committee.look()
    committee.go(reverse("programmes:milestone", args=["HOU-02"]))
    expect(main).to_contain_text("Person rdl")
    expect(main).to_contain_text("Scaffolding")
    committee.go(reverse("dashboards:period", args=["2026-10"]))
    expect(main).to_contain_text("Person cpmo")
