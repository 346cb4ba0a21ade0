"""The framework's app: connects the pen; puts triggers and file modes right after a migration."""

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.management import CommandError
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import m2m_changed, post_migrate, pre_migrate

from irp import patience, shapes
from irp.prepared.columns import know_columns_by_what_they_are


def refuse_half_old(*, using: str, **_: Any) -> None:
    """Refuse a database that ran only some of what a folded first migration stands for.

    Django would leave that app's migrations out and say nothing (ADR 0011).
    """
    loader = MigrationLoader(connections[using])
    for (app, _name), migration in loader.disk_migrations.items():
        missing = [name for name in migration.replaces if name not in loader.applied_migrations]
        if missing and len(missing) < len(migration.replaces):
            raise CommandError(
                f"This database is older than version 0.1.0: {app} never ran {missing[0][1]}. "
                "Migrate it with version 0.1.0 first."
            )


def lift_triggers(*, using: str, plan: list[Any], **_: Any) -> None:
    """Take SQLite's triggers off where migrations wait to be run.

    It renames no table that another table's trigger names, and a rebuilt table is a renamed one.
    """
    from irp import triggers  # models load after app configurations

    if plan and connections[using].vendor == "sqlite":
        triggers.remove(connections[using])


def take_time(*, using: str, **_: Any) -> None:
    """Let a migration's statements take what they need."""
    patience.unbound(connections[using])


def lose_no_time(*, using: str, **_: Any) -> None:
    """Let the statements that come after a migration take no longer than any others."""
    patience.bound_again(connections[using])


def install_triggers(*, using: str, **_: Any) -> None:
    """Install every trigger in the database that was just migrated."""
    from irp import triggers  # models load after app configurations

    triggers.install(connections[using])


def shut_file(*, using: str, **_: Any) -> None:
    """Let nobody but the product's own user read SQLite's file: drafts and addresses are in it."""
    if connections[using].vendor != "sqlite":
        return
    name = str(connections[using].settings_dict["NAME"])
    for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-shm")):
        if path.is_file():  # not there in a database that is kept in memory
            path.chmod(0o600)


class IrpConfig(AppConfig):
    """The plan's framework; knows no other app."""

    name = "irp"
    verbose_name = "Plan framework"

    def ready(self) -> None:
        """Connect what needs the models; teach addresses days and months, the ORM its columns."""
        from django.urls import register_converter
        from simple_history.signals import pre_create_historical_record

        from irp.converters import DayConverter, MonthConverter
        from irp.history import mark_history_row, refuse_ties_without_pen

        know_columns_by_what_they_are()
        shapes.keep_what_was_written()
        register_converter(DayConverter, "day")
        register_converter(MonthConverter, "month")

        pre_create_historical_record.connect(mark_history_row)
        m2m_changed.connect(refuse_ties_without_pen)
        pre_migrate.connect(refuse_half_old, sender=self)
        pre_migrate.connect(lift_triggers, sender=self)
        pre_migrate.connect(take_time, sender=self)
        connection_created.connect(patience.bound)
        post_migrate.connect(install_triggers, sender=self)
        post_migrate.connect(lose_no_time, sender=self)
        post_migrate.connect(shut_file, sender=self)
