"""How addresses write a month."""

from datetime import date

import pytest
from django.urls import Resolver404, resolve, reverse

from irp.converters import MonthConverter


def test_a_month_is_its_first_day_and_back():
    assert MonthConverter().to_python("2026-10") == date(2026, 10, 1)
    assert MonthConverter().to_url(date(2026, 10, 24)) == "2026-10"
    assert reverse("dashboards:period", args=[date(2026, 10, 1)]) == "/periods/2026-10"


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "1999-12", "2101-01", "2026-1", "open"])
def test_what_is_no_month_is_no_such_page(month):
    with pytest.raises(Resolver404):
        resolve(f"/periods/{month}/")


def test_opening_a_period_is_not_taken_for_a_month():
    assert resolve("/periods/open").view_name == "programmes:period_open"
    assert resolve("/periods/2026-10/freeze").view_name == "packs:period_freeze"
