"""A command whose database is not ready says what to type first; none is a traceback."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError

from irp.management import unready

MIGRATE = "Type ./run manage migrate, then the same command again."
COMMANDS = ["load_plan", "serve", "clearsessions"]
# manage.py with each command, in a process of its own that has loaded the site already: what it
# says goes to a file of the command's name, its exit code to standard output.
EACH = """
import os, sys, django, manage
django.setup()
import irp.urls
for command in sys.argv[2:]:
    if os.fork() == 0:
        os.dup2(os.open(os.path.join(sys.argv[1], command), os.O_CREAT | os.O_WRONLY), 2)
        sys.argv = ["manage.py", command]
        sys.exit(manage.main())
    print(command, os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


def run(folder, *program: str, **variables) -> subprocess.CompletedProcess:
    """Run Python on a state of its own."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    given |= {"IRP_STATE": str(folder), "DJANGO_SETTINGS_MODULE": "irp.settings"}
    return subprocess.run(
        [sys.executable, *program], cwd=settings.ROOT, capture_output=True, text=True,
        env=given | variables, timeout=60,
    )  # fmt: skip


@pytest.mark.slow
def test_in_a_fresh_clone_every_command_says_to_migrate(tmp_path):
    ran = run(tmp_path, "-c", EACH, str(tmp_path), *COMMANDS)
    assert ran.stdout.splitlines() == [f"{command} 1" for command in COMMANDS]
    for command in COMMANDS:
        output = (tmp_path / command).read_text()
        assert MIGRATE in output and "Traceback" not in output


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_named(tmp_path):
    url = "postgres://plan:x@127.0.0.1:1/plan"
    ran = run(tmp_path, "manage.py", "load_plan", DATABASE_URL=url)
    assert ran.returncode == 1
    assert ran.stderr.startswith("The database does not answer: ")
    assert "set DATABASE_URL to where it is" in ran.stderr and "Traceback" not in ran.stderr


def test_a_database_that_says_nothing_is_named_too(monkeypatch):
    silent = OperationalError()

    def is_migrated():
        raise silent

    monkeypatch.setattr(unready, "is_migrated", is_migrated)
    advice = unready.advice(silent)
    assert advice.startswith("The database does not answer: OperationalError. Start it, or set ")
