"""Addresses for the worker: ids in, one function called; and the bell that has it look."""

from typing import Any

from celery import signals
from django.utils import timezone

from irp import heartbeat
from irp.celery import app
from packs import build, queue

signals.worker_ready.connect(heartbeat.begin)
signals.worker_shutdown.connect(heartbeat.end)


@app.task
def draw_pack(pack_id: int) -> None:
    """Draw one pack, if it still waits, then ring for what went quiet meanwhile."""
    build.build(pack_id, clock=timezone.now)
    requeue_stale_packs()


@app.task
def requeue_stale_packs() -> None:
    """Put back what dead workers held and ring for what nobody took."""
    for pack_id in queue.requeue_stale(at=timezone.now()):
        ring(pack_id)


@signals.beat_init.connect
def ring_all_again(**_: Any) -> None:
    """Ring for every waiting pack when embedded mode starts: its broker forgot what was rung."""
    if app.conf.broker_url.startswith("memory:"):
        queue.forget_rings()


def ring(pack_id: int) -> None:
    """Have a worker look at a pack now: one message a pack, which lives as long as a lease.

    It goes out by a connection of its own, which is tried once: a broker that is down or hangs
    takes a second at most. Raises what the broker's client raises; the next sweep rings again.
    """
    if not queue.note_ring(pack_id, at=timezone.now()):
        return
    try:
        with app.connection_for_write(transport_options={"max_retries": 0}) as broker:
            draw_pack.apply_async(
                [pack_id], connection=broker, retry=False, expires=queue.LEASE.total_seconds()
            )
    except Exception:
        queue.forget_rings(pk=pack_id)
        raise
