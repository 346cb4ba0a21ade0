"""CPMO opens a completed milestone again: who may, what it does, what it asks for (Rule 4)."""

import re

import pytest
import time_machine

from programmes.models import MilestoneReport
from programmes.words import Delivery
from tests.programmes.steps import done_last_month, held, later, rebaselined
from tests.programmes.views.test_programme import text
from tests.world import NOW

ADDRESS = "/milestones/HOU-01/decision"
ENTERED = {
    "delivery": "amber",
    "forecast": "Jun 2027",
    "reason": "TIB, 3 November 2026: it does not work yet.",
    "period": "2026-11",
    "version": "0",
}


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def done(world):
    """Return a council in which HOU-01 was completed in the month before the open one."""
    done_last_month(world)
    with time_machine.travel(later(30), tick=False):
        yield world


def test_rule_4_only_the_cpmo_may(refuses):
    refuses(
        ADDRESS,
        refused=["rdl", "sao", "lead_member", "commissioner", "committee", "administrator"],
        unknown=["/milestones/HOU-99/decision"],
    )


def test_rule_4_a_completed_row_is_reopened_here_and_then_reported_monthly(done, sign_in):
    client = sign_in("cpmo")
    assert f'href="{ADDRESS}"' in text(client.get("/milestones/HOU-01"))
    assert f'href="{ADDRESS}"' not in text(sign_in("rdl").get("/milestones/HOU-01"))
    page = text(client.get(ADDRESS))
    offered = re.findall(r'name="delivery"[^>]* value="(\w+)"', page)
    assert offered == ["not_started", "green", "amber", "red"]
    answer = client.post(ADDRESS, ENTERED, follow=True)
    assert "HOU-01 is now Amber, as decided." in text(answer)
    report = MilestoneReport.objects.get(period=done.period)
    assert (report.delivery, report.reason) == ("amber", ENTERED["reason"])
    assert (report.reported_by, report.narrative) == (done.users["cpmo"], "Amber by decision.")
    assert report.history.get().history_change_reason == ENTERED["reason"]
    months = {"delivery": "green", "forecast": "Jun 2027", "reason": "Mended", "version": "1",
              "narrative": "Works.", "period": "2026-11"}  # fmt: skip
    assert sign_in("rdl").post("/milestones/HOU-01/update", months).status_code == 302
    now = MilestoneReport.objects.get(period=done.period)
    assert (now.delivery, now.evidence) == ("green", "")


@pytest.mark.parametrize("paused", [False, True])
def test_rule_18_what_is_not_complete_is_changed_by_a_request(world, sign_in, paused):
    if paused:
        held(world)
    client = sign_in("cpmo")
    answer = client.get(ADDRESS)
    assert answer.status_code == 200 and "Ask for a change" in text(answer)
    assert 'href="/changes/start/HOU?rows=HOU-01"' in text(answer)
    assert f'href="{ADDRESS}"' not in text(client.get("/milestones/HOU-01"))
    entered = ENTERED | {"period": "2026-10", "delivery": "descoped"}
    assert client.post(ADDRESS, entered).status_code == 409
    assert MilestoneReport.objects.count() == paused


def test_rule_9_whoever_records_it_sees_the_dates_in_the_plan(done, sign_in):
    rebaselined(done, "HOU-01", "Oct 2026")
    page = " ".join(text(sign_in("cpmo").get(ADDRESS)).split())
    assert "<dt>Original date (B0)</dt>" in page and "<dt>Current baseline, B1</dt>" in page


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"reason": " "}, "Enter who decided this, when and why"),
        ({"delivery": ""}, "Choose the new status"),
        ({"delivery": "descoped"}, "Choose the new status from those shown"),
        ({"forecast": "Oct 2026"}, "or a later date"),
        ({"period": "2026-09"}, "You wrote this for September 2026, which is not open"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(done, sign_in, changes, fault):
    answer = sign_in("cpmo").post(ADDRESS, ENTERED | changes)
    assert answer.status_code == 422
    assert fault in text(answer)
    assert not MilestoneReport.objects.filter(period=done.period).exists()


def test_4a1_a_decision_over_a_newer_report_is_a_conflict(done, sign_in):
    sign_in("cpmo").post(ADDRESS, ENTERED)
    answer = sign_in("cpmo2").post(ADDRESS, ENTERED | {"reason": "Another"})
    assert answer.status_code == 409
    assert MilestoneReport.objects.get(period=done.period).reason == ENTERED["reason"]


def test_rule_8_the_forecast_is_read_before_the_decision_is_recorded(done, sign_in):
    typed = ENTERED | {"forecast": "Apr – Jun 2027", "check": "dates"}
    answer = sign_in("cpmo").post(ADDRESS, typed | {"reason": ""})
    assert answer.status_code == 200
    assert "Forecast read as 1 Apr to 30 Jun 2027, by 30 Jun 2027." in text(answer)
    alone = {"HX-Request": "true", "HX-Target": "id_forecast-read"}
    answer = sign_in("cpmo").post(ADDRESS, typed | {"check": "forecast"}, headers=alone)
    assert "Read as 1 Apr to 30 Jun 2027" in text(answer) and "<form" not in text(answer)
    assert not MilestoneReport.objects.filter(period=done.period).exists()


def test_rule_4_what_was_completed_this_month_is_corrected_in_its_own_report(world, sign_in):
    """An act that would be refused is not offered, and the refusal names the one that is not."""
    world.report(
        "HOU-01", delivery=Delivery.COMPLETE, actual_on=NOW.date(), reason="Done", evidence="Minute"
    )
    client = sign_in("cpmo")
    page = text(client.get("/milestones/HOU-01"))
    assert f'href="{ADDRESS}"' not in page and 'href="/milestones/HOU-01/update"' in page
    refused = text(client.get(ADDRESS))
    assert "It was reported complete this month" in refused and "not complete, so" not in refused
    assert 'href="/milestones/HOU-01/update"' in refused
    assert client.post(ADDRESS, ENTERED | {"period": "2026-10"}).status_code == 409
