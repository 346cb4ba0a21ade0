"""Whether a worker runs, by the signs that each gives. Run on PostgreSQL too (tests/services)."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db.models import F
from django.test import Client

from irp import heartbeat
from irp.heartbeat import NO_WORKER, beating, give_sign, no_worker, take_sign_away
from irp.models import WorkerSign


def silent_for(seconds: int) -> None:
    WorkerSign.objects.update(at=F("at") - timedelta(seconds=seconds))


@pytest.mark.django_db
def test_a_worker_runs_as_long_as_it_says_so():
    assert no_worker()
    give_sign("celery@one")
    assert not no_worker()
    silent_for(50)
    assert not no_worker()
    silent_for(50)
    assert no_worker()
    give_sign("celery@one")
    give_sign("celery@two")
    take_sign_away("celery@one")
    assert not no_worker() and WorkerSign.objects.get().name == "celery@two"


@pytest.mark.django_db
def test_who_said_nothing_for_a_day_is_forgotten():
    give_sign("celery@gone")
    silent_for(90_000)
    take_sign_away("celery@other")
    assert not WorkerSign.objects.exists()


@pytest.mark.django_db
def test_health_and_the_cpmos_home_say_when_no_worker_runs(world, sign_in):
    words = f"{NO_WORKER}.\n".encode()
    answer = Client().get("/health")
    assert (answer.status_code, answer.content) == (200, words)
    assert NO_WORKER in sign_in("cpmo").get("/").content.decode()
    assert NO_WORKER not in sign_in("sao").get("/").content.decode()
    give_sign("celery@one")
    assert Client().get("/health").content == b"ok\n"
    assert NO_WORKER not in sign_in("cpmo").get("/").content.decode()


def until(condition) -> None:
    for _ in range(100):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("It never came to be")


@pytest.mark.django_db(transaction=True)
def test_a_worker_gives_its_signs_while_it_runs_and_none_after():
    with beating("celery@one"):
        until(lambda: not no_worker())
    assert no_worker()


@pytest.mark.django_db(transaction=True)
def test_celerys_worker_gives_them_and_one_that_only_sweeps_does_not():
    """Ready is said again after each loss of the broker."""

    def ready(name, queues):
        app = SimpleNamespace(
            conf=SimpleNamespace(task_default_queue="celery"),
            amqp=SimpleNamespace(queues=SimpleNamespace(consume_from=queues)),
        )
        return SimpleNamespace(app=app, hostname=name)

    heartbeat.begin(sender=ready("sweep@one", {"sweep": None}))
    worker = ready("celery@one", {"celery": None})
    heartbeat.begin(sender=worker)
    heartbeat.begin(sender=worker)
    until(lambda: not no_worker())
    assert WorkerSign.objects.get().name == "celery@one"
    heartbeat.end(sender=worker)
    heartbeat.end(sender=worker)
    assert no_worker()
