"""Which past day or frozen month a page shows: one form, one answer for every page."""

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory

from irp.past import past_of
from irp.readings import AsAt, Now, end_of_day
from irp.rules.measuring import Measured
from tests.programmes.steps import next_period
from tests.world import LOADED_AT, NOW

FROZEN_AT = datetime(2026, 11, 8, 14, 0, tzinfo=UTC)


def asked(at=NOW, **query):
    return past_of(RequestFactory().get("/", query), at=at)


def test_without_a_word_it_is_now(world):
    found = asked()
    assert found.source == Now(NOW) and found.measured == Measured(NOW.date())
    assert (found.is_past, found.query, found.title) == (False, "", "")


@pytest.mark.parametrize("typed", ["2026-11-08", "08/11/2026", "8 November 2026"])
def test_a_past_day_is_measured_at_its_end(world, typed):
    found = asked(as_at=typed)
    assert found.source == AsAt(end_of_day(date(2026, 11, 8)))
    assert found.measured == Measured(date(2026, 11, 8), is_over=True)
    assert (found.is_past, found.query, found.month) == (True, "?as_at=2026-11-08", None)
    assert found.title == ", as at 8 Nov 2026"


def test_today_is_not_over(world):
    found = asked(as_at="2026-11-09")
    assert (found.source, found.measured) == (AsAt(NOW), Measured(date(2026, 11, 9)))


def test_rule_14_a_frozen_month_is_read_as_frozen_and_measured_at_its_end(world):
    next_period(world, at=FROZEN_AT)
    found = asked(month="2026-10")
    assert found.source == AsAt(FROZEN_AT)
    assert found.measured == Measured(date(2026, 10, 31), is_over=True)
    assert (found.month, found.query) == (date(2026, 10, 1), "?month=2026-10")
    assert found.title == ", October 2026 as frozen"


@pytest.mark.parametrize(
    ("query", "name", "fault"),
    [
        ({"as_at": "10/11/2026"}, "as_at", "not in the future, such as 09/11/2026"),
        ({"as_at": "30/09/2026"}, "as_at", "The record begins on 1 Oct 2026. Enter 01/10/2026"),
        ({"as_at": "soon"}, "as_at", "Enter a day such as 30/06/2026"),
        ({"month": "2026-11"}, "month", "Choose a month that has been frozen"),
        ({"month": "2026-10", "as_at": "2026-11-08"}, "as_at", "not both"),
    ],
)
def test_what_cannot_be_shown_is_a_fault_and_the_page_is_as_now(world, query, name, fault):
    next_period(world, at=FROZEN_AT)
    found = asked(**query)
    assert not found.is_past and found.source == Now(NOW)
    assert fault in found.form.errors[name][0]


def test_the_months_offered_are_those_frozen(world):
    assert [value for value, _ in asked().form.fields["month"].choices] == [""]
    next_period(world, at=FROZEN_AT)
    choices = asked().form.fields["month"].choices
    assert list(choices) == [("", "None"), ("2026-10", "October 2026")]


def test_the_first_day_of_the_record_can_be_viewed(world):
    assert asked(as_at=LOADED_AT.date().isoformat()).is_past
