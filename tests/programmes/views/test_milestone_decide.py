"""CPMO records what was decided of a milestone: who may, what it does, what it asks for."""

import re

import pytest
import time_machine

from programmes.models import MilestoneReport
from tests.programmes.steps import later, next_period, rebaselined, signed
from tests.programmes.views.test_programme import text
from tests.world import NOW

ADDRESS = "/milestones/HOU-01/decision"
ENTERED = {
    "delivery": "descoped",
    "forecast": "",
    "reason": "TIB, 3 November 2026: HOU-02 covers it.",
    "period": "2026-10",
    "version": "0",
}


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def test_rule_18_only_the_cpmo_may(refuses):
    refuses(
        ADDRESS,
        refused=["rdl", "sao", "lead_member", "commissioner", "committee", "administrator"],
        unknown=["/milestones/HOU-99/decision"],
    )


def test_rule_18_a_decision_is_kept_with_who_and_why_and_leads_back(world, sign_in):
    client = sign_in("cpmo")
    assert f'href="{ADDRESS}"' in text(client.get("/milestones/HOU-01"))
    assert f'href="{ADDRESS}"' not in text(sign_in("rdl").get("/milestones/HOU-01"))
    page = text(client.get(ADDRESS))
    assert re.findall(r'name="delivery"[^>]* value="(\w+)"', page) == ["paused", "descoped"]
    answer = client.post(ADDRESS, ENTERED, follow=True)
    assert "HOU-01 is now descoped, as decided." in text(answer)
    report = MilestoneReport.objects.get()
    assert (report.delivery, report.reason) == ("descoped", ENTERED["reason"])
    assert (report.reported_by, report.narrative) == (world.users["cpmo"], "Descoped by decision.")
    assert report.history.get().history_change_reason == ENTERED["reason"]


def test_rule_9_whoever_records_it_sees_the_dates_in_the_plan_and_how_late_it_is(world, sign_in):
    rebaselined(world, "HOU-01", "Oct 2026")
    page = " ".join(text(sign_in("cpmo").get(ADDRESS)).split())
    assert "<dt>Original date (B0)</dt>" in page and "<dt>Current baseline, B1</dt>" in page
    assert "9 against the current baseline, 0 against the original date (B0)" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": " "}, "Enter who decided this, when and why"),
        ({"delivery": ""}, "Choose the new status"),
        ({"delivery": "green"}, "Choose the new status from those shown"),
        ({"delivery": "complete"}, "Choose the new status from those shown"),
        ({"delivery": "paused", "forecast": "Oct 2026"}, "Enter 9 Nov 2026 or a later date"),
        ({"period": "2026-09"}, "You wrote this for September 2026, which is not open"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(sign_in, changes, said):
    answer = sign_in("cpmo").post(ADDRESS, ENTERED | changes)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not MilestoneReport.objects.exists()


def test_rule_4_a_completed_row_is_reopened_here_and_then_reported_monthly(world, sign_in):
    done = {"delivery": "complete", "actual_on": "01/11/2026", "forecast": "", "reason": "Done"}
    done |= {"evidence": "Minute 12"}
    update = {"narrative": "Works.", "period": "2026-10", "version": "0"}
    sign_in("rdl").post("/milestones/HOU-01/update", update | done)
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        again = ENTERED | {"delivery": "amber", "forecast": "Jun 2027", "period": "2026-11"}
        assert sign_in("cpmo").post(ADDRESS, again).status_code == 302
        on_track = {"delivery": "green", "forecast": "Jun 2027", "reason": "Mended"}
        months = update | on_track | {"period": "2026-11", "version": "1"}
        assert sign_in("rdl").post("/milestones/HOU-01/update", months).status_code == 302
    now = MilestoneReport.objects.get(period=world.period)
    assert (now.delivery, now.evidence) == ("green", "")


def test_rule_15_it_says_that_a_signature_will_be_cancelled_and_cancels_it(world, sign_in):
    signed(world)
    client = sign_in("cpmo")
    assert "The return was signed. If you save, it becomes a draft again" in text(
        client.get(ADDRESS)
    )
    assert client.post(ADDRESS, ENTERED | {"version": "1"}).status_code == 302
    assert world.ret("HOU").state == "draft"


def test_4a1_a_decision_over_a_newer_report_is_a_conflict(world, sign_in):
    world.report("HOU-01", narrative="Theirs.")
    answer = sign_in("cpmo").post(ADDRESS, ENTERED)
    assert answer.status_code == 409
    assert "by Person rdl" in text(answer)
    assert MilestoneReport.objects.get().delivery == "green"


def test_rule_8_the_forecast_is_read_before_the_decision_is_recorded(world, sign_in):
    typed = ENTERED | {"delivery": "paused", "forecast": "Apr – Jun 2027", "check": "dates"}
    answer = sign_in("cpmo").post(ADDRESS, typed | {"reason": ""})
    assert answer.status_code == 200
    assert "Forecast read as 1 Apr to 30 Jun 2027, by 30 Jun 2027." in text(answer)
    assert 'value="paused" checked' in text(answer)
    alone = {"HX-Request": "true", "HX-Target": "id_forecast-read"}
    answer = sign_in("cpmo").post(ADDRESS, typed | {"check": "forecast"}, headers=alone)
    assert "Read as 1 Apr to 30 Jun 2027" in text(answer) and "<form" not in text(answer)
    assert not MilestoneReport.objects.exists()
