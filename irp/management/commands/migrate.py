"""`manage.py migrate`: Django's own, which makes the tables of an empty database at once."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# What asks for less than every migration, or for none to be run.
PARTIAL = ("app_label", "plan", "fake", "check_unapplied")


class Command(migrate.Command):
    """An empty database is given the tables that its migrations would come to, and their names.

    One migration after another renders every model some fifty times over, which took ten seconds
    of a first start. What inserts or moves rows has nothing to do there. A test holds both ways to
    the same tables and rows; a database with any table in it is migrated as ever.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what an empty database needs, then do what Django's own command does."""
        connection = connections[options["database"]]
        if not any(options[name] for name in PARTIAL) and is_empty(connection):
            make_at_once(connection)
        super().handle(*args, **options)


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether a database has no table at all."""
    return not connection.introspection.table_names()


def make_at_once(connection: BaseDatabaseWrapper) -> None:
    """Make every table as it is after the last migration, and record that each has run."""
    loader = MigrationLoader(connection)
    state, recorder = loader.project_state(), MigrationRecorder(connection)
    ran = {*loader.disk_migrations}
    ran |= {older for migration in loader.disk_migrations.values() for older in migration.replaces}
    with connection.schema_editor() as editor:
        for app, name in state.models:
            model = state.apps.get_model(app, name)
            if router.allow_migrate_model(connection.alias, model) and model._meta.can_migrate(
                connection
            ):
                editor.create_model(model)
        for app, name in sorted(ran):
            recorder.record_applied(app, name)
