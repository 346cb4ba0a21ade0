"""PostgreSQL and Redis for the tests, started here whatever else runs on the machine.

A server keeps its files in a folder of its own and ends with the tests.
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
    """Start a PostgreSQL server on a free port; give its address, without a database.

    It waits for no disk, as a server must that keeps a plan: its files outlive no test.
    """
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
             "-c", "fsync=off", "-c", "full_page_writes=off"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **who,
        )  # fmt: skip
        try:
            address = f"postgres://plan@{HOST}:{port}"
            _wait_until(lambda: postgresql_answers(address), server, "PostgreSQL")
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
    pytest.fail(f"PostgreSQL is not installed. {TO_TYPE.format('postgresql')}", pytrace=False)


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
    """Start a Redis server on a free port and give the address of its database."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.fail(f"Redis is not installed. {TO_TYPE.format('redis-server')}", pytrace=False)
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="irp-redis-") as folder:
        server = subprocess.Popen(
            [program, "--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        try:
            address = f"redis://{HOST}:{port}/0"
            _wait_until(lambda: redis_answers(address), server, "Redis")
            yield address
        finally:
            server.terminate()
            _end(server)


def postgresql_answers(address: str) -> bool:
    """Tell whether a PostgreSQL server answers there."""
    try:
        psycopg.connect(f"{address}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def redis_answers(address: str) -> bool:
    """Tell whether a Redis server answers there."""
    try:
        with redis.Redis.from_url(address, socket_connect_timeout=2) as client:
            return client.ping()
    except redis.RedisError:
        return False


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
        server.wait(timeout=60)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=60)
