"""The agreed assumptions: their rules, and the gates that move with how quarters are read."""

import pytest
from django.core.exceptions import PermissionDenied

from assurance.actions import change_settings, gates_to_move
from assurance.models import Gate, TimelineEntry
from irp.actions import Refused, plan_settings
from irp.history import record
from irp.models import Conflict, PlanSettings
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from tests.assurance import shelf
from tests.world import LOADED_AT, LOADER, NOW, when

FINANCIAL, CALENDAR = QuarterConvention.FINANCIAL, QuarterConvention.CALENDAR


def change(world, *, version=1, reason="Agreed with X", by="administrator", **assumptions):
    return change_settings(assumptions, version=version, reason=reason, by=world.user(by), at=NOW)


def due(gate: Gate) -> tuple[str, str, str]:
    gate.refresh_from_db()
    return gate.due_raw, str(gate.due_earliest), str(gate.due_latest)


@pytest.mark.parametrize("name", ["cpmo", "sao", "rdl", "commissioner", "nobody"])
def test_only_administrators_change_them(world, name):
    with pytest.raises(PermissionDenied):
        change(world, by=name, council="Another")


def test_rule_14_settings_keep_to_their_rules_and_their_version(world):
    with pytest.raises(Refused, match="cannot come before"):
        change(world, freeze_days=12)
    assert change(world, cap_quarters="financial") == 1
    kept = PlanSettings.objects.get()
    assert (kept.version, plan_settings().cap_quarters) == (2, "financial")
    assert kept.history.first().history_change_reason == "Agreed with X"
    with pytest.raises(Conflict):
        change(world, council="Stale")


@pytest.mark.django_db
def test_settings_that_were_never_stored_are_stored_by_the_first_change():
    change_settings({"council": "First"}, version=0, reason="", by="test", at=NOW)
    assert PlanSettings.objects.get().council == "First"


def test_rules_11_and_18_the_gates_move_with_the_setting_and_say_why(world):
    """In one act: the words stay, the days follow, and each gate keeps the reason."""
    bare = world.requirement.gates.get()
    named, month = (shelf.add_gate(world.requirement, raw) for raw in ("Q2 2026/27", "Jun 2026"))
    assert gates_to_move(CALENDAR) == []
    assert gates_to_move(FINANCIAL) == [bare]
    assert due(bare) == ("Q2 2026", "2026-04-01", "2026-06-30"), "counted, not moved"
    assert change(world, cap_quarters="financial") == 1
    assert due(bare) == ("Q2 2026", "2026-07-01", "2026-09-30")
    assert due(named) == ("Q2 2026/27", "2026-07-01", "2026-09-30")
    assert due(month) == ("Jun 2026", "2026-06-01", "2026-06-30")
    assert [gate.history.count() for gate in (bare, named, month)] == [2, 1, 1]
    kept = bare.history.first()
    assert kept.history_change_reason == (
        "Quarters of the Assurance Plan read as financial quarters: Agreed with X"
    )
    assert kept.actor_name == "Person administrator"
    assert change(world, version=2, cap_quarters="calendar") == 1
    assert due(bare) == ("Q2 2026", "2026-04-01", "2026-06-30")


def test_rule_11_halves_and_ranges_of_quarters_move_with_the_gates(world):
    words = ("H1 2026", "Q2 to Q3 2026", "Apr to Jun 2026")
    half, quarters, months = (shelf.add_gate(world.requirement, raw) for raw in words)
    assert change(world, cap_quarters="financial") == 3, "the Q2 2026 of the world among them"
    assert due(half) == ("H1 2026", "2026-04-01", "2026-09-30")
    assert due(quarters) == ("Q2 to Q3 2026", "2026-07-01", "2026-12-31")
    assert due(months) == ("Apr to Jun 2026", "2026-04-01", "2026-06-30")


def test_rule_18_gates_never_move_without_a_reason(world):
    with pytest.raises(
        Refused, match="Enter which commissioner agreed the change of quarters, and when."
    ):
        change(world, reason=" ", cap_quarters="financial")
    assert PlanSettings.objects.get().cap_quarters == "calendar"
    assert due(world.requirement.gates.get())[2] == "2026-06-30"


def test_rule_11_a_quarter_in_the_timeline_moves_with_the_gates(world):
    entry = TimelineEntry(number=1, title="Reset", dates_as_written="Q2 2026")
    entry.start = parse_plan_date("Q2 2026", quarters=CALENDAR)
    record(entry, by=LOADER, at=LOADED_AT)
    change(world, cap_quarters="financial")
    entry.refresh_from_db()
    assert str(entry.start.latest) == "2026-09-30"


def test_rule_11_a_forecast_keeps_the_days_its_author_meant(world):
    report = world.report("HOU-01", forecast=when("Q3 2027"))
    assert change(world, irp_quarters="calendar") == 0
    report.refresh_from_db()
    assert (report.version, str(report.forecast_latest)) == (1, "2027-12-31")


def test_rule_16_what_is_frozen_keeps_its_dates(world):
    kept = shelf.freeze(world)
    before = (kept.body, kept.sha256)
    change(world, cap_quarters="financial")
    kept.refresh_from_db()
    assert (kept.body, kept.sha256) == before
