"""`manage.py migrate`: Django's own, which makes the tables of an empty database at once."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# What asks for less than every migration, or for none to be run.
PARTIAL = ("app_label", "plan", "fake", "check_unapplied")
Nodes = list[tuple[str, str]]  # migrations by app and name


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


def make_at_once(connection: BaseDatabaseWrapper, nodes: Nodes | None = None) -> None:
    """Make every table as it is after these migrations, and record that each up to them has run.

    `nodes` are applications and names; without them every migration is meant.
    """
    loader = MigrationLoader(connection)
    last = loader.graph.leaf_nodes() if nodes is None else nodes
    state, recorder = loader.project_state(last), MigrationRecorder(connection)
    ran = {node for each in last for node in loader.graph.forwards_plan(each)}
    ran |= {older for node in ran for older in loader.disk_migrations[node].replaces}
    with connection.schema_editor() as editor:
        for app, name in state.models:
            model = state.apps.get_model(app, name)
            if router.allow_migrate_model(connection.alias, model) and model._meta.can_migrate(
                connection
            ):
                editor.create_model(model)
        for app, name in sorted(ran):
            recorder.record_applied(app, name)
