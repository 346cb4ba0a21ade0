"""Your work of whoever answers for KPIs: readings that are due and late (Rule 27)."""

from datetime import date
from decimal import Decimal

import pytest

from irp.history import record
from irp.models import Aim
from kpis.actions import record_reading
from kpis.models import Indicator
from kpis.words import Figure
from tests.world import LOADED_AT, LOADER, NOW


@pytest.fixture
def answered(world):
    """Return two monthly indicators of the officer, one read up to July, one up to September."""
    for number, month in ((1, 7), (2, 9)):
        row = Indicator(
            ref=f"KPI-3-{number:02}", aim=Aim.objects.get(), number=number, name=f"N{number}",
            unit="percent", polarity="higher", frequency="monthly", lag_months=1,
            owner=world.posts["officer"],
        )  # fmt: skip
        record(row, by=LOADER, at=LOADED_AT)
        record_reading(
            row, month=date(2026, month, 1), value=Decimal(12), figure=Figure.REVISED, note="",
            by=world.user("cpmo"), at=NOW,
        )  # fmt: skip


def test_rule_27_late_readings_come_first_and_lead_to_the_months_entry(answered, sign_in, text_of):
    page = text_of(sign_in("officer"), "/")
    assert "Your KPIs" in page
    assert "Enter 1 late reading of your KPIs" in page and "Enter 1 reading of your KPIs" in page
    assert "the oldest is of August 2026" in page
    assert page.index("1 late reading") < page.index("Enter 1 reading of")
    assert "KPI readings late" in text_of(sign_in("cpmo"), "/")


def test_who_answers_for_none_has_no_such_part(answered, sign_in, text_of):
    for who in ("rdl", "commissioner", "committee"):
        assert "Your KPIs" not in text_of(sign_in(who), "/")
