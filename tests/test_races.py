"""Simultaneous saves of one milestone lose nothing; the control without the guard does (4a.1).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from irp.models import Conflict
from programmes.models import MilestoneReport
from tests.world import build

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
