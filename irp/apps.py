"""The framework's app: connects the pen; puts triggers and file modes right after a migration."""

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import m2m_changed, post_migrate, pre_migrate


def lift_triggers(*, using: str, plan: list[Any], **_: Any) -> None:
    """Take SQLite's triggers off where migrations wait to be run.

    It renames no table that another table's trigger names, and a rebuilt table is a renamed one.
    """
    from irp import triggers  # models load after app configurations

    if plan and connections[using].vendor == "sqlite":
        triggers.remove(connections[using])


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
        """Connect what needs the models, and teach addresses their months."""
        from django.urls import register_converter
        from simple_history.signals import pre_create_historical_record

        from irp.converters import MonthConverter
        from irp.history import mark_history_row, refuse_ties_without_pen

        register_converter(MonthConverter, "month")

        pre_create_historical_record.connect(mark_history_row)
        m2m_changed.connect(refuse_ties_without_pen)
        pre_migrate.connect(lift_triggers, sender=self)
        post_migrate.connect(install_triggers, sender=self)
        post_migrate.connect(shut_file, sender=self)
