"""The framework's app: connects the pen and puts the triggers back after each migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def install_triggers(*, using: str, **_: Any) -> None:
    """Install every trigger in the database that was just migrated."""
    from irp import triggers  # models load after app configurations

    triggers.install(connections[using])


class IrpConfig(AppConfig):
    """The plan's framework; knows no other app."""

    name = "irp"
    verbose_name = "Plan framework"

    def ready(self) -> None:
        """Connect what needs the models, and teach addresses their months."""
        from django.urls import register_converter
        from simple_history.signals import pre_create_historical_record

        from irp.converters import MonthConverter
        from irp.history import mark_history_row

        register_converter(MonthConverter, "month")

        pre_create_historical_record.connect(mark_history_row)
        post_migrate.connect(install_triggers, sender=self)
