"""A KPI owner's month in a browser: from Your work to the table, its fault, and the chart (27)."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import expect

from irp.history import record, record_all
from irp.models import Aim
from kpis.actions import record_reading
from kpis.models import Indicator, Reading
from kpis.words import Figure
from tests.world import LOADED_AT, LOADER, NOW, build

OWNED = 10  # more than a narrow window shows without folding them


@pytest.fixture
def world(transactional_db):
    with time_machine.travel(NOW):
        yield build()


@pytest.fixture
def owner(world, visitor):
    """Return a person who answers for monthly indicators, each read up to August 2026."""
    rows = [
        Indicator(
            ref=f"KPI-3-{number:02}", aim=Aim.objects.get(), number=number, name=f"N{number}",
            unit="percent", polarity="higher", frequency="monthly", lag_months=0,
            owner=world.posts["officer"],
        )
        for number in range(1, OWNED + 1)
    ]  # fmt: skip
    for row in record_all(rows, by=LOADER, at=LOADED_AT):
        row.note = "Council data"
        record(row, by=LOADER, at=LOADED_AT)
        for month in (7, 8):
            record_reading(
                row, month=date(2026, month, 1), value=Decimal(40 + month),
                figure=Figure.REVISED, note="", by=world.user("cpmo"), at=NOW,
            )  # fmt: skip
    return visitor("officer")


@pytest.mark.django_db(transaction=True)
def test_rule_27_an_owner_enters_a_month_as_one_table_and_sees_the_chart(owner):
    page = owner.page
    owner.go(reverse("dashboards:home"))
    page.get_by_role("link", name="Enter 20 late readings of your KPIs").click()
    expect(page.get_by_role("heading", name="Enter readings for October 2026")).to_be_visible()
    page.get_by_role("link", name="September 2026", exact=True).click()
    expect(page.get_by_text("0 of 10 entered")).to_be_visible()

    def value(ref: str):
        return page.locator(f"[name='{ref}-value']")

    expect(value("KPI-3-01")).to_be_visible()  # a wide window folds nothing
    page.set_viewport_size({"width": 320, "height": 800})
    expect(value("KPI-3-01")).to_be_hidden()
    page.get_by_text("Good services: 10 indicators, 0 entered").first.click()
    value("KPI-3-01").fill("52.5")
    value("KPI-3-02").fill("130")
    save = page.get_by_role("button", name="Record these readings")
    save.click()
    expect(page.get_by_role("link", name="KPI-3-02: ")).to_be_visible()
    assert not Reading.objects.filter(month=date(2026, 9, 1)).exists()
    owner.look()
    value("KPI-3-02").fill("13")
    save.click()
    expect(page.get_by_text("2 readings recorded.")).to_be_visible()
    expect(page.get_by_text("2 of 10 entered")).to_be_visible()
    owner.look()
    owner.go(reverse("kpis:indicator", args=["KPI-3-01"]))
    page.set_viewport_size({"width": 1280, "height": 900})
    chart = page.locator("svg.app-drawing__wide")
    expect(chart).to_be_visible()
    assert chart.locator("circle").count() == 3
    assert "52.5% in September 2026" in chart.locator("title").first.text_content()
    owner.look()
