"""Old and new databases are made alike: one that is taken over, one made at once (ADR 0011)."""

import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings


@contextmanager
def _sqlite():
    yield ""


def _said_by(module: str, kind: str, new_database, variables, folder) -> tuple[int, str]:
    """Run a module in an empty database; return its exit code and what it said."""
    with new_database() if kind == "postgresql" else _sqlite() as address:
        run = subprocess.run(
            [sys.executable, "-m", module],
            cwd=settings.ROOT,
            env=variables(folder) | ({"DATABASE_URL": address} if address else {}),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=240,
        )  # fmt: skip
    return run.returncode, run.stdout


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_packs_takes_over_assurances_tables_with_their_rows(
    kind, new_database, variables, tmp_path
):
    """Every row stands, every guard holds, no name of the old tables is left.

    A pack names the snapshot it is compared with, the newest earlier one.
    """
    said = _said_by("tests.services.adopting", kind, new_database, variables, tmp_path)
    assert said == (0, "adopted\n")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_tables_made_at_once_are_those_that_the_migrations_make(
    kind, new_database, variables, tmp_path
):
    """With their constraints, indexes, guards and rows: else a new database would lack them."""
    said = _said_by("tests.services.making", kind, new_database, variables, tmp_path)
    assert said == (0, "alike\n")
