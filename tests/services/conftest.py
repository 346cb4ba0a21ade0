"""Service mode for the tests: real servers, and databases of their own that are dropped again."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.services import servers

# Variables of the run that must not reach the processes started here.
NOT_PASSED_ON = ("DATABASE_URL", "REDIS_URL", "IRP_STATE", "PACK_STORE", "DEBUG", "PYTEST_")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server, without a database."""
    with servers.postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of an empty Redis database."""
    with servers.redis_server() as address:
        yield address


@pytest.fixture(scope="session")
def new_database(postgresql) -> Callable[[], AbstractContextManager[str]]:
    """A function that gives the address of an empty database, dropped with its test database."""

    @contextmanager
    def create() -> Iterator[str]:
        name = f"irp_{secrets.token_hex(6)}"
        with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
            yield f"{postgresql}/{name}"
            for database in (name, f"test_{name}"):
                connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    return create


@pytest.fixture(scope="session")
def variables() -> Callable[[Path], dict[str, str]]:
    """A function that gives the variables of a process started here, its state in a folder."""

    def of(folder: Path) -> dict[str, str]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(NOT_PASSED_ON)
        }
        return environment | {"IRP_STATE": str(folder / "state"), "PYTHONUNBUFFERED": "1"}

    return of
