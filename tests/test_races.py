"""Simultaneous saves of one milestone lose nothing, and no return goes in unread (4a.1, Rule 15).

Beside each stands a control: the same without the guard does lose, or does go in.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from irp.models import Conflict
from programmes.actions import submit_return
from programmes.models import MilestoneReport
from programmes.readings.signing import report_versions
from tests.world import NOW, build

THREADS, SAVES_EACH = 8, 25  # 200 saves
ALL_SAVES = THREADS * SAVES_EACH


def at_once(save_once) -> None:
    """Run `save_once(turn)` from every thread at the same time, each its number of saves."""
    start = Barrier(THREADS)

    def run(_thread: int) -> None:
        start.wait(timeout=30)
        try:
            for _turn in range(SAVES_EACH):
                save_once()
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, range(THREADS)))


@pytest.fixture
def counted(transactional_db):
    """Return the council with a report whose narrative is a count, at 0."""
    world = build(rows=1)
    world.report("HOU-01", narrative="0")
    return world


@pytest.mark.django_db(transaction=True)
def test_200_simultaneous_saves_of_one_milestone_lose_nothing(counted):
    world = counted

    def add_one() -> None:
        while True:
            seen = MilestoneReport.objects.get(milestone__ref="HOU-01")
            try:
                world.report("HOU-01", narrative=str(int(seen.narrative) + 1), version=seen.version)
                return
            except Conflict:
                continue

    at_once(add_one)
    report = MilestoneReport.objects.get(milestone__ref="HOU-01")
    assert report.narrative == str(ALL_SAVES)
    assert report.version == ALL_SAVES + 1
    kept = set(report.history.values_list("narrative", flat=True))
    assert kept == {str(count) for count in range(ALL_SAVES + 1)}


@pytest.mark.django_db(transaction=True)
def test_control_the_same_saves_without_the_guard_lose_some(counted):
    def add_one() -> None:
        seen = MilestoneReport.objects.get(milestone__ref="HOU-01")
        with transaction.atomic():
            MilestoneReport.objects.filter(pk=seen.pk).update(
                narrative=str(int(seen.narrative) + 1)
            )

    at_once(add_one)
    assert int(MilestoneReport.objects.get(milestone__ref="HOU-01").narrative) < ALL_SAVES


ROUNDS = 20


@pytest.fixture
def read(transactional_db):
    """Return the council with a return that is ready, and what of it a person reads."""
    world = build(rows=1)
    world.report_all("HOU")
    change(world)  # who changes something for the first time is noted by a step of its own

    def seen() -> dict:
        ret = world.ret("HOU")
        return {"version": ret.version, "reports": report_versions(ret)}

    return world, seen


def change(world) -> None:
    """Report the row anew, as the CPMO may."""
    report = MilestoneReport.objects.get(milestone__ref="HOU-01")
    world.report("HOU-01", by="cpmo", version=report.version, narrative=f"Word {report.version}.")


@pytest.mark.django_db(transaction=True)
def test_rule_15_no_return_is_left_submitted_that_changed_after_it_was_read(read):
    """Whichever comes first: a change stops the submission, or takes the return back to draft."""
    world, seen = read

    def together(start: Barrier, act, *args, **given) -> bool:
        start.wait(timeout=30)
        try:
            act(*args, **given)
        except Conflict:
            return False
        finally:
            connection.close()
        return True

    for _round in range(ROUNDS):
        ret, by, start = world.ret("HOU"), world.user("rdl"), Barrier(2)
        given = seen() | {"by": by, "at": NOW}
        with ThreadPoolExecutor(2) as pool:
            submits = pool.submit(together, start, submit_return, ret, **given)
            changes = pool.submit(together, start, change, world)
        assert changes.result()
        steps = list(ret.steps.values_list("to_state", flat=True))
        assert not submits.result() or steps[-2:] == ["submitted", "draft"]
        assert world.ret("HOU").state == "draft"


@pytest.mark.django_db(transaction=True)
def test_control_without_what_was_read_a_changed_return_is_submitted(read):
    world, _seen = read
    change(world)
    assert submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW).state == "submitted"
