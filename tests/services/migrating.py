"""Old databases that migrations took further, held against a new one that is made at once.

Run as a process with the address of an empty PostgreSQL database; SQLite's file is the state's own.
On both:
- a new database is made and looked at;
- one as version 0.1.0 left it, with rows, is taken through what moved those rows, up to `SINCE`;
- one as it was before `SINCE`, with requests as they were then, is taken through every migration
  from there, in turn. Those before are changed no more: when they were the newest, the same
  comparison was made of them, and running them anew would take a minute.
Says "alike" when tables, columns, constraints, indexes, triggers and rows are the same in the end,
and nothing that was there is lost.
"""

import copy
import os
import sys
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings

from irp import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")
settings.DATABASES["postgresql"] = env.database(sys.argv[1], settings.STATE, connect=5, statement=9)
django.setup()

from django.core.management import call_command  # noqa: E402 (commands need django.setup)
from django.core.management.commands import migrate as in_turn  # noqa: E402
from django.db import connections, models  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.db.migrations import Migration  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.state import ProjectState  # noqa: E402

from irp import triggers  # noqa: E402
from irp.management.commands import migrate as at_once  # noqa: E402
from tests.services import commissioners_drafts, kinds_of_rows, version_0_1  # noqa: E402

ASKED = {
    "postgresql": (
        # PostgreSQL numbers the checks of a table's columns in their order.
        r"SELECT conrelid::regclass, regexp_replace(conname, '_check\d+$', '_check'), "
        "pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT table_name, column_name, data_type, column_default, is_nullable, is_identity, "
        "character_maximum_length, numeric_precision, numeric_scale "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    ),
    "sqlite": ("SELECT name, sql FROM sqlite_master",),
}
Rows = set[tuple[Any, ...]]
# Every app's newest migration when the last comparison of those up to it was made. Moved on with
# a release: never past a migration that changes rows which `kinds_of_rows` writes.
SINCE = {
    "irp": "0015_committee_members",
    "programmes": "0022_plan_figures_of_years",
    "kpis": "0009_reason_for_a_revision",
    "assurance": "0012_sustained_evidence",
    "packs": "0006_annexes",
}


def asked(question: str, connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def tables(connection: BaseDatabaseWrapper) -> Rows:
    """Return what the database says of itself; columns have no order."""
    found = {row for question in ASKED[connection.vendor] for row in asked(question, connection)}
    if connection.vendor == "postgresql":
        return found
    return {(name, *sorted((sql or "").replace(")", "").split(", "))) for name, sql in found}


def rows(connection: BaseDatabaseWrapper) -> dict[str, Rows]:
    """Return the rows of the tables that nothing is written into, keys and moments left out."""
    names = (
        {*connection.introspection.table_names()}
        - kinds_of_rows.FILLED
        - commissioners_drafts.FILLED
        - version_0_1.FILLED
    )
    questions = {name: f'SELECT * FROM "{name}"' for name in names}
    questions |= {
        "django_migrations": "SELECT app, name FROM django_migrations",
        "django_content_type": "SELECT app_label, model FROM django_content_type",
        "auth_permission": "SELECT codename, model FROM auth_permission "
        "JOIN django_content_type AS kind ON kind.id = content_type_id",
    }
    return {name: set(asked(question, connection)) for name, question in questions.items()}


def empty(connection: BaseDatabaseWrapper) -> None:
    """Take everything out of the database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    else:
        connection.close()
        os.remove(connection.settings_dict["NAME"])
    assert at_once.is_empty(connection)


def apply_to_both(connection: BaseDatabaseWrapper) -> Callable[..., ProjectState]:
    """Return what applies a migration as Django does, and to this database from the same states.

    What takes long in a migration are the models of each state. Those that a function of a
    migration is given are rendered once for both databases.
    """
    recorder = MigrationExecutor(connection)

    def apply(migration: Migration, state: ProjectState, editor: Any, **_: Any) -> ProjectState:
        with connection.schema_editor(atomic=migration.atomic) as other:
            for operation in migration.operations:
                before = state.clone()
                operation.state_forwards(migration.app_label, state)
                for schema_editor in (editor, other):
                    operation.database_forwards(migration.app_label, schema_editor, before, state)
                    before.is_delayed = False
        recorder.record_migration(migration)
        return state

    return apply


def render_alone(
    state: ProjectState, app: str, name: str, delay: bool = False
) -> set[tuple[str, str]]:
    """Name the model alone that a migration changed, to be rendered anew, and not all tied to it.

    It is all that a table is altered by. Before a function of a migration is given models, Django
    renders all of a state that is delayed.
    """
    state.is_delayed = True
    return {(app, name)}


def take_from_version_0_1(both: list[BaseDatabaseWrapper]) -> None:
    """Make the databases of version 0.1.0, and judge what becomes of their rows."""
    executor = MigrationExecutor(both[0])
    state = executor.migrate(version_0_1.first_migrations(executor.loader))
    version_0_1.leave(both, state)
    types = []
    for connection in both:
        version_0_1.judge_before(connection)
        types.append(version_0_1.kinds("assurance", connection))
    nodes = [(app, SINCE[app]) for app in version_0_1.MOVED_BY]
    for app, name in nodes:
        migrate_in_turn(both, app, name)
    then = MigrationLoader(both[0]).project_state(nodes).apps
    for connection, left in zip(both, types, strict=True):
        version_0_1.judge_after(connection, left, then)


def take_from_since(both: list[BaseDatabaseWrapper]) -> None:
    """Make the databases as they were before `SINCE`, with rows, and run what came after."""
    loader = MigrationLoader(both[0])
    nodes = [(app, SINCE.get(app, name)) for app, name in loader.graph.leaf_nodes()]
    then = loader.project_state(nodes).apps
    for connection in both:
        at_once.make_at_once(connection, nodes)
        kinds_of_rows.leave(connection, then)
        version_0_1.leave_pack(then, connection.alias, compared=True)
        commissioners_drafts.leave(connection, then)
        triggers.install(connection)
        assert kinds_of_rows.is_guarded(connection)
    migrate_in_turn(both)


def migrate_in_turn(both: list[BaseDatabaseWrapper], *upto: str) -> None:
    """Run the migrations that are left, or those up to an app's; the second time none is left."""
    for connection in both:
        call_command(in_turn.Command(), *upto, verbosity=0, database=connection.alias)


if __name__ == "__main__":
    both = [connections["default"], connections["postgresql"]]
    new = []
    for connection in both:
        call_command("migrate", verbosity=0, database=connection.alias)
        new.append((tables(connection), rows(connection)))
        empty(connection)
    # Fields of a state are no model's yet: a copy is as good as one made from its own description,
    # and takes a tenth of the time.
    models.Field.clone = copy.deepcopy
    ProjectState._find_reload_model = render_alone
    Migration.apply = apply_to_both(both[1])
    take_from_version_0_1(both)
    for connection in both:
        empty(connection)
    take_from_since(both)
    for connection, made in zip(both, new, strict=True):
        found = tables(connection)
        assert len(found) > 500 and found == made[0], found ^ made[0]
        assert len(made[1]["django_migrations"]) > 40 and rows(connection) == made[1]
        assert triggers.missing(connection) == []
        version_0_1.judge_pack(connection)
        kinds_of_rows.judge(connection)
        commissioners_drafts.judge(connection)
    print("alike")
