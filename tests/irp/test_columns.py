"""Flat columns of a record: a name, a label, how a row gives its value and how it is printed."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from assurance.columns import REQUIREMENT
from assurance.columns.recommendations import RECOMMENDATION, RESPONSE
from assurance.forms import AssessForm
from assurance.models import Assessment
from dashboards.presenters.milestones_csv import COLUMNS as EVERY_MILESTONE
from dashboards.presenters.portfolio_csv import COLUMNS
from irp.columns import SHOWN, Column, Kind, as_csv
from irp.fields import label_of
from irp.forms import AppointmentForm, SettingsForm
from irp.glossary import glossary
from irp.models import PlanSettings, PostHolding
from irp.rules.plan_dates import UNDATED
from kpis.columns import INDICATOR
from kpis.forms import ReadingForm, TargetForm
from kpis.models import Reading, Target
from kpis.words import Figure
from programmes.columns import MILESTONE
from programmes.forms import MilestoneUpdateForm, RatingForm, ReturnTextForm
from programmes.models import Confidence, MilestoneReport, Return

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


@pytest.mark.parametrize(
    "columns",
    [COLUMNS, EVERY_MILESTONE, INDICATOR, MILESTONE, REQUIREMENT, RECOMMENDATION, RESPONSE],
    ids=[
        "portfolio",
        "every milestone",
        "indicators",
        "milestones",
        "requirements",
        "recommendations",
        "responses",
    ],
)
def test_a_table_has_each_name_and_label_once(columns):
    for name in ("name", "label"):
        found = [getattr(listed, name) for listed in columns]
        assert len(found) == len(set(found))


def test_a_column_has_the_word_of_the_glossary():
    dates = glossary()["dates"]
    for name in ("forecast", "actual_on"):
        assert label_of(MilestoneReport, name) == dates[name].word


@pytest.mark.parametrize(
    ("form", "model"),
    [
        (MilestoneUpdateForm, MilestoneReport),
        (ReturnTextForm, Return),
        (RatingForm, Confidence),
        (AssessForm, Assessment),
        (ReadingForm, Reading),
        (TargetForm, Target),
        (SettingsForm, PlanSettings),
        (AppointmentForm, PostHolding),
    ],
)
def test_form_and_history_call_a_column_by_one_label(form, model):
    own = {field.name for field in model._meta.get_fields()} | {"forecast"}
    labels = {
        name: field.label
        for name, field in form.base_fields.items()
        if name in own and not field.widget.is_hidden
    }
    assert labels and labels == {name: label_of(model, name) for name in labels}
