"""Home names the sales whose day has passed, to those who enter them (Rule 25)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from programmes.actions.lots import ProgressEntry, enter_progress
from programmes.models import Lot, LotProgress
from tests.programmes.lot_steps import lot, sell
from tests.world import NOW

TITLE = "Your assets and lots"


def expect(world, row, day, *, by="rdl"):
    """Enter on a day that the sale is expected by then."""
    newest = LotProgress.objects.filter(lot=row).order_by("-pk").first()
    version = newest.pk if newest else 0
    entry = ProgressEntry(version=version, expected=Decimal(500), expected_on=day)
    at = NOW - timedelta(days=(NOW.date() - day).days)
    return enter_progress({row.ref: entry}, by=world.user(by), at=at)


def home(client):
    with time_machine.travel(NOW, tick=False):
        return " ".join(client.get("/").content.decode().split())


@pytest.mark.parametrize("who", ["rdl", "sao", "cpmo", "officer"])
def test_rule_25_a_sale_whose_day_has_passed_is_named_to_who_enters_it(world, sign_in, who):
    row = lot(world, "Depot in the north", owner=world.posts["officer"])
    expect(world, row, NOW.date() - timedelta(days=1))
    page = home(sign_in(who))
    assert TITLE in page and "Enter what became of LOT-01 Depot in the north" in page
    assert "identified; its sale was expected by 8 Nov 2026" in page
    assert 'href="/receipts/month?lot=LOT-01"' in page


def test_nobody_else_and_nothing_before_its_day_or_once_it_is_sold(world, sign_in):
    today, sold = lot(world, "Today"), lot(world, "Sold")
    expect(world, today, NOW.date())
    expect(world, sold, date(2026, 11, 2))
    assert "Enter what became of LOT-02" in home(sign_in("rdl"))
    sell(world, sold, 500)
    assert TITLE not in home(sign_in("rdl"))
    expect(world, lot(world, "Late"), NOW.date() - timedelta(days=9))
    assert TITLE in home(sign_in("rdl"))
    for who in ("committee", "commissioner", "administrator"):
        assert TITLE not in home(sign_in(who))
    assert Lot.objects.count() == 3


def test_more_than_six_are_counted_in_at_most_20_statements(
    world, sign_in, django_assert_max_num_queries
):
    for number in range(9):
        row = lot(world, f"Asset {number}")
        expect(world, row, NOW.date() - timedelta(days=10 - number))
    client = sign_in("rdl")
    with django_assert_max_num_queries(20):
        page = home(client)
    assert page.count("Enter what became of") == 6 and "3 more sales past the expected day" in page
    assert page.index("LOT-01") < page.index("LOT-02")
