"""A database from before packs was an app of its own, migrated (ADR 0011); run as a process.

Says "adopted" when every row, guard and name is where it should be.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")
django.setup()

from django.contrib.auth.models import Permission  # noqa: E402 (models need django.setup)
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.db.migrations import CreateModel  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402

from irp import triggers  # noqa: E402
from irp.guards import guards  # noqa: E402
from irp.migrations._at_once import CreateModels  # noqa: E402
from packs.models import Pack, PackDownload, PlanSnapshot  # noqa: E402

MODELS = ("plansnapshot", "pack", "packdownload")
AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
NAMES = {
    "postgresql": """
        SELECT conname FROM pg_constraint WHERE conrelid <> 0
        UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'
        UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
    "sqlite": "SELECT name FROM sqlite_master",
}


def asked(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def names() -> set[str]:
    """Return every name in the database: tables, indexes, constraints, sequences, triggers."""
    return {name for (name,) in asked(NAMES[connection.vendor])}


def kinds(app: str) -> dict[str, int]:
    """Return the app's content types of the three models by their keys."""
    rows = ContentType.objects.filter(app_label=app, model__in=MODELS)
    return dict(rows.values_list("model", "pk"))


def go_back() -> None:
    """Make of a new database one that assurance's old migrations made, with a row a table."""
    call_command("migrate", "packs", "zero", verbosity=0)
    loader = MigrationLoader(connection)
    state = loader.project_state([node for node in loader.graph.leaf_nodes() if node[0] != "packs"])
    (made,) = loader.disk_migrations["packs", "0001_first"].operations
    models = CreateModels([_as_assurances(model) for model in made.state_operations])
    before = state.clone()
    models.state_forwards("assurance", state)
    with connection.schema_editor() as editor:
        models.database_forwards("assurance", editor, before, state)
    _guard()
    _fill(state.apps)
    ContentType.objects.filter(app_label="packs").update(app_label="assurance")
    recorder = MigrationRecorder(connection)
    for (app, name), migration in loader.disk_migrations.items():
        for older in migration.replaces:
            recorder.record_unapplied(app, name)
            recorder.record_applied(*older)


def _as_assurances(model: CreateModel) -> CreateModel:
    fields = []
    for name, field in model.fields:
        field = field.clone()
        if field.remote_field and str(field.remote_field.model).startswith("packs."):
            field.remote_field.model = field.remote_field.model.replace("packs.", "assurance.")
        fields.append((name, field))
    return CreateModel(model.name, fields, model.options, model.bases, model.managers)


def _fill(then) -> None:
    user = then.get_model("irp", "User").objects.create(name="Ada", email="ada@example.org")
    days = (
        "opens_on", "return_due_on", "sign_off_on", "challenge_on",
        "freeze_on", "issue_on", "tib_on", "irb_on",
    )  # fmt: skip
    who = {"by": user, "by_name": "Ada", "at": AT}
    for month in (9, 8, 10):
        period = then.get_model("irp", "ReportingPeriod").objects.create(
            month=date(2026, month, 1), **dict.fromkeys(days, date(2026, 11, 24))
        )
        kept = then.get_model("assurance", "PlanSnapshot").objects.create(
            period=period, schema=1, body="{}", sha256="a" * 64, **who
        )
    asked_by = {"requested_by": user, "requested_by_name": "Ada", "requested_at": AT}
    pack = then.get_model("assurance", "Pack").objects.create(
        snapshot=kept, forum="tib", number=1, standing="final", state="ready",
        sha256="b" * 64, ready_at=AT, **asked_by,
    )  # fmt: skip
    then.get_model("assurance", "PackDownload").objects.create(pack=pack, **who)


def _guard() -> None:
    """Give the tables the guards that bore their old names."""
    postgresql = connection.vendor == "postgresql"
    made = triggers._for_postgresql if postgresql else triggers._for_sqlite
    for guard in guards(connection.vendor):
        if "packs_" in guard.table + guard.condition:
            old = {
                name: getattr(guard, name).replace("packs_", "assurance_")
                for name in ("table", "condition", "instead")
            }
            for statement in made(replace(guard, **old)):
                with connection.cursor() as cursor:
                    cursor.execute(statement)


def refused(statement: str) -> bool:
    try:
        with transaction.atomic():
            asked(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def judge(new: set[str], types: dict[str, int]) -> None:
    """Hold the migrated database against a new one and against the rows that it had."""
    assert names() == new, names() ^ new
    assert triggers.missing(connection) == []
    assert kinds("packs") == types and kinds("assurance") == {}
    rights = Permission.objects.filter(content_type__in=types.values())
    assert rights.count() == 4 * len(MODELS)
    download = PackDownload.objects.select_related("pack__snapshot__period").get()
    pack = download.pack
    assert (download.by_name, download.at) == ("Ada", AT)
    assert (pack.forum, pack.state, pack.sha256) == ("tib", "ready", "b" * 64)
    assert (pack.snapshot.body, pack.snapshot.period.month) == ("{}", date(2026, 10, 1))
    assert pack.compared_with.period.month == date(2026, 9, 1)
    for table in ("packs_plansnapshot", "packs_pack", "packs_packdownload"):
        assert refused(f"UPDATE {table} SET id = id"), table
        assert refused(f"DELETE FROM {table}"), table
    asked_by = {"requested_by": pack.requested_by, "requested_by_name": "Ada", "requested_at": AT}
    later = Pack.objects.create(
        snapshot=PlanSnapshot.objects.newest_before(date(2026, 11, 1)),
        forum="tib", number=2, standing="final", supersedes=pack, **asked_by,
    )  # fmt: skip
    assert later.pk > pack.pk


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    new, types = names(), kinds("packs")
    assert len(types) == len(MODELS)
    go_back()
    assert {"assurance_pack", "assurance_pack_update_guard"} <= names()
    assert kinds("assurance") == types and refused("DELETE FROM assurance_pack")
    call_command("migrate", verbosity=0)
    judge(new, types)
    print("adopted")
