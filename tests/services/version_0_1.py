"""A database as version 0.1.0 left it, with a row in each table that was assurance's (ADR 0011)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from irp import triggers
from irp.guards import guards
from irp.migrations._at_once import CreateModels
from packs.models import Pack, PlanSnapshot

MODELS = ("plansnapshot", "pack", "packdownload")
# The tables that hold the rows made here.
FILLED = {f"packs_{model}" for model in MODELS} | {"irp_reportingperiod", "irp_user"}
RIGHTS = ("add", "change", "delete", "view")
AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
MOVED_BY = ("irp", "packs")  # the apps whose migrations take those rows to where they are now


def first_migrations(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return what made the tables of version 0.1.0: each app's first, and all of Django's own."""
    leaves = [node for node in loader.graph.leaf_nodes() if node[0] != "packs"]
    folded = {app: (app, name) for (app, name), at in loader.disk_migrations.items() if at.replaces}
    return [folded.get(node[0], node) for node in leaves]


def leave(connections: list[BaseDatabaseWrapper], state: ProjectState) -> None:
    """Make of databases that the first migrations made those of version 0.1.0, with rows."""
    loader = MigrationLoader(connections[0])
    (made,) = loader.disk_migrations["packs", "0001_first"].operations
    models = CreateModels([_as_assurances(model) for model in made.state_operations])
    before = state.clone()
    models.state_forwards("assurance", state)
    for connection in connections:
        with connection.schema_editor() as editor:
            models.database_forwards("assurance", editor, before, state)
        triggers.install(connection)
        _guard(connection, state.apps)
        _fill(state.apps, connection.alias)
        _record(loader, MigrationRecorder(connection))


def _as_assurances(model: CreateModel) -> CreateModel:
    fields = []
    for name, field in model.fields:
        field = field.clone()
        if field.remote_field and str(field.remote_field.model).startswith("packs."):
            field.remote_field.model = field.remote_field.model.replace("packs.", "assurance.")
        fields.append((name, field))
    return CreateModel(model.name, fields, model.options, model.bases, model.managers)


def _guard(connection: BaseDatabaseWrapper, then: Apps) -> None:
    """Give the tables the guards that bore their old names, of the columns that there were."""
    postgresql = connection.vendor == "postgresql"
    made = triggers._for_postgresql if postgresql else triggers._for_sqlite
    tables = {f"packs_{model}": then.get_model("assurance", model) for model in MODELS}
    later = {
        table: {field.column for field in apps.get_model("packs", model.__name__)._meta.fields}
        - {field.column for field in model._meta.fields}
        for table, model in tables.items()
    }
    for guard in guards(connection.vendor):
        columns = later.get(guard.table, set())
        is_later = guard.table.startswith("packs_") and guard.table not in tables
        if is_later or any(f"NEW.{column} " in guard.condition for column in columns):
            continue
        if "packs_" in guard.table + guard.condition:
            old = {
                name: getattr(guard, name).replace("packs_", "assurance_")
                for name in ("table", "condition", "instead")
            }
            for column in columns:
                for part in (f', "{column}"', f', NEW."{column}"'):
                    old["instead"] = old["instead"].replace(part, "")
            for statement in made(replace(guard, **old)):
                with connection.cursor() as cursor:
                    cursor.execute(statement)


def _fill(then: Apps, alias: str) -> None:
    def add(app: str, model: str, /, **values: object) -> object:
        return then.get_model(app, model).objects.using(alias).create(**values)

    for model in MODELS:
        kind = add("contenttypes", "ContentType", app_label="assurance", model=model)
        for right in RIGHTS:
            name = f"{right}_{model}"
            add("auth", "Permission", content_type=kind, codename=name, name=name)
    leave_pack(then, alias, app="assurance")


def leave_pack(then: Apps, alias: str, *, app: str = "packs", compared: bool = False) -> None:
    """Write the snapshots of three months, and a pack of one with its download.

    `compared` says with which other one, where there is a column for it.
    """

    def add(app: str, model: str, /, **values: object) -> object:
        return then.get_model(app, model).objects.using(alias).create(**values)

    user = add("irp", "User", name="Ada", email="pack@example.org")
    days = (
        "opens_on", "return_due_on", "sign_off_on", "challenge_on",
        "freeze_on", "issue_on", "tib_on", "irb_on",
    )  # fmt: skip
    who = {"by": user, "by_name": "Ada", "at": AT}
    snapshots = {}
    for month in (9, 8, 10):
        period = add(
            "irp", "ReportingPeriod",
            month=date(2026, month, 1), **dict.fromkeys(days, date(2026, 11, 24)),
        )  # fmt: skip
        snapshots[month] = add(
            app, "PlanSnapshot", period=period, schema=1, body="{}", sha256="a" * 64, **who
        )
    pack = add(
        app, "Pack", snapshot=snapshots[10], forum="tib", number=1, standing="final", state="ready",
        sha256="b" * 64, ready_at=AT,
        requested_by=user, requested_by_name="Ada", requested_at=AT,
        **({"compared_with": snapshots[9]} if compared else {}),
    )  # fmt: skip
    add(app, "PackDownload", pack=pack, **who)


def _record(loader: MigrationLoader, recorder: MigrationRecorder) -> None:
    """Note the migrations that each app's first one stands for in its place."""
    for (app, name), migration in loader.disk_migrations.items():
        for older in migration.replaces:
            recorder.record_unapplied(app, name)
            recorder.record_applied(*older)


def judge_before(connection: BaseDatabaseWrapper) -> None:
    """Hold that the tables, their content types and their guards are assurance's."""
    assert {"assurance_pack", "irp_user"} <= {*connection.introspection.table_names()}
    assert kinds("assurance", connection) and not kinds("packs", connection)
    assert refused("DELETE FROM assurance_pack", connection)


def judge_after(connection: BaseDatabaseWrapper, types: dict[str, int], then: Apps) -> None:
    """Hold that every row stands under its new name, in a database whose models are `then`.

    `types`: the keys of the tables' content types as they were before.
    """
    assert kinds("packs", connection) == types and kinds("assurance", connection) == {}
    rights = Permission.objects.using(connection.alias).filter(content_type__in=types.values())
    assert rights.count() == len(RIGHTS) * len(MODELS)
    _stands(connection, then)


def judge_pack(connection: BaseDatabaseWrapper) -> None:
    """Hold that a pack and its download stand, guarded, and that others can follow."""
    pack = _stands(connection, apps)
    assert not [name for name in triggers.missing(connection) if name.startswith("packs_")]
    for model in MODELS:
        assert refused(f"UPDATE packs_{model} SET id = id", connection), model
        assert refused(f"DELETE FROM packs_{model}", connection), model
    later = Pack.objects.using(connection.alias).create(
        snapshot=PlanSnapshot.objects.using(connection.alias).newest_before(date(2026, 11, 1)),
        forum="tib", number=2, standing="final", supersedes=pack,
        requested_by=pack.requested_by, requested_by_name="Ada", requested_at=AT,
    )  # fmt: skip
    assert later.pk > pack.pk


def _stands(connection: BaseDatabaseWrapper, then: Apps) -> Any:
    downloads = then.get_model("packs", "PackDownload").objects.using(connection.alias)
    download = downloads.select_related("pack__snapshot__period").get()
    pack = download.pack
    assert (download.by_name, download.at) == ("Ada", AT)
    assert (pack.forum, pack.state, pack.sha256) == ("tib", "ready", "b" * 64)
    assert (pack.snapshot.body, pack.snapshot.period.month) == ("{}", date(2026, 10, 1))
    assert pack.compared_with.period.month == date(2026, 9, 1)
    return pack


def kinds(app: str, connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return the app's content types of the three models by their keys."""
    rows = ContentType.objects.using(connection.alias).filter(app_label=app, model__in=MODELS)
    return dict(rows.values_list("model", "pk"))


def refused(statement: str, connection: BaseDatabaseWrapper) -> bool:
    """Tell whether a guard refuses a statement."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False
