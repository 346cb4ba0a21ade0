"""All open rows of a return on one page, in a browser: what is asked for, read, and kept."""

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from programmes.models import MilestoneReport
from tests.world import NOW, build


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW):
        yield build()


@pytest.mark.django_db(transaction=True)
def test_each_row_asks_for_what_it_needs_and_leaving_half_typed_is_asked_about(world, visitor):
    rdl, asked = visitor("rdl"), []
    page = rdl.page
    rdl.go(reverse("programmes:return_report", args=["HOU", world.period.month]))
    first, second = page.locator("#row-HOU-01"), page.locator("#row-HOU-02")
    done = first.get_by_label("Date completed")
    expect(done).to_be_hidden()
    first.get_by_label("Delivery status").select_option("complete")
    expect(done).to_be_visible()
    expect(second.get_by_label("Date completed")).to_be_hidden()  # each row by itself
    first.get_by_label("Delivery status").select_option("red")
    expect(done).to_be_hidden()
    expect(first.get_by_label("Reason (if Amber")).to_be_visible()
    forecast = second.get_by_label("Forecast")
    forecast.press_sequentially("May ’27")
    forecast.blur()
    expect(second).to_contain_text("Read as May 2027, by 31 May 2027")
    expect(first).not_to_contain_text("Read as")
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.href = '/'")
    expect(forecast).to_have_value("May ’27")
    assert asked == ["beforeunload"] and not MilestoneReport.objects.exists()
    second.get_by_label("Delivery status").select_option("green")
    second.get_by_label("What happened this month").fill("The boilers arrived.")
    first.get_by_label("Delivery status").select_option("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("1 report saved.")).to_be_visible()
    assert MilestoneReport.objects.get().milestone.ref == "HOU-02"
