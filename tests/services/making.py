"""An empty database made at once, then one that ran every migration, held against each other.

Run as a process in an empty database. Says "alike" when tables, columns, constraints, indexes,
triggers and rows are the same.
"""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 (commands need django.setup)
from django.core.management.commands import migrate as in_turn  # noqa: E402
from django.db import connection  # noqa: E402

from irp.management.commands import migrate as at_once  # noqa: E402

ASKED = {
    "postgresql": (
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid <> 0",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT table_name, column_name, data_type, column_default, is_nullable, is_identity, "
        "character_maximum_length, numeric_precision, numeric_scale "
        "FROM information_schema.columns WHERE table_schema = 'public'",
    ),
    "sqlite": ("SELECT name, sql FROM sqlite_master",),
}


def asked(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def tables() -> set[tuple[Any, ...]]:
    """Return what the database says of itself; columns have no order."""
    found = {row for question in ASKED[connection.vendor] for row in asked(question)}
    if connection.vendor == "postgresql":
        return found
    return {(name, *sorted((sql or "").replace(")", "").split(", "))) for name, sql in found}


def rows() -> dict[str, set[tuple[Any, ...]]]:
    """Return the rows of every table, keys and moments left out."""
    questions = {name: f'SELECT * FROM "{name}"' for name in connection.introspection.table_names()}
    questions |= {
        "django_migrations": "SELECT app, name FROM django_migrations",
        "django_content_type": "SELECT app_label, model FROM django_content_type",
        "auth_permission": "SELECT codename, model FROM auth_permission "
        "JOIN django_content_type AS kind ON kind.id = content_type_id",
    }
    return {name: set(asked(question)) for name, question in questions.items()}


def empty() -> None:
    """Take everything out of the database."""
    if connection.vendor == "postgresql":
        asked_for = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        with connection.cursor() as cursor:
            cursor.execute(asked_for)
    else:
        connection.close()
        os.remove(connection.settings_dict["NAME"])


if __name__ == "__main__":
    call_command(at_once.Command(), verbosity=0)
    made, filled = tables(), rows()
    empty()
    assert at_once.is_empty(connection)
    call_command(in_turn.Command(), verbosity=0)
    assert len(made) > 500 and tables() == made, tables() ^ made
    assert len(filled["django_migrations"]) > 40 and rows() == filled
    print("alike")
