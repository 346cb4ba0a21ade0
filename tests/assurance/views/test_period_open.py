"""Opening a reporting period: preview, then confirmation."""

import re
from datetime import date

import pytest

from irp.models import ReportingPeriod
from tests import world as worlds

PAGE = "/periods/open"
ENTERED = {"month": "October 2026", "tib_on": "24/11/2026", "irb_on": "1 December 2026"}


@pytest.fixture
def world(db):
    """Return the small council before any period is open."""
    return worlds.build(with_period=False)


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


def confirmation(page: str) -> str:
    return re.search(r'name="confirmed" value="([^"]+)"', page)[1]


def test_rule_14_the_deadlines_are_shown_before_anything_is_opened(client):
    answer = client.post(PAGE, ENTERED)
    page = answer.content.decode()
    assert answer.status_code == 200
    for day in ("Thursday 29 Oct 2026", "Thursday 5 Nov 2026", "Friday 13 Nov 2026"):
        assert day in page
    assert not ReportingPeriod.objects.exists()


def test_confirming_what_was_shown_opens_it(client):
    confirmed = confirmation(client.post(PAGE, ENTERED).content.decode())
    answer = client.post(PAGE, ENTERED | {"confirmed": confirmed})
    assert answer.status_code == 302
    assert answer.url == "/periods/2026-10"
    period = ReportingPeriod.objects.get()
    assert (period.month, period.tib_on, period.irb_on) == (
        date(2026, 10, 1),
        date(2026, 11, 24),
        date(2026, 12, 1),
    )
    assert period.returns.count() == 2


@pytest.mark.parametrize(
    "changes",
    [{"tib_on": "25/11/2026"}, {"irb_on": "2/12/2026"}, {"month": "September 2026"}],
)
def test_dates_edited_after_the_preview_are_previewed_again(client, changes):
    confirmed = confirmation(client.post(PAGE, ENTERED).content.decode())
    answer = client.post(PAGE, ENTERED | changes | {"confirmed": confirmed})
    assert answer.status_code == 200
    assert "The dates are not those you were shown" in answer.content.decode()
    assert not ReportingPeriod.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"month": ""}, "Enter month"),
        ({"month": "2026"}, "Enter a month and its year, such as October 2026"),
        ({"month": "Octember 2026"}, "Enter a month and its year"),
        ({"tib_on": "November 2026"}, "Enter the day of the TIB, day first"),
        ({"tib_on": "31/11/2026"}, "That day does not exist"),
        ({"tib_on": "24/11/1926"}, "between 1 January 2000 and 31 December 2100"),
        ({"irb_on": "soon"}, "Enter the day of the IRB, day first"),
        ({"irb_on": "23/11/2026"}, "The IRB meets after the TIB"),
        ({"tib_on": "20/10/2026", "irb_on": "3/11/2026"}, "too early to report on October 2026"),
        ({"month": "x" * 5000}, "at most 40 characters"),
        ({"month": "Oct\x00ober 2026"}, "Null characters are not allowed"),
    ],
)
def test_bad_input_comes_back_with_a_message_and_the_typed_text(client, changes, message):
    answer = client.post(PAGE, ENTERED | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert message in page
    assert not ReportingPeriod.objects.exists()


def test_refused_while_another_period_is_open(client):
    confirmed = confirmation(client.post(PAGE, ENTERED).content.decode())
    client.post(PAGE, ENTERED | {"confirmed": confirmed})
    answer = client.post(PAGE, ENTERED | {"month": "November 2026"})
    assert answer.status_code == 422
    assert "October 2026 is still open. Freeze it first." in answer.content.decode()


@pytest.mark.parametrize("name", ["administrator", "sao", "rdl", "commissioner", "nobody"])
def test_only_the_cpmo_opens_a_period(sign_in, name):
    assert sign_in(name).post(PAGE, ENTERED).status_code == 403
