"""Addresses for the worker: ids in, one function called."""

from django.utils import timezone

from irp.celery import app
from packs import build, queue


@app.task
def draw_pack(pack_id: int) -> None:
    """Draw one pack, if it still waits."""
    build.build(pack_id, clock=timezone.now)


@app.task
def requeue_stale_packs() -> None:
    """Put back what dead workers held and ring for what nobody took."""
    for pack_id in queue.requeue_stale(at=timezone.now()):
        draw_pack.delay(pack_id)
