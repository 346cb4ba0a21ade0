"""What keeps the record true holds on PostgreSQL as on SQLite (DESIGN 4a): the same tests again."""

import subprocess
import sys

from django.conf import settings

# Each of these files says in which database it runs by DATABASE_URL alone.
RECORD = (
    "tests/irp/test_history.py",
    "tests/programmes/test_actions.py",
    "tests/test_freeze_race.py",
    "tests/test_races.py",
    "tests/test_twins.py",
)


def test_the_record_holds_on_postgresql(new_database, variables, tmp_path):
    with new_database() as address:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *RECORD],
            cwd=settings.ROOT,
            env=variables(tmp_path) | {"DATABASE_URL": address},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=240,
        )
    assert run.returncode == 0, run.stdout
    assert "skipped" not in run.stdout.splitlines()[-1]
