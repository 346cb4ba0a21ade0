"""Opening a reporting period: preview, then confirmation."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from irp.models import ReportingPeriod
from packs.actions import freeze_period
from programmes.actions import open_cycle
from tests import world as worlds

PAGE = "/periods/open"
ENTERED = {"month": "October 2026", "tib_on": "24/11/2026", "irb_on": "1 December 2026"}
SURE = "These dates are correct"


@pytest.fixture
def world(db):
    """Return the small council before any period is open."""
    return worlds.build(with_period=False)


@pytest.fixture(autouse=True)
def _opening_day():
    """Let it be a day between the opening and the day on which returns are due."""
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False):
        yield


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
    assert "The dates have changed since you saw them" in answer.content.decode()
    assert not ReportingPeriod.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"month": ""}, "Enter the month"),
        ({"month": "2026"}, "Enter a month such as"),
        ({"month": "Octember 2026"}, "Enter a month such as"),
        ({"tib_on": "November 2026"}, "Day of the TIB: enter a day such as"),
        ({"tib_on": "31/11/2026"}, "That day does not exist"),
        ({"tib_on": "24/11/1926"}, "from 5 Oct 2018 to 31 Oct 2043"),
        ({"irb_on": "soon"}, "Day of the IRB: enter a day such as"),
        ({"irb_on": "23/11/2026"}, "The IRB meets after the TIB"),
        ({"tib_on": "20/10/2026", "irb_on": "3/11/2026"}, "too early to report on October 2026"),
        ({"irb_on": "1/12/2028"}, "The IRB of 1 Dec 2028 is more than 3 months after October 2026"),
        ({"month": "October 2019"}, "The TIB of 24 Nov 2026 is more than 3 months after"),
        ({"month": "Sep 2018"}, "Enter a month from November 2018 to October 2043"),
        ({"irb_on": "1/11/2043"}, "Enter a date from 5 Oct 2018 to 31 Oct 2043"),
        ({"month": "x" * 5000}, "Enter a month such as"),
        ({"month": "Oct\x00ober 2026"}, "Month: "),
    ],
)
def test_bad_input_comes_back_with_a_message_and_the_typed_text(client, changes, message):
    answer = client.post(PAGE, ENTERED | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert message in page
    assert not ReportingPeriod.objects.exists()


def test_the_order_of_the_boards_is_told_in_the_same_round_as_the_month(client):
    page = client.post(PAGE, ENTERED | {"month": "October", "irb_on": "23/11/2026"})
    summary = page.content.decode().split("There is a problem")[1].split("</ul>")[0]
    assert "enter the year too" in summary
    assert "The IRB meets after the TIB" in summary


def test_refused_while_another_period_is_open(client):
    confirmed = confirmation(client.post(PAGE, ENTERED).content.decode())
    client.post(PAGE, ENTERED | {"confirmed": confirmed})
    answer = client.post(PAGE, ENTERED | {"month": "November 2026"})
    assert answer.status_code == 422
    assert "October 2026 is still open. Freeze it first." in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tib_on": "21/11/2026"}, "The TIB meets on 21 Nov 2026, which is a Saturday."),
        ({"irb_on": "25/12/2026"}, "The IRB meets on 25 Dec 2026, which is a bank holiday."),
        (
            {"month": "December 2026", "tib_on": "26/1/2027", "irb_on": "2/2/2027"},
            "December 2026 has not begun",
        ),
        (
            {"month": "November 2026", "tib_on": "22/12/2026", "irb_on": "29/12/2026"},
            "Its published opening is to be 26 Nov 2026, not today.",
        ),
        (
            {"month": "September 2026", "tib_on": "27/10/2026", "irb_on": "27/10/2026"},
            "Its returns are due on 8 Oct 2026, which has passed.",
        ),
    ],
)
def test_rule_14_what_is_unusual_is_shown_and_needs_a_tick(client, changes, words):
    preview = client.post(PAGE, ENTERED | changes)
    page = preview.content.decode()
    assert (preview.status_code, words in page, SURE in page) == (200, True, True)
    entered = ENTERED | changes | {"confirmed": confirmation(page)}
    refused = client.post(PAGE, entered)
    assert refused.status_code == 422
    assert f"Tick “{SURE}”, or change the dates" in refused.content.decode()
    assert not ReportingPeriod.objects.exists()
    assert client.post(PAGE, entered | {"sure": "on"}).status_code == 302
    assert ReportingPeriod.objects.exists()


def test_rule_14_a_skipped_month_is_said(client, world):
    cpmo, at = world.user("cpmo"), datetime(2026, 10, 1, 9, tzinfo=UTC)
    august = open_cycle(
        date(2026, 8, 1), tib_on=date(2026, 9, 22), irb_on=date(2026, 9, 29), by=cpmo, at=at
    )
    freeze_period(august, version=august.version, reason="None came", by=cpmo, at=at, drafts=False)
    page = client.post(PAGE, ENTERED).content.decode()
    assert "October 2026 skips the month after August 2026: what is skipped can never be" in page


def test_usual_dates_ask_for_no_tick(client):
    assert SURE not in client.post(PAGE, ENTERED).content.decode()


def test_a_tick_is_for_the_dates_it_was_given_to(client):
    odd = ENTERED | {"tib_on": "21/11/2026"}
    confirmed = confirmation(client.post(PAGE, odd).content.decode())
    other = odd | {"tib_on": "22/11/2026", "confirmed": confirmed, "sure": "on"}
    page = client.post(PAGE, other).content.decode()
    assert "The dates have changed since you saw them" in page
    assert not re.search(r'name="sure"[^>]*checked', page)
    assert not ReportingPeriod.objects.exists()


def test_the_page_says_where_it_lies(client):
    assert 'href="/periods"' in client.get(PAGE).content.decode().partition("<main")[0]


@pytest.mark.parametrize("name", ["administrator", "sao", "rdl", "commissioner", "nobody"])
def test_only_the_cpmo_opens_a_period(sign_in, name):
    assert sign_in(name).post(PAGE, ENTERED).status_code == 403
