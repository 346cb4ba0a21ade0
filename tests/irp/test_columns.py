"""Flat columns of a record: a name, a label, how a row gives its value and how it is printed."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from dashboards.presenters.portfolio_csv import COLUMNS
from irp.columns import SHOWN, Column, Kind, as_csv
from irp.rules.plan_dates import UNDATED
from kpis.columns import INDICATOR
from kpis.words import Figure

VALUES = {
    Kind.TEXT: ("Housing", "Housing"),
    Kind.NUMBER: (7, 7),
    Kind.YES_NO: (False, "no"),
    Kind.DAY: (date(2026, 6, 30), "30 Jun 2026"),
    Kind.MONTH: (date(2026, 6, 1), "June 2026"),
    Kind.MOMENT: (datetime(2026, 6, 30, 13, 5, tzinfo=UTC), "30 Jun 2026 at 14:05"),
    Kind.PLAN_DATE: (UNDATED, "No date"),
    Kind.WORD: (Figure.REVISED, "Revised"),
}


def column(kind=Kind.TEXT):
    return Column("value", "Value", lambda row: row.value, kind)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_printed_in_its_way_and_nothing_as_nothing(kind):
    value, shown = VALUES[kind]
    assert column(kind).show(SimpleNamespace(value=value)) == shown
    assert column(kind).show(SimpleNamespace(value=None)) == ""
    assert set(SHOWN) == set(Kind)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1"])
def test_4a10_no_cell_is_a_formula(text):
    lines = as_csv([column()], [SimpleNamespace(value=text)]).split("\r\n")
    assert lines[0] == "\ufeffValue" and lines[1].strip('"') == f"'{text}"


@pytest.mark.parametrize("columns", [COLUMNS, INDICATOR], ids=["portfolio", "indicators"])
def test_a_table_has_each_name_and_label_once(columns):
    for name in ("name", "label"):
        found = [getattr(one, name) for one in columns]
        assert len(found) == len(set(found))
