"""Embedded mode: web server, a real Celery worker and its clock in one process (ADR 0001).

The broker is `memory://`, so a message dies with its process. The rows that tasks work on are the
truth: everything on the beat schedule runs once at start, which finds again what was lost. It runs
in beat's own thread, so that no pack that is drawn holds it up.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from celery.beat import EmbeddedService, Scheduler
from celery.worker import WorkController, state
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from waitress import create_server

from irp.celery import app
from irp.heartbeat import beating

HOST = "127.0.0.1"
PORT = 8000
WEB_THREADS = 8  # SQLite lets one of them write at a time
START_SECONDS = 120  # a worker that is not ready by then will not be, however busy the machine
STOP_SECONDS = 60  # how long a task that is running may take to end
WARM_STOP = 0  # Celery's exit code for "finish what you hold, then end"


class EmbeddedWorker(WorkController):
    """Celery's own worker, which says when it takes tasks."""

    def __init__(self, **options: Any) -> None:
        self.ready = Event()
        super().__init__(**options)

    def on_consumer_ready(self, consumer: Any) -> None:
        """Let `running` go on."""
        self.ready.set()


class OwnThread(Scheduler):
    """Runs what is due in the thread of the clock itself; at start everything is due."""

    def setup_schedule(self) -> None:
        """Read the schedule, each entry as if it had last run a day ago."""
        super().setup_schedule()
        for name in self.app.conf.beat_schedule:
            self.data[name].last_run_at -= timedelta(days=1)

    def apply_async(
        self, entry: Any, producer: Any = None, advance: bool = True, **options: Any
    ) -> Any:
        """Run an entry's task here and now; Celery logs what it raises and goes on."""
        due = self.reserve(entry) if advance else entry
        try:
            return self.app.tasks[due.task].apply(due.args, due.kwargs, throw=True)
        finally:
            connections.close_all()


@contextmanager
def running(*, concurrency: int = 1) -> Iterator[None]:
    """Run a worker and a beat thread beside the caller; both have ended when the block is left.

    A task queued meanwhile is taken up within the broker's polling interval (0.05 seconds). Raises
    `ImproperlyConfigured` in service mode, whose worker and beat are processes of their own, and
    `RuntimeError` when the worker does not start.
    """
    if settings.SERVICE:
        raise ImproperlyConfigured(
            "Service mode has its own worker and beat. Type ./run start worker and ./run start beat"
        )
    app.finalize()
    app.set_default()  # for threads that ask Celery for its application
    worker = EmbeddedWorker(
        app=app,
        concurrency=concurrency,
        pool="threads",
        without_gossip=True,  # there is no other worker to talk to
        without_heartbeat=True,
        without_mingle=True,
    )
    # A schedule in memory: nothing of a stopped process is worth a file.
    clock = EmbeddedService(app, thread=True, scheduler_cls=OwnThread)
    thread = Thread(target=worker.start, name="celery-worker", daemon=True)
    thread.start()
    try:
        if not worker.ready.wait(START_SECONDS):
            raise RuntimeError("The embedded Celery worker did not start. See the log above.")
        clock.start()
        with beating(worker.hostname):
            yield
    finally:
        _stop(worker, thread, clock)


class PortTaken(Exception):
    """The site cannot be served on the port asked for."""


@contextmanager
def web_server(*, port: int) -> Iterator[Any]:
    """Hold the site's web server, bound to this machine's own address and not yet running.

    Port 0 takes any free one; `effective_port` says which. Its `run()` returns on Ctrl-C and
    SIGTERM. Raises `PortTaken`, with what to type, where the port cannot be had.
    """
    advice = f"Type another, such as --port {PORT + 1}"
    if port not in range(65_536):
        raise PortTaken(f"There is no port {port}. {advice}")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is absent
    try:
        server = create_server(
            get_internal_wsgi_application(),
            host=HOST,
            port=port,
            threads=WEB_THREADS,
            # It reads a whole body before the site sees its head: longer ones it refuses itself.
            max_request_body_size=settings.LARGEST_UPLOAD + (2 << 20),
        )
    except OSError as error:
        raise PortTaken(f"Port {port} cannot be used ({error.strerror}). {advice}") from error
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield server
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()


def _end(*_: Any) -> None:
    raise SystemExit(0)


def _stop(worker: EmbeddedWorker, thread: Thread, clock: Any) -> None:
    """Ask both to end once what they do is done, then wait for both."""
    clock.service.stop()
    state.should_stop = WARM_STOP
    try:
        # The flag is seen when the worker next looks up, within two seconds, and again before it
        # lets go: a message each makes it look now.
        for _ in range(2):
            app.control.broadcast("ping", destination=[worker.hostname])
        if clock.is_alive():
            clock.join(STOP_SECONDS)
        thread.join(STOP_SECONDS)
    finally:
        state.should_stop = None
