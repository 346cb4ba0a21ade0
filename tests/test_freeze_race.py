"""Saves while the month is frozen land wholly before or are refused (DESIGN 3 and 4a.4).

A report inside the frozen period but outside its snapshot would be a record nobody froze. The
control shows that looking first and writing then, without the trigger, makes such reports.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.test import Client

from irp import triggers
from irp.actions import Refused
from irp.models import ReportingPeriod
from packs.actions import freeze, freeze_period
from packs.models import Pack, PlanSnapshot
from programmes.actions import open_cycle
from programmes.models import MilestoneReport, Return
from programmes.words import Delivery
from tests import racing
from tests.world import NOW, build

SAVERS = 6
# SQLite's lock goes to whoever asks at the right moment: savers who never pause can keep a freeze
# out for as long as it waits. No person saves without one.
BREATH = 0.02  # seconds
MONTHS = [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


def all_reports(period) -> dict[str, tuple[int, str]]:
    """Return every report of a period as it stands in the table."""
    rows = MilestoneReport.objects.filter(period=period)
    return {row.milestone.ref: (row.version, row.narrative) for row in rows}


@pytest.fixture
def council(transactional_db, monkeypatch):
    """Return the council; `council.snapshot` is what the freeze saw of the period's reports."""
    world = build(rows=SAVERS // 2)
    read = freeze.snapshot.read_frozen

    def read_all(period, **how):
        world.snapshot = all_reports(period)
        return read(period, **how)

    monkeypatch.setattr(freeze.snapshot, "read_frozen", read_all)
    return world


def race(world, save, *, after: Callable[[], object], at) -> tuple[list[object], ReportingPeriod]:
    """Freeze the open period when `after` returns, amid the savers' work; return their answers.

    `save(ref, frozen)` is run by one thread for each milestone; `frozen` is set after the freeze.
    """
    start, frozen = Barrier(SAVERS + 1), Event()
    period = ReportingPeriod.objects.get(pk=world.period.pk)
    answers = racing.begin(start, *(partial(save, ref, frozen) for ref in world.milestones))
    start.wait(timeout=racing.WAIT)
    after()
    try:
        freeze_period(period, version=period.version, reason="Race", by=world.user("cpmo"), at=at)
    finally:
        frozen.set()
    return [answer.result() for answer in answers], period


@pytest.mark.django_db(transaction=True)
def test_every_save_during_a_freeze_is_in_the_snapshot_or_refused(council):
    world = council
    for month in MONTHS:
        at = NOW + timedelta(days=31 * MONTHS.index(month))
        if month != MONTHS[0]:
            world.period = open_cycle(
                month,
                tib_on=(at + timedelta(days=15)).date(),
                irb_on=(at + timedelta(days=22)).date(),
                by=world.user("cpmo"),
                at=at - timedelta(days=7),
            )

        begun = Event()

        def save_until_refused(ref, frozen, *, at=at, begun=begun):
            for saved in range(10_000):
                try:
                    entered = {"delivery": Delivery.AMBER, "reason": "Late suppliers"}
                    entered["narrative"] = f"Save {saved}"
                    world.report(ref, **entered, version=saved, at=at)
                    begun.set()
                    sleep(BREATH)
                except Refused as refused:
                    assert "No reporting period is open" in str(refused)
                    assert frozen.wait(timeout=10)
                    return saved
            pytest.fail("The freeze never refused a save.")

        saves, period = race(world, save_until_refused, after=partial(begun.wait, 30), at=at)
        assert sum(saves) > 0
        expected = {
            ref: (saved, f"Save {saved - 1}")
            for ref, saved in zip(world.milestones, saves, strict=True)
            if saved
        }
        assert all_reports(period) == world.snapshot == expected


def look_then_write(all_have_looked: Barrier, ref: str, frozen: Event) -> bool:
    """Save as a program without a lock would: look whether the period is open, then write.

    The freeze begins once all have looked, and the writes are spread over it; the last comes after
    it. Tells whether it was refused.
    """
    row = MilestoneReport.objects.get(milestone__ref=ref)
    assert not row.period.is_frozen
    all_have_looked.wait(timeout=racing.WAIT)
    number = int(ref[-2:])
    if number == SAVERS // 2:
        assert frozen.wait(timeout=30)
    else:
        sleep(number / 100)
    try:
        MilestoneReport.objects.filter(pk=row.pk).update(narrative="Written late")
    except IntegrityError as error:
        assert "frozen" in str(error)
        return True
    return False


def race_of_lookers(world) -> tuple[list[object], ReportingPeriod]:
    """Freeze the open period amid savers who have looked and not yet written."""
    all_have_looked = Barrier(SAVERS + 1)
    after = partial(all_have_looked.wait, racing.WAIT)
    return race(world, partial(look_then_write, all_have_looked), after=after, at=NOW)


def outside_the_snapshot(world, period) -> int:
    """Return how many reports of the frozen period differ from what its snapshot saw."""
    table = all_reports(period)
    assert table.keys() == world.snapshot.keys()
    return sum(table[ref] != world.snapshot[ref] for ref in table)


@pytest.fixture
def reported(council):
    """Return the council with every milestone reported."""
    for ref in council.milestones:
        council.report(ref)
    return council


@pytest.mark.django_db(transaction=True)
def test_4a4_looking_first_and_writing_then_is_refused_by_the_trigger(reported):
    refused, period = race_of_lookers(reported)
    assert any(refused)
    assert outside_the_snapshot(reported, period) == 0


@pytest.mark.django_db(transaction=True)
def test_control_without_the_trigger_reports_stand_outside_their_snapshot(reported):
    triggers.remove(connection)
    refused, period = race_of_lookers(reported)
    assert not any(refused)
    assert outside_the_snapshot(reported, period) > 0


class Deadlock(Exception):
    """What the database's client raises where the server broke a transaction off."""

    sqlstate = "40P01"


def break_off() -> None:
    """Lose to another transaction, as PostgreSQL says it; SQLite never does, and is made to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$")
    raise OperationalError("deadlock detected") from Deadlock()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("losses", [2, 3])
def test_a_freeze_that_loses_to_a_deadlock_is_tried_again_by_itself(reported, monkeypatch, losses):
    """The page's too; at the third loss it is an outage, and nothing of any try is kept."""
    lost, enact = [], freeze.enact

    def lose(model, **what):
        enacted = enact(model, **what)  # so that there is something to undo
        if len(lost) < losses:
            lost.append(model)
            break_off()
        return enacted

    monkeypatch.setattr(freeze, "enact", lose)
    period, client = reported.period, Client()
    client.force_login(reported.users["cpmo"])
    page = client.get("/periods/2026-10/freeze").content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = client.post(
        "/periods/2026-10/freeze", hidden | {"reason": "Not signed", "confirmed": "on"}
    )
    assert answer.status_code == (302 if losses < 3 else 503)
    period.refresh_from_db()
    assert period.is_frozen == (losses < 3)
    assert PlanSnapshot.objects.count() == int(losses < 3)
    assert Return.objects.filter(state="not_reported").exists() == (losses < 3)
    assert Pack.objects.count() == (2 if losses < 3 else 0)
