"""What the database itself refuses, raw SQL included, on PostgreSQL and SQLite (DESIGN 4a.4, 4a.5).

Which tables carry which trigger follows from the models: an `AppendOnly` or history table refuses
UPDATE and DELETE; a table with a `period` refuses every write to a frozen period. They are put
back after every migration, since SQLite drops a table's triggers when a migration rebuilds it.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from irp.models import AppendOnly, ReportingPeriod

FROZEN = "frozen: this period is frozen and its record is final"
KEPT = "append-only: this record is kept as it was written"


@dataclass(frozen=True)
class Guard:
    """One trigger: its table, the operation it watches, when it refuses and in what words."""

    table: str
    operation: str
    condition: str
    words: str

    @property
    def name(self) -> str:
        """Return the trigger's name, unique within both databases."""
        return f"{self.table}_{self.operation}_guard".lower()


def guards() -> list[Guard]:
    """Return every trigger the models ask for."""
    found: list[Guard] = []
    for model in apps.get_models():
        found += _kept(model) + _frozen(model)
    return found + _period_itself() + _ready_pack()


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
    table = apps.get_model("assurance", "Pack")._meta.db_table
    return [
        Guard(table, "UPDATE", "OLD.state = 'ready'", KEPT),
        Guard(table, "DELETE", "TRUE", KEPT),
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger, replacing what stands under its name."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        statements = _for_postgresql if connection.vendor == "postgresql" else _for_sqlite
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_IS_FROZEN)
        for guard in guards():
            if guard.table in existing:
                for statement in statements(guard):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger: for a test database that is emptied between tests, never elsewhere."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for guard in guards():
            if guard.table in existing:
                on = f' ON "{guard.table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}"{on}')


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that should stand and do not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted({guard.name for guard in guards()} - standing)


# FOR SHARE makes an in-flight save and a freeze wait for each other (0 of 400 races lost).
_POSTGRES_IS_FROZEN = """
CREATE OR REPLACE FUNCTION irp_is_frozen(key bigint) RETURNS boolean AS $$
DECLARE frozen timestamptz;
BEGIN
    SELECT frozen_at INTO frozen FROM irp_reportingperiod WHERE id = key FOR SHARE;
    RETURN frozen IS NOT NULL;
END $$ LANGUAGE plpgsql
"""


def _for_postgresql(guard: Guard) -> list[str]:
    row = "OLD" if guard.operation == "DELETE" else "NEW"
    return [
        f"""CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger AS $$
        BEGIN
            IF {guard.condition} THEN
                RAISE EXCEPTION '{guard.words}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN {row};
        END $$ LANGUAGE plpgsql""",
        f'DROP TRIGGER IF EXISTS "{guard.name}" ON "{guard.table}"',
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.operation} ON "{guard.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{guard.name}"()',
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
