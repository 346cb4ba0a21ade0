"""What the database itself refuses, raw SQL included, on PostgreSQL and SQLite (DESIGN 4a.4, 4a.5).

Which tables carry which trigger follows from the models: an `AppendOnly` or history table refuses
UPDATE and DELETE; a table with a `period` refuses every write to a frozen period. None of them can
be emptied (TRUNCATE) or have a row put in the place of another (OR REPLACE). They are put back
after every migration, since SQLite drops a table's triggers when a migration rebuilds it.

The database's owner can still drop a trigger: docs/operate.md says who should not be its owner.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from irp.models import AppendOnly, ReportingPeriod

FROZEN = "frozen: this period is frozen and its record is final"
KEPT = "append-only: this record is kept as it was written"
ONE_OPEN = "open: one period is open at a time"


@dataclass(frozen=True)
class Guard:
    """One trigger: its table, the operation it watches, when it refuses and in what words."""

    table: str
    operation: str
    condition: str
    words: str
    purpose: str = ""  # part of the name where one operation has several guards

    @property
    def name(self) -> str:
        """Return the trigger's name, unique within both databases."""
        return f"{self.table}_{self.operation}{self.purpose}_guard".lower()


def guards(vendor: str) -> list[Guard]:
    """Return every trigger that the models ask for in a database of this kind."""
    all_models = apps.get_models()
    found = [guard for model in all_models for guard in _kept(model) + _frozen(model)]
    found += _period_itself() + _ready_pack()
    tables = {guard.table for guard in found}
    if vendor == "postgresql":
        return found + [Guard(table, "TRUNCATE", "TRUE", KEPT) for table in sorted(tables)]
    for model in all_models:
        if model._meta.db_table in tables:
            found += _in_nobodys_place(model)
    return found + _one_open()


def _kept(model: type[models.Model]) -> list[Guard]:
    if not (issubclass(model, AppendOnly) or hasattr(model, "instance_type")):
        return []
    table = model._meta.db_table
    return [Guard(table, operation, "TRUE", KEPT) for operation in ("UPDATE", "DELETE")]


def _frozen(model: type[models.Model]) -> list[Guard]:
    names = {field.name for field in model._meta.concrete_fields}
    if "period" not in names or hasattr(model, "instance_type"):
        return []
    table = model._meta.db_table
    rows = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}
    if issubclass(model, AppendOnly):
        rows = {"INSERT": ("NEW",)}
    return [
        Guard(table, operation, " OR ".join(_is_frozen(row) for row in which), FROZEN)
        for operation, which in rows.items()
    ]


def _is_frozen(row: str) -> str:
    return f"irp_is_frozen({row}.period_id)"


def _period_itself() -> list[Guard]:
    table = ReportingPeriod._meta.db_table
    return [
        Guard(table, "UPDATE", "OLD.frozen_at IS NOT NULL", FROZEN),
        Guard(table, "DELETE", "OLD.opened_at IS NOT NULL", KEPT),
    ]


def _ready_pack() -> list[Guard]:
    table = apps.get_model("packs", "Pack")._meta.db_table
    return [
        Guard(table, "UPDATE", "OLD.state = 'ready'", KEPT),
        Guard(table, "DELETE", "TRUE", KEPT),
    ]


def _in_nobodys_place(model: type[models.Model]) -> list[Guard]:
    """Return what refuses a row in the place of another (SQLite's OR REPLACE).

    SQLite then deletes the other row without its DELETE trigger, unless `recursive_triggers` is
    on, as it is in our connections and in no stranger's.
    """
    table, key = model._meta.db_table, model._meta.pk.column
    taken = [
        f'EXISTS (SELECT 1 FROM "{table}" WHERE '
        + " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
        for columns in _unique_columns(model)
    ]
    inserted = " OR ".join(f"{condition})" for condition in taken)
    moved = " OR ".join(f'{condition} AND "{key}" <> OLD."{key}")' for condition in taken)
    return [
        Guard(table, "INSERT", inserted, KEPT, purpose="_place"),
        Guard(table, "UPDATE", moved, KEPT, purpose="_place"),
    ]


def _unique_columns(model: type[models.Model]) -> Iterator[list[str]]:
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        if field.unique:  # the primary key too
            yield [field.column]
    for constraint in model._meta.total_unique_constraints:
        yield [columns[name] for name in constraint.fields]


def _one_open() -> list[Guard]:
    """Return what refuses a second open period before OR REPLACE makes away with the first."""
    table = ReportingPeriod._meta.db_table
    is_open = "{0}opened_at IS NOT NULL AND {0}frozen_at IS NULL"
    condition = (
        f"{is_open.format('NEW.')} AND EXISTS "
        f'(SELECT 1 FROM "{table}" WHERE {is_open.format("")} AND id <> NEW.id)'
    )
    return [
        Guard(table, operation, condition, ONE_OPEN, purpose="_open")
        for operation in ("INSERT", "UPDATE")
    ]


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
    return [
        f"""CREATE OR REPLACE FUNCTION public."{guard.name}"() RETURNS trigger AS $$
        BEGIN
            IF {guard.condition} THEN
                RAISE EXCEPTION '{guard.words}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN {row};
        END $$ LANGUAGE plpgsql {_LOOKS_IN}""",
        f'DROP TRIGGER IF EXISTS "{guard.name}" ON "{guard.table}"',
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.operation} ON "{guard.table}" '
        f'FOR EACH {each} EXECUTE FUNCTION public."{guard.name}"()',
    ]


def _for_sqlite(guard: Guard) -> list[str]:
    condition = guard.condition
    for row in ("NEW", "OLD"):
        condition = condition.replace(
            _is_frozen(row),
            f"EXISTS (SELECT 1 FROM irp_reportingperiod WHERE id = {row}.period_id "
            "AND frozen_at IS NOT NULL)",
        )
    return [
        f'DROP TRIGGER IF EXISTS "{guard.name}"',
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.operation} ON "{guard.table}" '
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{guard.words}'); END",
    ]
