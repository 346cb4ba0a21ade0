"""Old databases and new ones are made alike, on SQLite and PostgreSQL (ADR 0011 and 0014)."""

import subprocess
import sys

from django.conf import settings


def test_old_databases_migrated_and_one_made_at_once_are_alike(new_database, variables, tmp_path):
    """Every row stands, every guard holds, no name of an old table is left.

    A pack names the snapshot it is compared with, the newest earlier one. Else a new database
    would lack what the migrations make: a table, constraint, index, guard or row.
    """
    with new_database() as address:
        run = subprocess.run(
            [sys.executable, "-m", "tests.services.migrating", address],
            cwd=settings.ROOT, env=variables(tmp_path), timeout=360,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, "alike\n")
