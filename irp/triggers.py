"""The triggers by which both databases hold `irp.guards`, raw SQL included (DESIGN 4a.4, 4a.5).

They are put back after every migration, since SQLite drops a table's triggers when a migration
rebuilds it, and a database that was made by an older version gets the newest ones.

The database's owner can still drop a trigger: docs/operate.md says who should not be its owner.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from irp.guards import Guard, guards


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger, replacing what stands under its name."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        statements = _for_postgresql if connection.vendor == "postgresql" else _for_sqlite
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_IS_FROZEN)
        for guard in guards(connection.vendor):
            if guard.table in existing:
                for statement in statements(guard):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every guard that stands, also one of a table that has another name by now.

    Called before SQLite's migrations, and to empty a test database.
    """
    with connection.cursor() as cursor:
        for name, table in _standing(connection, cursor):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that should stand and do not."""
    with connection.cursor() as cursor:
        standing = {name for name, _ in _standing(connection, cursor)}
    return sorted({guard.name for guard in guards(connection.vendor)} - standing)


def _standing(connection: BaseDatabaseWrapper, cursor: Any) -> list[tuple[str, str]]:
    """Return the guards in the database by name and table."""
    cursor.execute(
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    return [row for row in cursor.fetchall() if row[0].endswith("_guard")]


# A function that says where it looks cannot be sent to another table of the same name: without
# it a session's own temporary table stands before all others.
_LOOKS_IN = "SET search_path = pg_catalog, public, pg_temp"

# FOR SHARE makes an in-flight save and a freeze wait for each other (0 of 400 races lost).
_POSTGRES_IS_FROZEN = f"""
CREATE OR REPLACE FUNCTION public.irp_is_frozen(key bigint) RETURNS boolean AS $$
DECLARE frozen timestamptz;
BEGIN
    SELECT frozen_at INTO frozen FROM public.irp_reportingperiod WHERE id = key FOR SHARE;
    RETURN frozen IS NOT NULL;
END $$ LANGUAGE plpgsql {_LOOKS_IN}
"""


def _for_postgresql(guard: Guard) -> list[str]:
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.operation, "NEW")
    each = "STATEMENT" if guard.operation == "TRUNCATE" else "ROW"
    refuses = f"RAISE EXCEPTION '{guard.words}' USING ERRCODE = 'integrity_constraint_violation';"
    return [
        f"""CREATE OR REPLACE FUNCTION public."{guard.name}"() RETURNS trigger AS $$
        BEGIN
            IF {guard.condition} THEN
                {guard.instead or refuses}
            END IF;
            RETURN {row};
        END $$ LANGUAGE plpgsql {_LOOKS_IN}""",
        f'DROP TRIGGER IF EXISTS "{guard.name}" ON "{guard.table}"',
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.operation} ON "{guard.table}" '
        f'FOR EACH {each} EXECUTE FUNCTION public."{guard.name}"()',
    ]


def _for_sqlite(guard: Guard) -> list[str]:
    refuses = f"SELECT RAISE(ABORT, '{guard.words}');"
    return [
        f'DROP TRIGGER IF EXISTS "{guard.name}"',
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.operation} ON "{guard.table}" '
        f"WHEN {guard.condition} BEGIN {guard.instead or refuses} END",
    ]
