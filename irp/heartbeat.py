"""Whether a worker runs: each that takes packs says so in a row, and somebody may ask.

A thread of the worker's own, so that one whose slots are all busy is not taken for dead. By the
database's clock: web and worker may be two machines.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.functions import Now

from irp.models import WorkerSign

log = logging.getLogger(__name__)

EVERY = 15.0  # seconds
SILENT = timedelta(seconds=60)  # after which a worker that said nothing runs no more
NO_WORKER = "No worker is running, so packs wait in the queue until one is started"


def no_worker() -> bool:
    """Tell whether no worker has given a sign of life lately."""
    since = ExpressionWrapper(Now() - Value(SILENT), output_field=DateTimeField())
    return not WorkerSign.objects.filter(at__gte=since).exists()


def give_sign(name: str) -> None:
    """Say that a worker runs."""
    WorkerSign.objects.bulk_create(
        [WorkerSign(name=name, at=Now())],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )


def take_sign_away(name: str) -> None:
    """Say that a worker runs no more, and forget those that said nothing for a day."""
    day_ago = ExpressionWrapper(Now() - Value(timedelta(days=1)), output_field=DateTimeField())
    WorkerSign.objects.filter(name=name).delete()
    WorkerSign.objects.filter(at__lt=day_ago).delete()


class _Heart(Thread):
    """Gives the signs of one worker until it is stopped."""

    def __init__(self, name: str) -> None:
        super().__init__(name="worker-heartbeat", daemon=True)
        self.worker, self.stopped = name, Event()

    def run(self) -> None:
        """Give a sign at once and then now and then; a database that is away is tried again."""
        while True:
            self._tell(give_sign)
            if self.stopped.wait(EVERY):
                return self._tell(take_sign_away)

    def _tell(self, say: Any) -> None:
        try:
            say(self.worker)
        except DatabaseError as error:
            log.warning("The worker's sign of life could not be written: %s", error)
        finally:
            connections.close_all()


@contextmanager
def beating(name: str) -> Iterator[None]:
    """Give signs of life for a worker while the block runs."""
    heart = _Heart(name)
    heart.start()
    try:
        yield
    finally:
        heart.stopped.set()
        heart.join(EVERY)


_hearts: dict[str, _Heart] = {}  # of the Celery worker of this process, by its name


def begin(sender: Any, **_: Any) -> None:
    """Begin the signs of a Celery worker that is ready; of one that only sweeps there are none."""
    takes_packs = sender.app.conf.task_default_queue in sender.app.amqp.queues.consume_from
    # A worker is ready again after each loss of its broker.
    if takes_packs and sender.hostname not in _hearts:
        heart = _hearts[sender.hostname] = _Heart(sender.hostname)
        heart.start()


def end(sender: Any, **_: Any) -> None:
    """End the signs of a Celery worker that shuts down."""
    if heart := _hearts.pop(sender.hostname, None):
        heart.stopped.set()
        heart.join(EVERY)
