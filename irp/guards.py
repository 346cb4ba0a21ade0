"""Which writes the database itself refuses or corrects, raw SQL included (DESIGN 4a.4, 4a.5, 4a.7).

Which tables carry which guard follows from the models: an `AppendOnly` or history table refuses
UPDATE and DELETE and is given its `recorded_at` by the database; a table with a `period` refuses
every write to a frozen period, its own or that of the row it belongs to or is the history of. None
of them can be emptied (TRUNCATE) or have a row put in the place of another (OR REPLACE).
`irp.triggers` makes triggers of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.apps import apps
from django.db import models

from irp.models import AppendOnly, Post, PostHolding, ReportingPeriod

LONGEST_NAME = 63  # letters that PostgreSQL keeps of a name
FROZEN = "frozen: this period is frozen and its record is final"
KEPT = "append-only: this record is kept as it was written"
ONE_OPEN = "open: one period is open at a time"
BOTH = "both: one account never holds a commissioner’s post and a council post"
UNKEPT = "snapshot: a period is frozen together with the snapshot of its plan"

POSTGRES_CLOCK = "statement_timestamp()"  # both are what Django's `Now` is there
SQLITE_CLOCK = "strftime('%Y-%m-%d %H:%M:%f', 'now')"  # the same all through a statement


@dataclass(frozen=True)
class Guard:
    """One trigger: its table, the operation it watches, when it refuses and in what words."""

    table: str
    operation: str
    condition: str
    words: str
    purpose: str = ""  # part of the name where one operation has several guards
    instead: str = ""  # the statements that it runs where it corrects and does not refuse

    @property
    def name(self) -> str:
        """Return the trigger's name, unique within both databases.

        PostgreSQL cuts a name off after 63 letters: a long table is told by its beginning and a
        digest.
        """
        end = f"_{self.operation}{self.purpose}_guard".lower()
        table = self.table.lower()
        if len(table + end) > LONGEST_NAME:
            digest = sha256(table.encode()).hexdigest()[:8]
            table = f"{table[: LONGEST_NAME - len(end) - 9]}_{digest}"
        return f"{table}{end}"


def guards(vendor: str) -> list[Guard]:
    """Return every trigger that the models ask for in a database of this kind."""
    all_models = apps.get_models()
    found = [
        guard
        for model in all_models
        for guard in _append_only(model) + _recorded(model, vendor) + _frozen(model, vendor)
    ]
    found += _period_itself() + _ready_pack() + _never_both()
    tables = {guard.table for guard in found}
    if vendor == "postgresql":
        return found + [Guard(table, "TRUNCATE", "TRUE", KEPT) for table in sorted(tables)]
    for model in all_models:
        if model._meta.db_table in tables:
            found += _in_nobodys_place(model)
    return found + _one_open()


def _is_kept(model: type[models.Model]) -> bool:
    """Tell whether the table's rows are written once: acts and history."""
    return issubclass(model, AppendOnly) or hasattr(model, "instance_type")


def _append_only(model: type[models.Model]) -> list[Guard]:
    if not _is_kept(model):
        return []
    table = model._meta.db_table
    return [Guard(table, operation, "TRUE", KEPT) for operation in ("UPDATE", "DELETE")]


def _recorded(model: type[models.Model], vendor: str) -> list[Guard]:
    """Return what gives a row the moment of the database's own clock, whatever was sent.

    SQLite's triggers cannot change a row that is coming in: the row is put in with the right
    moment in its stead. An INSERT that leaves the moment to the database is not touched.
    """
    table, names = model._meta.db_table, {f.name for f in model._meta.concrete_fields}
    if not _is_kept(model) or "recorded_at" not in names:  # ties kept beside a history row
        return []
    if vendor == "postgresql":
        sent = f"NEW.recorded_at IS DISTINCT FROM {POSTGRES_CLOCK}"
        instead = f"NEW.recorded_at := {POSTGRES_CLOCK};"
    else:
        key = model._meta.pk.column
        values = {field.column: f'NEW."{field.column}"' for field in model._meta.concrete_fields}
        # A key that SQLite is to choose is a negative number by now.
        values |= {
            "recorded_at": SQLITE_CLOCK,
            key: f'CASE WHEN NEW."{key}" > 0 THEN {values[key]} END',
        }
        columns = ", ".join(f'"{column}"' for column in values)
        sent = f"NEW.recorded_at IS NOT {SQLITE_CLOCK}"
        instead = (
            f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(values.values())}); '
            "SELECT RAISE(IGNORE);"
        )
    return [Guard(table, "INSERT", sent, "", purpose="_clock", instead=instead)]


def _frozen(model: type[models.Model], vendor: str) -> list[Guard]:
    if not _has_period(model):
        return []
    table = model._meta.db_table
    rows = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}
    if _is_kept(model):
        rows = {"INSERT": ("NEW",)}
    return [
        Guard(table, operation, " OR ".join(_is_frozen(model, which, vendor)), FROZEN)
        for operation, which in rows.items()
    ]


def _has_period(model: type[models.Model]) -> bool:
    return any(field.name == "period" for field in model._meta.concrete_fields)


def _is_frozen(model: type[models.Model], rows: tuple[str, ...], vendor: str) -> Iterator[str]:
    """Yield the conditions on which a row is of a frozen period: by its own word, or its return's.

    A row that names the open period and belongs to a frozen return would else be added to it, and
    so would a history row that names it and tells of a frozen return or report.
    """
    asks = (
        "irp_is_frozen({})"
        if vendor == "postgresql"
        else "EXISTS (SELECT 1 FROM irp_reportingperiod WHERE id = {} AND frozen_at IS NOT NULL)"
    )
    owners = {"id": model.instance_type} if hasattr(model, "instance_type") else {}
    for field in model._meta.concrete_fields:
        owner = field.related_model
        if isinstance(owner, type) and _has_period(owner):
            owners[field.column] = owner
    for row in rows:
        yield asks.format(f"{row}.period_id")
        for column, owner in owners.items():
            yield asks.format(
                f'(SELECT period_id FROM "{owner._meta.db_table}" WHERE id = {row}.{column})'
            )


def _period_itself() -> list[Guard]:
    """Return what keeps a frozen period as it is, and lets none be frozen without its snapshot.

    The last that its history says is the freeze.
    """
    table, told = ReportingPeriod._meta.db_table, ReportingPeriod.history.model._meta.db_table
    snapshots = apps.get_model("packs", "PlanSnapshot")._meta.db_table
    freezes = (
        "NEW.frozen_at IS NOT NULL AND NOT EXISTS "
        f'(SELECT 1 FROM "{snapshots}" WHERE period_id = NEW.id)'
    )
    is_told = f'EXISTS (SELECT 1 FROM "{told}" WHERE id = NEW.id AND frozen_at IS NOT NULL)'
    return [
        Guard(told, "INSERT", is_told, FROZEN),
        Guard(table, "UPDATE", "OLD.frozen_at IS NOT NULL", FROZEN),
        Guard(table, "DELETE", "OLD.opened_at IS NOT NULL", KEPT),
        Guard(table, "INSERT", freezes, UNKEPT, purpose="_snapshot"),
        Guard(table, "UPDATE", freezes, UNKEPT, purpose="_snapshot"),
    ]


def _ready_pack() -> list[Guard]:
    """Return what keeps a pack once it is ready, and what it is made of since it was asked for."""
    table = apps.get_model("packs", "Pack")._meta.db_table
    moved = " OR ".join(
        f"coalesce(NEW.{column}, 0) <> coalesce(OLD.{column}, 0)"
        for column in ("snapshot_id", "compared_with_id", "made_from_id", "committee_id")
    )
    return [
        Guard(table, "UPDATE", "OLD.state = 'ready'", KEPT),
        Guard(table, "UPDATE", f"{moved} OR NEW.audience <> OLD.audience", KEPT, purpose="_source"),
        Guard(table, "UPDATE", "NEW.pinned <> OLD.pinned", KEPT, purpose="_pinned"),
        Guard(table, "DELETE", "TRUE", KEPT),
    ]


def _never_both() -> list[Guard]:
    """Return what refuses a commissioner's and a council post on one account (Rule 24b)."""
    held, post = (model._meta.db_table for model in (PostHolding, Post))
    other = (
        f'EXISTS (SELECT 1 FROM "{held}" AS h JOIN "{post}" AS p ON p.id = h.post_id '
        f'JOIN "{post}" AS n ON n.id = NEW.post_id WHERE h.user_id = NEW.user_id '
        "AND h.id <> NEW.id AND (p.kind = 'commissioner') <> (n.kind = 'commissioner'))"
    )
    moved = (
        f'EXISTS (SELECT 1 FROM "{held}" AS h JOIN "{held}" AS o ON o.user_id = h.user_id '
        f'JOIN "{post}" AS p ON p.id = o.post_id WHERE h.post_id = NEW.id '
        "AND p.id <> NEW.id AND (p.kind = 'commissioner') <> (NEW.kind = 'commissioner'))"
    )
    asked = ((held, "INSERT", other), (held, "UPDATE", other), (post, "UPDATE", moved))
    return [Guard(*place, BOTH, purpose="_both") for place in asked]


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
