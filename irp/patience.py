"""How long PostgreSQL may keep anybody waiting.

The server itself ends a statement that takes too long (`statement_timeout`), where it is well. One
that has stopped answering on an open connection ends nothing, and its client would wait for ever:
ours lets go of it a few seconds later. SQLite's connections wait for a lock as long and no longer.
"""

from functools import partial
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

GRACE = 3  # seconds in which a server that is well has said that it ended a statement


def bound(connection: Any, **_: Any) -> None:
    """Let no statement of a connection that was just opened wait for ever."""
    if connection.vendor == "postgresql":
        _patience(connection, settings.DATABASE_STATEMENT_SECONDS + GRACE)
        connection.is_usable = partial(_is_usable, connection)


def _patience(connection: Any, seconds: float) -> None:
    raw = connection.connection
    raw.wait = partial(_wait, raw, seconds, connection.Database.OperationalError)


def _is_usable(connection: Any) -> bool:
    """Ask whether a kept connection still answers, no longer than a new one may take."""
    _patience(connection, settings.DATABASE_CONNECT_SECONDS)
    try:
        return type(connection).is_usable(connection)
    finally:
        _patience(connection, settings.DATABASE_STATEMENT_SECONDS + GRACE)


def _wait(
    raw: Any, seconds: float, fault: type[Exception], work: Any, *args: Any, **how: Any
) -> Any:
    """Do what psycopg waits for, within so many seconds; else raise, the connection closed."""
    try:
        return type(raw).wait(raw, work, *args, **{"timeout": seconds, **how})
    except fault:
        if raw.info.transaction_status.name == "ACTIVE":
            raw.close()  # or the rollback would wait for the same answer
        raise


def unbound(connection: BaseDatabaseWrapper) -> None:
    """Give the statements of a connection all the time they take: for migrations."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        vars(connection.connection).pop("wait", None)


def bound_again(connection: BaseDatabaseWrapper) -> None:
    """Let no statement wait for ever once the migrations have run."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
        bound(connection)
