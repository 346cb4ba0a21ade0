"""A command whose database is not ready says what to type first; none is a traceback."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError

from irp.management import unready

MIGRATE = "Type ./run manage migrate, then the same command again."


def manage(command: str, folder, **variables) -> subprocess.CompletedProcess:
    """Run a management command on a state of its own."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", command], cwd=settings.ROOT, capture_output=True, text=True,
        env=given | {"IRP_STATE": str(folder)} | variables, timeout=60,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("command", ["load_plan", "serve", "clearsessions"])
def test_a_fresh_clone_is_told_to_migrate(tmp_path, command):
    ran = manage(command, tmp_path)
    assert ran.returncode == 1
    assert MIGRATE in ran.stderr and "Traceback" not in ran.stderr


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_named(tmp_path):
    ran = manage("load_plan", tmp_path, DATABASE_URL="postgres://plan:x@127.0.0.1:1/plan")
    assert ran.returncode == 1
    assert ran.stderr.startswith("The database does not answer: ")
    assert "set DATABASE_URL to where it is" in ran.stderr and "Traceback" not in ran.stderr


def test_a_database_that_says_nothing_is_named_too(monkeypatch):
    silent = OperationalError()

    def is_migrated():
        raise silent

    monkeypatch.setattr(unready, "is_migrated", is_migrated)
    said = unready.advice(silent)
    assert said.startswith("The database does not answer: OperationalError. Start it, or set ")
