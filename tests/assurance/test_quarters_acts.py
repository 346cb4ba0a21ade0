"""Commissioners confirm which quarters the Assurance Plan means; its dates follow (Rule 11)."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from assurance.actions.quarters_read import confirm_quarters
from assurance.models import Gate, QuartersAct, TimelineEntry
from assurance.readings.quarters_read import gates_to_move
from assurance.rules.quarters_read import quarters_faults, read_as
from irp.actions import Faulty
from irp.history import record
from irp.models import Conflict, PlanSettings
from irp.readings import AsAt, Now, settings
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from packs.snapshot import opened
from tests.assurance import shelf
from tests.assurance.views.test_outcome import text
from tests.world import LOADED_AT, LOADER, NOW

FINANCIAL, CALENDAR = QuarterConvention.FINANCIAL, QuarterConvention.CALENDAR
PAGE, FORM = "/quarters", "/quarters/confirm"
ENTERED = {"decided_on": "3/11/2026", "reason": "Agreed by all three.", "version": "1"}
OPEN = "read as calendar quarters, not confirmed"
DONE = "read as financial-year quarters, confirmed by Person commissioner on 3 Nov 2026"


def confirm(world, quarters=FINANCIAL, *, version=1, by="commissioner", at=NOW, **changes):
    decision = {"decided_on": date(2026, 11, 3), "reason": "Agreed by all three."} | changes
    return confirm_quarters(quarters, **decision, version=version, by=world.user(by), at=at)


def due(gate: Gate) -> tuple[str, str, str]:
    gate.refresh_from_db()
    return gate.due_raw, str(gate.due_earliest), str(gate.due_latest)


def test_rules_11_and_18_the_gates_move_with_the_decision_and_say_why(world):
    """In one act: the words stay, the days follow, and each gate keeps the reason."""
    bare = world.requirement.gates.get()
    named, month = (shelf.add_gate(world.requirement, raw) for raw in ("Q2 2026/27", "Jun 2026"))
    assert gates_to_move(CALENDAR) == [] and gates_to_move(FINANCIAL) == [bare]
    assert due(bare) == ("Q2 2026", "2026-04-01", "2026-06-30"), "counted, not moved"
    act = confirm(world)
    assert (act.moved, act.quarters, act.by_name) == (1, "financial", "Person commissioner")
    assert due(bare) == ("Q2 2026", "2026-07-01", "2026-09-30")
    assert due(named) == ("Q2 2026/27", "2026-07-01", "2026-09-30")
    assert due(month) == ("Jun 2026", "2026-06-01", "2026-06-30")
    assert [gate.history.count() for gate in (bare, named, month)] == [2, 1, 1]
    version = bare.history.first()
    assert version.history_change_reason == (
        "Quarters of the Assurance Plan read as financial-year quarters: Agreed by all three."
    )
    assert version.actor_name == "Person commissioner"
    assert confirm(world, CALENDAR, version=2, at=NOW + timedelta(days=1)).moved == 1
    assert due(bare) == ("Q2 2026", "2026-04-01", "2026-06-30")
    assert QuartersAct.objects.count() == 2


def test_rule_11_halves_and_ranges_of_quarters_move_with_the_gates(world):
    words = ("H1 2026", "Q2 to Q3 2026", "Apr to Jun 2026")
    half, quarters, months = (shelf.add_gate(world.requirement, raw) for raw in words)
    assert confirm(world).moved == 3, "the Q2 2026 of the world among them"
    assert due(half) == ("H1 2026", "2026-04-01", "2026-09-30")
    assert due(quarters) == ("Q2 to Q3 2026", "2026-07-01", "2026-12-31")
    assert due(months) == ("Apr to Jun 2026", "2026-04-01", "2026-06-30")


def test_rule_11_a_quarter_in_the_timeline_moves_with_the_gates(world):
    entry = TimelineEntry(number=1, title="Reset", dates_as_written="Q2 2026")
    entry.start = parse_plan_date("Q2 2026", quarters=CALENDAR)
    record(entry, by=LOADER, at=LOADED_AT)
    confirm(world)
    entry.refresh_from_db()
    assert str(entry.start.latest) == "2026-09-30"


def test_rule_16_what_is_frozen_keeps_its_dates_and_a_later_month_says_who_confirmed(world):
    snapshot = shelf.freeze(world)
    before = (snapshot.body, snapshot.sha256)
    confirm(world, at=NOW + timedelta(days=2))
    snapshot.refresh_from_db()
    assert (snapshot.body, snapshot.sha256) == before
    assert opened(snapshot.body).plan.settings.cap_note == OPEN


def test_rule_11_what_is_in_force_is_confirmed_without_moving_and_not_twice(world):
    assert confirm(world, CALENDAR).moved == 0
    note = settings(Now(NOW)).cap_note
    assert note == "read as calendar quarters, confirmed by Person commissioner on 3 Nov 2026"
    assert settings(AsAt(NOW - timedelta(days=1))).cap_note == OPEN
    with pytest.raises(Faulty) as refused:
        confirm(world, CALENDAR, version=2)
    assert list(refused.value.faults) == ["quarters"]


def test_rule_11_a_decision_is_of_a_day_gone_by_and_has_its_reason():
    given = {"confirmed": None, "today": date(2026, 11, 9)}
    faults = quarters_faults(quarters=CALENDAR, decided_on=date(2026, 11, 10), reason=" ", **given)
    assert list(faults) == ["decided_on", "reason"]
    assert not quarters_faults(
        quarters=CALENDAR, decided_on=date(2026, 11, 9), reason="Agreed", **given
    )


def test_rule_11_a_date_that_names_no_quarter_reads_the_same():
    day = parse_plan_date("30 June 2026", quarters=CALENDAR)
    assert read_as(day, FINANCIAL) is day


def test_4a1_the_settings_that_changed_since_are_a_conflict(world):
    with pytest.raises(Conflict):
        confirm(world, version=7)
    assert not QuartersAct.objects.exists() and PlanSettings.objects.get().version == 1


@pytest.mark.parametrize("name", ["administrator", "cpmo", "sao", "rdl", "committee"])
def test_rule_11_only_commissioners_confirm(sign_in, world, name):
    with pytest.raises(PermissionDenied):
        confirm(world, by=name)
    assert sign_in(name).get(FORM).status_code == 403
    assert "Confirm the quarters" not in text(sign_in(name).get(PAGE))


def test_rule_11_what_moves_is_shown_before_it_is_saved(sign_in, world):
    client = sign_in("commissioner")
    answer = client.post(FORM, {**ENTERED, "quarters": "financial"})
    page = text(answer)
    assert answer.status_code == 200 and not QuartersAct.objects.exists()
    assert "This moves 1 of 1 assurance dates. Nothing is saved yet" in page
    assert "Dates passed, not yet assured: 1 now, 1 then" in page
    assert "30 Jun 2026 30 Sep 2026" in page
    shelf.add_gate(world.requirement, "Q4 2026")
    typed = {**ENTERED, "quarters": "financial", "confirmed": "1"}
    assert "This moves 2 of 2" in text(client.post(FORM, typed)), "it is no longer as was shown"
    assert not QuartersAct.objects.exists()
    answer = client.post(FORM, {**typed, "confirmed": "2"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "confirmed. 2 assurance dates moved." in text(answer) and DONE in text(answer)
    assert "Q2 2026 (Jul to Sep 2026)" in text(client.get(f"/requirements/{world.requirement.ref}"))


def test_rule_11_nothing_typed_is_lost_and_each_fault_says_what_to_type(sign_in, world):
    client = sign_in("commissioner")
    answer = client.post(FORM, {**ENTERED, "decided_on": "soon"})
    page = text(answer)
    assert answer.status_code == 422 and "Choose calendar or financial-year quarters" in page
    assert "Agreed by all three." in answer.content.decode()
    late = {**ENTERED, "quarters": "financial", "decided_on": "3/11/2027", "confirmed": "1"}
    answer = client.post(FORM, late)
    assert answer.status_code == 422 and "today or an earlier day" in text(answer)


def test_rule_11_every_page_that_counts_dates_says_how_quarters_are_read(sign_in, world):
    client = sign_in("commissioner")
    pages = ("/outcomes", "/outcomes/8", "/requirements", "/step-down", "/runway", "/", PAGE)
    for address in pages:
        assert OPEN in text(client.get(address)), address
    confirm(world, at=NOW)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        for address in pages:
            assert DONE in text(client.get(address)), address
        for address in pages[:5]:
            assert OPEN in text(client.get(f"{address}?as_at=2026-11-08")), address
        assert "had not decided by that date" in text(client.get(f"{PAGE}?as_at=2026-11-08"))
    rows = csv.DictReader(StringIO(client.get("/quarters.csv").content.decode("utf-8-sig")))
    assert [row["Reason"] for row in rows] == ["Agreed by all three."]


def test_rule_11_a_decision_is_kept_as_it_was_written(world):
    confirm(world)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        QuartersAct.objects.update(reason="x")
