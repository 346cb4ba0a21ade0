"""Service mode: real PostgreSQL, Redis and Celery workers; whatever is killed, one pack (ADR 2)."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest
from django.conf import settings

LEASE_SECONDS = 5  # the shortest that the settings take
DRAWN_WITHIN = 60  # seconds, for what takes two or three on a machine that is free
# A lease and a sweep are 10 seconds here, and 25 with the lease that the settings have by default;
# the rest is for the other worker to start on a machine that is busy.
BACK_WITHIN = 25


class Service:
    """A database, a queue and a pack store of their own, and the workers started over them."""

    def __init__(self, database_url: str, environment: dict[str, str], folder: Path) -> None:
        self.environment, self.folder = environment, folder
        self.store = Path(environment["PACK_STORE"])
        self.connection = psycopg.connect(database_url, autocommit=True)
        self.workers: list[subprocess.Popen[bytes]] = []
        self.told: subprocess.Popen[str] | None = None

    def council(self, verb: str) -> list[int]:
        """Tell tests.services.council a verb in service mode, and return its packs."""
        if self.told is None:
            with (self.folder / "council.log").open("wb") as log:
                self.told = subprocess.Popen(
                    [sys.executable, "-m", "tests.services.council"],
                    cwd=settings.ROOT, env=self.environment, text=True,
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                )  # fmt: skip
        print(verb, file=self.told.stdin, flush=True)
        answer = self.told.stdout.readline()
        assert answer, (self.folder / "council.log").read_text()
        return json.loads(answer)

    def start(self, part: str) -> subprocess.Popen[bytes]:
        """Start a part of the service as `./run start PART` does: a worker, or beat."""
        with (self.folder / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                ["sh", "-euc", f". scripts/service.sh; {part}"],
                cwd=settings.ROOT, env=self.environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker and every process of its own at once, as a power cut does."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(timeout=60)
        self.workers.remove(worker)

    def packs(self, keys: list[int]) -> list[tuple[str, int, str, str]]:
        """Return state, tries, hash and reason of failure of packs."""
        return self.connection.execute(
            "SELECT state, tries, sha256, failure FROM packs_pack WHERE id = ANY(%s)", [keys]
        ).fetchall()

    def states(self, keys: list[int]) -> list[str]:
        """Return the states of packs."""
        return [state for state, *_ in self.packs(keys)]

    def wait(self, done: Callable[[], bool], *, seconds: float = DRAWN_WITHIN) -> float:
        """Wait until `done` and return how many seconds it took; fail after so many."""
        began = monotonic()
        while not done():
            if monotonic() > began + seconds:
                pytest.fail((self.folder / "worker.log").read_text()[-4000:] or "Nothing was drawn")
            sleep(0.02)
        return monotonic() - began

    def assert_one_file_each(self, keys: list[int]) -> None:
        """Hold that each pack is ready with its own files, and that nothing is left of others."""
        packs = self.packs(keys)
        assert {state for state, *_ in packs} == {"ready"}, packs
        for _, _, sha256, _ in packs:
            file = self.store / sha256[:2] / f"{sha256}.pdf"
            assert hashlib.sha256(file.read_bytes()).hexdigest() == sha256
        both = "SELECT sha256 FROM packs_pack UNION SELECT annex_sha256 FROM packs_pack"
        known = self.connection.execute(both).fetchall()
        files = [path.stem for path in self.store.rglob("*.pdf")]
        assert sorted(files) == sorted(sha256 for (sha256,) in known if sha256)

    def end(self) -> None:
        """Kill what still runs."""
        for worker in list(self.workers):
            self.kill(worker)
        if self.told:
            self.told.communicate(timeout=60)  # with nothing more to do it ends
        self.connection.close()


@pytest.fixture(scope="module")
def service(postgresql, redis_url, new_database, tmp_path_factory, variables) -> Iterator[Service]:
    """The council in service mode, its month frozen and two packs queued; no worker yet."""
    folder = tmp_path_factory.mktemp("service")
    with new_database() as address:
        service = Service(
            address,
            variables(folder)
            | {
                "DATABASE_URL": address,
                "REDIS_URL": redis_url,
                "SECRET_KEY": "a secret of the tests, long enough to be taken for one",
                "PACK_STORE": str(folder / "packs"),
                "PACK_LEASE_SECONDS": str(LEASE_SECONDS),
                "PACK_WORKERS": "1",
                "VENV": sys.prefix,
                "DJANGO_SETTINGS_MODULE": "irp.settings",
            },
            folder,
        )
        try:
            yield service
        finally:
            service.end()


@pytest.fixture(scope="module")
def frozen(service) -> list[int]:
    """The packs that the freeze queued; the clock runs, and no worker yet."""
    packs = service.council("build")
    service.start("beat")
    return packs


def test_the_freeze_queues_both_packs_and_a_worker_draws_them(service, frozen):
    assert service.states(frozen) == ["queued", "queued"]
    service.start("worker")
    service.wait(lambda: set(service.states(frozen)) <= {"ready", "failed"})
    service.assert_one_file_each(frozen)


def test_6_packs_survive_workers_killed_in_the_middle_of_one(service, frozen):
    """The pack of a worker that is killed is taken again, and there is exactly one file of each.

    The first worker is alone and killed when it has a pack; the next two at random.
    """
    chance = random.Random(8)
    keys = service.council("queue 6")

    def taken() -> int:
        """Return how often a worker has taken one of them."""
        return sum(tries for _, tries, _, _ in service.packs(keys))

    service.wait(lambda: "running" in service.states(keys))
    service.kill(service.workers[-1])
    (held,) = [key for key in keys if service.states([key]) == ["running"]]
    killed_at, before = monotonic(), taken()
    first, second = service.start("worker"), service.start("worker")
    for _ in range(2):
        service.wait(lambda before=before: taken() > before)
        sleep(chance.uniform(0, 0.3))
        service.kill(first)
        first, second, before = second, service.start("worker"), taken()
    rest = BACK_WITHIN - (monotonic() - killed_at)
    service.wait(lambda: service.packs([held])[0][1] > 1, seconds=rest)
    service.wait(lambda: set(service.states(keys)) <= {"ready", "failed"})
    service.assert_one_file_each(keys)
