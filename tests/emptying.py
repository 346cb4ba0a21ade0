"""The tables that a test filled, emptied again although their guards refuse it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from irp import triggers

# Django's own lists, which follow from the models and are no test's.
STAY = {"django_content_type", "django_migrations", "auth_permission"}


def empty(connection: BaseDatabaseWrapper) -> None:
    """Delete every row of the product, and put back the guards that a test took away."""
    tables = sorted(set(connection.introspection.table_names(include_views=False)) - STAY)
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            # No trigger fires there and no key is followed. A trigger taken off and put back would
            # have every connection plan its statements anew.
            unguarded = "SET LOCAL session_replication_role = replica"
            _run(connection, "; ".join([unguarded, *map(_emptied, tables)]))
        else:
            filled = _filled(connection, tables)
            with _unguarded(connection, filled):
                _run(connection, *map(_emptied, filled))
    if triggers.missing(connection):
        triggers.install(connection)


def _emptied(table: str) -> str:
    return f'DELETE FROM "{table}"'


def _filled(connection: BaseDatabaseWrapper, tables: list[str]) -> list[str]:
    """Return the tables that hold a row, in one question."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [table for (table,) in cursor.fetchall()]


@contextmanager
def _unguarded(connection: BaseDatabaseWrapper, tables: list[str]) -> Iterator[None]:
    """Take the guards of these tables of SQLite away for the block, within its transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        standing = [(name, sql) for name, sql, table in cursor.fetchall() if table in tables]
    _run(connection, *(f'DROP TRIGGER "{name}"' for name, _ in standing))
    yield
    _run(connection, *(sql for _, sql in standing))


def _run(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
