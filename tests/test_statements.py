"""A page and a save: at most 20 statements, and the same at ten times the plan (DESIGN 7)."""

from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.plan import BenchSize, multiply
from tests.test_permission_matrix import LINES, Line, Site, build_site
from tests.world import NOW

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MOST = 20
# Both have rows that no month has reported: they are looked up apart, however many they are.
ONCE, TEN_TIMES = BenchSize(rows=2, parts=1), BenchSize(rows=10, parts=2)
PAGES = [line for line in LINES if line.method == "GET" and "ok" in line.expected.values()]
SAVE = "programmes:milestone_update"
TYPED = {
    "delivery": "amber",
    "forecast": "Jun 2027",
    "actual_on": "",
    "narrative": "Two of three suppliers are signed.",
    "reason": "Late suppliers",
    "period": "2026-10",
    "version": 0,
}
Counts = dict[tuple[str, str], int]  # of a page or a save, and a role


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[Counts, Counts]:
    """The statements of every page, for every role that may open it, at both sizes."""
    store = tmp_path_factory.mktemp("packs")
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
    ):
        patch.setattr("django.conf.settings.PACK_STORE", store)
        # Django asks SQLite once a process, in three statements of whoever comes first.
        assert connection.features.supports_json_field
        return counted(ONCE, store), counted(TEN_TIMES, store)


def counted(size: BenchSize, store: Any) -> Counts:
    """Build the site at this size, ask and save, and leave nothing behind."""
    with transaction.atomic():
        site, found = build_site(store), {}
        multiply(size)
        for line in PAGES:
            for role in (role for role, answer in line.expected.items() if answer == "ok"):
                found[str(line), role] = statements_of_page(site, line, role)
        for role in ("rdl", "cpmo"):
            found[SAVE, role] = statements_of_save(site, role)
        transaction.set_rollback(True)
    return found


def statements_of_page(site: Site, line: Line, role: str) -> int:
    words = {"q": "activity"} if line.name == "dashboards:search" else {}
    count, answer = statements(site, role, "get", site.address(line), words)
    assert answer.status_code == 200, (line, role)
    return count


def statements_of_save(site: Site, role: str) -> int:
    """Return how many statements a person's first report of a milestone takes; it is undone."""
    with transaction.atomic():
        count, answer = statements(site, role, "post", reverse(SAVE, args=["JOB-01"]), TYPED)
        assert answer.status_code == 302, answer.content.decode()
        transaction.set_rollback(True)
    return count


def statements(
    site: Site, role: str, method: str, address: str, typed: dict[str, Any]
) -> tuple[int, HttpResponse]:
    site.client.cookies.clear()
    if role in site.sessions:
        site.client.cookies[settings.SESSION_COOKIE_NAME] = site.sessions[role]
    connection.queries_log.clear()  # Django keeps 9,000 of a process, and what comes after is lost
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(site.client, method)(address, typed)
    return len(asked), answer


@pytest.mark.parametrize("what", [*map(str, PAGES), SAVE])
def test_at_most_20_statements_and_the_same_at_ten_times_the_plan(counts, what):
    once, ten_times = ({of: n for of, n in size.items() if of[0] == what} for size in counts)
    assert once and once == ten_times
    assert max(once.values()) <= MOST
