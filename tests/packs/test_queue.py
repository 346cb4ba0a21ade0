"""The pack row as a queue: whatever is killed, one ready pack (ADR 0002)."""

import threading
from dataclasses import replace
from datetime import timedelta
from time import sleep

import pytest
from django.db import DatabaseError
from django.utils import timezone

from packs import queue
from packs.models import Pack, StoredFile
from packs.rules import MOST_TRIES
from packs.words import PackFile
from tests.assurance import shelf
from tests.standing import standing
from tests.world import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + queue.LEASE + timedelta(seconds=1)
FILE = StoredFile(file=PackFile.PACK, sha256="a" * 64, size=9, pages=3)
DONE = queue.Made(pack=FILE, manifest="{}")


@standing
def queued(world):
    """Return one pack that waits in the queue."""
    snapshot = shelf.freeze(world, drafts=False)
    return shelf.pack(world, snapshot, state="queued", ready_at=None, sha256="", size=0, pages=0)


def again(pack: Pack) -> Pack:
    return Pack.objects.get(pk=pack.pk)


def test_one_claimant_of_two_gets_the_pack(queued):
    assert queue.claim(queued.pk, at=NOW, mark="one").claim == "one"
    assert queue.claim(queued.pk, at=NOW, mark="two") is None
    assert again(queued).tries == 1


def test_an_unknown_pack_is_not_claimed(queued):
    assert queue.claim(queued.pk + 1, at=NOW, mark="one") is None


def test_a_heartbeat_renews_the_lease_and_tells_how_far_it_is(queued):
    queue.claim(queued.pk, at=NOW, mark="one")
    at = NOW + timedelta(seconds=60)
    assert queue.beat(queued.pk, at=at, mark="one", stage="Drawing page 3", done=8, every=10)
    row = again(queued)
    assert row.lease_until == at + queue.LEASE
    assert (row.stage, row.sections_done, row.sections_all) == ("Drawing page 3", 8, 10)
    assert queue.claim(queued.pk, at=LATER, mark="two") is None, "the lease was renewed"


def test_a_lease_that_ran_out_gives_the_pack_to_another(queued):
    queue.claim(queued.pk, at=NOW, mark="dead")
    assert queue.claim(queued.pk, at=LATER, mark="two").tries == 2
    late = {"at": LATER, "mark": "dead"}
    assert not queue.beat(queued.pk, **late, stage="x", done=1, every=2)
    assert not queue.finish(queued.pk, **late, made=DONE)
    assert not queue.fail(queued.pk, mark="dead", reason="x")
    assert queue.finish(queued.pk, at=LATER, mark="two", made=DONE)
    assert again(queued).state == "ready"


def test_a_ready_pack_is_written_once(queued):
    queue.claim(queued.pk, at=NOW, mark="one")
    assert queue.finish(queued.pk, at=NOW, mark="one", made=DONE)
    other = replace(DONE, pack=replace(FILE, sha256="b" * 64))
    assert not queue.finish(queued.pk, at=NOW, mark="one", made=other)
    assert queue.claim(queued.pk, at=LATER, mark="two") is None
    assert again(queued).sha256 == "a" * 64
    with pytest.raises(DatabaseError, match="append-only"):
        Pack.objects.filter(pk=queued.pk).update(manifest="{ }")


def test_a_failure_keeps_its_reason(queued):
    queue.claim(queued.pk, at=NOW, mark="one")
    assert queue.fail(queued.pk, mark="one", reason="The font is missing")
    assert (again(queued).state, again(queued).failure) == ("failed", "The font is missing")


def test_the_sweep_puts_back_what_a_dead_worker_held_and_rings_for_it(queued):
    queue.claim(queued.pk, at=NOW, mark="dead")
    assert queue.requeue_stale(at=NOW + queue.LEASE / 2) == []
    assert queue.requeue_stale(at=LATER) == [queued.pk]
    assert again(queued).state == "queued" and again(queued).claim == ""


def test_one_bell_a_pack_is_in_the_air_and_another_once_it_cannot_be_heard(queued):
    assert queue.requeue_stale(at=NOW) == [queued.pk]
    assert queue.note_ring(queued.pk, at=NOW)
    soon = NOW + queue.LEASE / 2
    assert queue.requeue_stale(at=soon) == [] and not queue.note_ring(queued.pk, at=soon)
    assert queue.requeue_stale(at=LATER) == [queued.pk]
    assert queue.claim(queued.pk, at=soon, mark="one"), "ringing does not hold the pack"
    queue.forget_rings(pk=queued.pk)
    assert again(queued).lease_until, "a bell that failed takes nothing from who drew meanwhile"


@pytest.mark.django_db(transaction=True)
def test_a_holder_that_is_busy_keeps_its_pack(queued, monkeypatch):
    """The lease is renewed beside the work, which may say nothing for longer than a lease."""
    lease = timedelta(seconds=0.4)
    monkeypatch.setattr(queue, "LEASE", lease)
    queue.claim(queued.pk, at=timezone.now(), mark="one")
    ends = again(queued).lease_until
    with queue.kept_alive(queued.pk, mark="one", clock=timezone.now):
        sleep(2 * lease.total_seconds())
    assert again(queued).lease_until > ends + lease / 2
    assert not any("lease" in thread.name for thread in threading.enumerate())


def test_after_five_tries_the_pack_fails_with_a_reason(queued):
    at = NOW
    for number in range(MOST_TRIES):
        assert queue.claim(queued.pk, at=at, mark=f"dead {number}")
        at += queue.LEASE + timedelta(seconds=1)
    assert queue.claim(queued.pk, at=at, mark="sixth") is None
    assert queue.requeue_stale(at=at) == []
    row = again(queued)
    assert row.state == "failed" and "Create the pack again" in row.failure
