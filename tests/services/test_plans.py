"""What a connection to PostgreSQL has planned outlives a change of its tables (ADR 0026)."""

import subprocess
import sys

from django.conf import settings

ASKED = """
import django, psycopg, sys
django.setup()
from django.db import NotSupportedError, connection, transaction
from irp.models import Aim
from irp.prepared import rows_of

def names(*, after):
    return Aim.objects.filter(name__gt=after).values_list("name", "number")

def planned():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]

def migrate(change):
    with psycopg.connect(sys.argv[1], autocommit=True) as other:
        other.execute(f"ALTER TABLE irp_aim {change}")

with connection.schema_editor() as editor:
    editor.create_model(Aim)
for _ in range(3):
    assert rows_of(names, after="A") == []
assert planned() == 1
migrate("ADD COLUMN another integer")
migrate("ALTER name TYPE varchar(1000)")
assert rows_of(names, after="A") == []  # a new connection's answer
rows_of(names, after="A")
assert planned() == 1
migrate("ALTER name TYPE varchar(900)")
try:
    with transaction.atomic():
        rows_of(names, after="A")
    raise SystemExit("a transaction went on without what it had done")
except NotSupportedError:
    pass
assert rows_of(names, after="A") == []
"""


def test_what_was_planned_before_a_table_changed_is_asked_anew(new_database, variables, tmp_path):
    with new_database() as address:
        run = subprocess.run(
            [sys.executable, "-c", ASKED, address],
            cwd=settings.ROOT,
            env=variables(tmp_path)
            | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "irp.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
    assert run.returncode == 0, run.stdout
