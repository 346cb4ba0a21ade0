"""Embedded mode: Celery really runs beside the web server in one process, and ends with it."""

import threading
import time
from contextlib import nullcontext, suppress
from datetime import timedelta
from urllib.request import urlopen

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.models import F

from irp import embedded
from irp.celery import app
from irp.models import SentForm
from packs import build
from packs.actions import freeze_period
from packs.models import Pack
from tests import world as worlds


@app.task(name="tests.note")
def note(wanted: str, seconds: float = 0.0) -> None:
    """Note which thread runs it and when."""
    time.sleep(seconds)
    NOTES.append((wanted, threading.current_thread().name, time.monotonic()))


NOTES: list[tuple[str, str, float]] = []


@pytest.fixture(autouse=True)
def _notes():
    app.control.purge()
    NOTES.clear()
    yield
    app.control.purge()


@pytest.fixture
def schedule(monkeypatch):
    """Let the schedule hold only a note and no heart beat: neither needs a database."""
    monkeypatch.setattr(embedded, "beating", lambda name: nullcontext())
    entries = {"note": {"task": "tests.note", "schedule": 30.0, "args": ("scheduled",)}}
    before = app.conf.beat_schedule
    app.conf.beat_schedule = entries
    yield
    app.conf.beat_schedule = before


def noted(count: int, *, within: float) -> list[str]:
    """Return what was noted, as soon as there are so many notes."""
    end = time.monotonic() + within
    while len(NOTES) < count and time.monotonic() < end:
        time.sleep(0.005)
    return [wanted for wanted, _, _ in NOTES]


def workers() -> set[str]:
    return {thread.name for thread in threading.enumerate()} & {"celery-worker", "Beat"}


def test_a_task_is_taken_up_at_once_by_another_thread(schedule):
    with embedded.running():
        assert noted(1, within=10) == ["scheduled"]  # everything scheduled runs once at start
        asked_at = time.monotonic()
        note.delay("asked")
        assert noted(2, within=10) == ["scheduled", "asked"]
    _, thread, taken_at = NOTES[1]
    assert thread != threading.current_thread().name
    assert taken_at - asked_at < 1  # about 0.06 on a machine at rest


def test_both_threads_end_with_the_block_and_it_can_run_again(schedule):
    assert workers() == set()
    for _ in range(2):
        with embedded.running():
            assert workers() == {"celery-worker", "Beat"}
        assert workers() == set()


def test_a_task_that_runs_is_finished_before_the_block_is_left(schedule):
    with embedded.running():
        noted(1, within=10)
        note.delay("slow", 0.8)
        time.sleep(0.3)
    assert [wanted for wanted, _, _ in NOTES] == ["scheduled", "slow"]


def test_two_tasks_run_side_by_side_when_asked_for(schedule):
    with embedded.running(concurrency=2):
        noted(1, within=10)
        note.delay("one", 0.5)
        note.delay("two", 0.5)
        assert len(noted(3, within=10)) == 3
    assert abs(NOTES[1][2] - NOTES[2][2]) < 0.4


def test_what_is_scheduled_waits_for_no_task_that_runs(schedule):
    """A sweep finds a dead worker's pack although every slot draws another."""
    app.conf.beat_schedule["note"]["schedule"] = 0.2
    with embedded.running():
        note.delay("slow", 1.5)
        noted(4, within=10)
    assert [wanted for wanted, _, _ in NOTES][:3] == ["scheduled"] * 3


def test_the_block_is_left_cleanly_when_it_fails(schedule):
    with pytest.raises(ZeroDivisionError), embedded.running():
        1 / 0  # noqa: B018
    assert workers() == set()


def test_service_mode_has_processes_of_its_own(settings):
    settings.SERVICE = True
    with pytest.raises(ImproperlyConfigured, match=r"\./run start worker"), embedded.running():
        pass


@pytest.mark.django_db(transaction=True)
def test_the_whole_schedule_runs_once_at_start(monkeypatch):
    """ADR 0002: the row is the queue; nothing is lost with the broker's memory."""
    world = worlds.build()
    at = worlds.NOW + timedelta(days=2)
    freeze_period(
        world.period, version=world.period.version, reason="Test", by=world.user("cpmo"), at=at
    )
    app.control.purge()
    waiting = set(Pack.objects.values_list("pk", flat=True))
    assert len(waiting) == 2
    taken: set[int] = set()
    monkeypatch.setattr(build, "build", lambda pack_id, **_: taken.add(pack_id))
    SentForm.objects.create(number="of last week")
    SentForm.objects.update(at=F("at") - timedelta(days=7))
    with embedded.running():
        end = time.monotonic() + 60
        while (taken != waiting or SentForm.objects.exists()) and time.monotonic() < end:
            time.sleep(0.01)
    connections.close_all()
    assert taken == waiting and not SentForm.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_web_server_answers_on_a_free_port_and_names_a_taken_one():
    def serve() -> None:
        with suppress(OSError):  # its sockets are closed while it waits for the next request
            server.run()

    with embedded.web_server(port=0) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with urlopen(f"http://127.0.0.1:{server.effective_port}/sign-in", timeout=60) as answer:
            assert answer.status == 200
        port = server.effective_port
        with (
            pytest.raises(embedded.PortTaken, match=f"--port {embedded.PORT + 1}"),
            embedded.web_server(port=port),
        ):
            pass
    thread.join(timeout=60)
    assert not thread.is_alive()
