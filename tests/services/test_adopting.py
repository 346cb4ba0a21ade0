"""A database in which assurance had the packs is taken over, on both databases (ADR 0011)."""

import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings


@contextmanager
def _sqlite():
    yield ""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_packs_takes_over_assurances_tables_with_their_rows(
    kind, new_database, variables, tmp_path
):
    """Every row stands, every guard holds, no name of the old tables is left.

    A pack names the snapshot it is compared with, the newest earlier one.
    """
    with new_database() if kind == "postgresql" else _sqlite() as address:
        run = subprocess.run(
            [sys.executable, "-m", "tests.services.adopting"],
            cwd=settings.ROOT,
            env=variables(tmp_path) | ({"DATABASE_URL": address} if address else {}),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=240,
        )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, "adopted\n")
