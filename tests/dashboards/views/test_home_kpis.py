"""Your work of whoever answers for KPIs: readings that are due and late (Rule 27)."""

from datetime import date
from decimal import Decimal

import pytest

from irp.actions import add_post
from irp.history import record
from irp.models import Aim
from irp.words import PostKind
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
    assert "Enter 2 late readings of your KPIs" in page and "Enter 2 readings of your KPIs" in page
    assert "the oldest is of August 2026" in page
    assert 'href="/kpis/readings/enter?month=2026-09"' in page  # of those late, the newest
    assert 'href="/kpis/readings/enter?month=2026-10"' in page  # of those due
    assert page.index("2 late readings") < page.index("Enter 2 readings of")
    figure = text_of(sign_in("cpmo"), "/").partition("KPI readings late")[2][:200]
    assert ">2<" in figure


def test_rule_27_an_sao_answers_by_their_own_post_and_by_a_joint_one(
    answered, world, sign_in, text_of
):
    joint = add_post(title="Joint", kind=PostKind.SAO.value, by=LOADER, at=LOADED_AT)
    joint.part_titles = ["Post of sao", "Post of officer"]
    record(joint, by=LOADER, at=NOW)
    for post, number in ((world.posts["other_sao"], 1), (joint, 2)):
        row = Indicator.objects.get(number=number)
        row.owner = post
        record(row, by=LOADER, at=NOW)
    late = text_of(sign_in("other_sao"), "/")
    assert "Enter 2 late readings of your KPIs" in late and "Enter 1 reading of" in late
    page = text_of(sign_in("sao"), "/")
    assert "Your KPIs" in page and "Enter 1 reading of your KPIs" in page
    assert page.index("Your KPIs") > page.index("Your returns to sign")


def test_who_answers_for_none_has_no_such_part(answered, sign_in, text_of):
    for who in ("rdl", "commissioner", "committee"):
        assert "Your KPIs" not in text_of(sign_in(who), "/")
