"""The scorecard counts every indicator once in its row (Rule 27)."""

from datetime import date
from decimal import Decimal

from kpis.actions import NewTarget, record_reading, set_target
from kpis.words import Figure, Yardstick
from tests.world import NOW


def text(answer):
    return " ".join(answer.content.decode().split())


def judged(world, indicator):
    by = world.user("cpmo")
    record_reading(indicator, month=date(2026, 9, 1), value=Decimal(90), figure=Figure.REVISED,
                   note="", by=by, at=NOW)  # fmt: skip
    seen = 0
    for kind, value in ((Yardstick.TARGET, 95), (Yardstick.BASELINE, 92)):
        new = NewTarget(kind=kind, value=Decimal(value), from_month=date(2026, 4, 1),
                        decided_by="Cabinet", reason="Agreed")  # fmt: skip
        seen = set_target(indicator, new, by=by, at=NOW, seen=seen).pk


def test_rule_27_indicators_are_counted_by_aim_and_outcome(world, indicators, sign_in):
    judged(world, indicators["percent"])
    client = sign_in("sao")
    page = text(client.get("/kpis/scorecard"))
    assert "Safe services" in page and "No outcome named in the plan" in page
    rows = client.get("/kpis/scorecard.csv").content.decode().splitlines()
    assert rows[1].endswith("The whole aim,2,1,0,0,0,0,0,1,0,0,1")
    assert sorted(rows[2:])[1].endswith("Safe services,1,0,0,0,0,0,0,1,0,0,1")
    assert sorted(rows[2:])[0].endswith("No outcome named in the plan,1,1,0,0,0,0,0,0,0,0,0")


def test_a_past_day_shows_what_was_recorded_by_then(world, indicators, sign_in):
    judged(world, indicators["percent"])
    page = text(sign_in("sao").get("/kpis/scorecard?as_at=2026-11-08"))
    assert '<td class="app-table__number app-table__overdue">' not in page
