"""Your work: overdue actions on recommendations, for their owner and for the CPMO (Rules 8, 9)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from assurance.readings.recommendations import action_positions, recommendations
from assurance.rules.recommendations import is_overdue, is_past_due
from assurance.words.recommendations import Opinion, Progress, Viewer
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from tests.assurance import auditors
from tests.world import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


def test_an_overdue_action_is_on_your_work_of_its_owner_and_counted_for_the_cpmo(
    world, sign_in, text_of
):
    action = auditors.recommend(world, due="Sep 2026")
    page = text_of(sign_in("sao"), "/")
    assert "Report on action 1 of External auditor 1" in page
    assert "due 30 Sep 2026" in page and "/recommendations/auditor-1" in page
    assert "Report on action 1" not in text_of(sign_in("other_sao"), "/")
    assert "Report on action 1" not in text_of(sign_in("commissioner"), "/")
    assert "Recommendation actions overdue" in text_of(sign_in("cpmo"), "/")
    auditors.report(world, action, Progress.DONE)
    assert "Report on action 1" not in text_of(sign_in("sao"), "/")


def test_what_lists_say_is_overdue_is_what_the_page_says(world):
    """One grid: dates before the plan, passed, moved and ahead, each with what was said of it."""
    for due in ("Jan 2024", "Sep 2026", "", "31 Dec 2026"):
        rows = [auditors.recommend(world, due=due, title=f"{due} {n}") for n in range(3)]
        auditors.report(world, rows[1], Progress.IN_PROGRESS)
        auditors.report(world, rows[2], Progress.NO_LONGER)
    auditors.extend(world, auditors.recommend(world, due="Sep 2026", title="Moved"), "Mar 2027")
    auditors.extend(world, auditors.recommend(world, due="Jan 2024", title="Set"), "Oct 2026")
    measured = Measured(london_day(LATER))
    whole = {
        (facts.ref, action.number): is_overdue(action, measured=measured)
        for facts in recommendations(Now(LATER), quarters="financial")
        for action in facts.actions
    }
    slim = {
        (position.recommendation, position.number): is_past_due(
            position.due, position.progress, measured=measured
        )
        for position in action_positions(at=LATER)
    }
    assert slim == whole and len(whole) == 14 and sum(whole.values()) == 4


def test_rule_19_who_gives_a_view_is_told_on_what_the_council_reported_since(world, text_of):
    auditors.appoint(world)
    action = auditors.recommend(world, due="Sep 2026")
    words = "Give your view of External auditor 1"
    clients = {who: Client() for who in (*auditors.NAMES, "committee")}
    for who, client in clients.items():
        client.force_login(world.users[who])
    assert all(words not in text_of(client, "/") for client in clients.values())
    auditors.report(world, action, Progress.IN_PROGRESS)
    page = text_of(clients["internal_audit"], "/")
    assert 'href="/recommendations/auditor-1/views/internal-audit">Give your view' in page
    assert "you have given no view yet" in page
    assert words in text_of(clients["external_auditor"], "/")
    assert words not in text_of(clients["committee"], "/")
    seen = {"opinion": Opinion.PARTLY, "at": NOW + timedelta(minutes=5)}
    auditors.look(world, action.recommendation, Viewer.INTERNAL_AUDIT, **seen)
    assert words not in text_of(clients["internal_audit"], "/")
    assert words in text_of(clients["external_auditor"], "/")
    auditors.report(world, action, Progress.DONE, at=NOW + timedelta(minutes=9))
    assert "your last view is of 9 Nov 2026" in text_of(clients["internal_audit"], "/")
