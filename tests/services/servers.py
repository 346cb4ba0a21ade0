"""PostgreSQL and Redis for the tests: those that answer on loopback, else own ones, started here.

A server that is started here keeps its files in a folder of its own and ends with the tests.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest
import redis

HOST = "127.0.0.1"
DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 30
TO_TYPE = "Type: apt-get update && apt-get install -y --no-install-recommends {}"


@contextmanager
def postgresql() -> Iterator[str]:
    """Give the address of a PostgreSQL server that obeys us in all, without a database."""
    for name in ("postgres", pwd.getpwuid(os.getuid()).pw_name):
        address = f"postgres://{name}@{HOST}:5432"
        if obeys(address):
            yield address
            return
    with own_postgresql() as address:
        yield address


def obeys(address: str) -> bool:
    """Tell whether a server answers there and takes us for its superuser."""
    try:
        with psycopg.connect(f"{address}/postgres", connect_timeout=2) as connection:
            row = connection.execute(
                "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.OperationalError:  # it does not answer, or asks for a password
        return False
    return row == (True,)


@contextmanager
def own_postgresql() -> Iterator[str]:
    """Start a PostgreSQL server on a free port and give its address."""
    programs = postgresql_programs()
    user = _server_user()
    with tempfile.TemporaryDirectory(prefix="irp-postgresql-") as folder:
        if user:
            shutil.chown(folder, user=user)
        who = {"user": user, "extra_groups": []} if user else {}
        cluster = Path(folder, "data")
        subprocess.run(
            [programs / "initdb", "--pgdata", cluster, "--username", "plan", "--auth", "trust",
             "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **who,
        )  # fmt: skip
        port = _free_port()
        server = subprocess.Popen(
            [programs / "postgres", "-D", cluster, "-h", HOST, "-p", str(port), "-k", folder,
             "-c", "fsync=off"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **who,
        )  # fmt: skip
        try:
            address = f"postgres://plan@{HOST}:{port}"
            _wait_until(lambda: obeys(address), server, "PostgreSQL")
            yield address
        finally:
            server.send_signal(signal.SIGINT)  # SIGTERM would wait for every client to leave
            _end(server)


def postgresql_programs() -> Path:
    """Return the folder of PostgreSQL's programs; Debian keeps them off PATH, a version each."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).parent
    pytest.fail(
        f"PostgreSQL does not answer on {HOST}:5432 and is not installed. "
        f"{TO_TYPE.format('postgresql')}",
        pytrace=False,
    )


def _version(program: Path) -> float:
    return float(program.parents[1].name)


def _server_user() -> str:
    """Return whom PostgreSQL runs as where we are root, which it refuses; "" for ourselves."""
    if os.getuid() != 0:
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def redis_server() -> Iterator[str]:
    """Give the address of a Redis database that nobody else uses, empty again afterwards."""
    for number in range(15, -1, -1):
        address = f"redis://{HOST}:6379/{number}"
        if is_empty_redis(address) and _claim(address):
            try:
                yield address
            finally:
                with redis.Redis.from_url(address) as client:
                    client.flushdb()
            return
    with own_redis() as address:
        yield address


def is_empty_redis(address: str) -> bool:
    """Tell whether a Redis answers there and its database holds nothing."""
    try:
        with redis.Redis.from_url(address, socket_connect_timeout=2) as client:
            return client.dbsize() == 0
    except redis.RedisError:  # it does not answer, asks for a password, or has fewer databases
        return False


def _claim(address: str) -> bool:
    """Take a database that is empty, so that another run of the suite takes another."""
    with redis.Redis.from_url(address) as client:
        return bool(client.set("taken by a run of the tests", os.getpid(), nx=True, ex=3600))


@contextmanager
def own_redis() -> Iterator[str]:
    """Start a Redis server on a free port and give the address of its database."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.fail(
            f"Redis does not answer on {HOST}:6379 and is not installed. "
            f"{TO_TYPE.format('redis-server')}",
            pytrace=False,
        )
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="irp-redis-") as folder:
        server = subprocess.Popen(
            [program, "--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        try:
            address = f"redis://{HOST}:{port}/0"
            _wait_until(lambda: is_empty_redis(address), server, "Redis")
            yield address
        finally:
            server.terminate()
            _end(server)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return listener.getsockname()[1]


def _wait_until(answers, server: subprocess.Popen, name: str) -> None:
    until = monotonic() + START_SECONDS
    while not answers():
        if server.poll() is not None or monotonic() > until:
            pytest.fail(f"{name} was started for the tests and does not answer.", pytrace=False)
        sleep(0.05)


def _end(server: subprocess.Popen) -> None:
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=10)
