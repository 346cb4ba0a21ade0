"""Settings refuse what is unsafe and say what to type; docs/operate.md names every variable."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from irp.env import database, log_level
from irp.prepared import MOST_KEPT


@pytest.mark.parametrize("database", ["", "sqlite:////tmp/plan.sqlite3"])
def test_service_mode_needs_postgresql(tmp_path, database):
    """Several processes on one SQLite file would be accepted, and wait for each other."""
    env = os.environ | {
        "IRP_STATE": str(tmp_path),
        "DATABASE_URL": database,
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "SECRET_KEY": "x" * 50,
    }
    ran = subprocess.run(
        [sys.executable, "-c", "import irp.settings"],
        cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode != 0
    assert "Type DATABASE_URL=postgres://user:password@host/name" in ran.stderr


@pytest.mark.parametrize("address", ["", "sqlite:////tmp/plan.sqlite3", "postgres://a@b/c"])
def test_a_connection_is_kept_between_requests_on_either_database(tmp_path, monkeypatch, address):
    """SQLite reads its whole schema for each: 16 of the 30 ms that a page took."""
    asked = {"connect": 3, "statement": 10}
    assert database(address, tmp_path, **asked)["CONN_MAX_AGE"] == 600
    monkeypatch.setenv("DATABASE_CONNECTION_SECONDS", "5")
    assert database(address, tmp_path, **asked)["CONN_MAX_AGE"] == 5


def test_sqlite_keeps_as_many_statements_as_the_product_keeps_texts(tmp_path):
    """The driver's own 128 were fewer than a day's pages ask: long texts were read again."""
    options = database("", tmp_path, connect=3, statement=10)["OPTIONS"]
    assert options["cached_statements"] >= MOST_KEPT


def test_every_variable_that_is_read_is_documented():
    sources = ("irp/settings.py", "irp/env.py", "scripts/service.sh")
    code = "\n".join((settings.ROOT / source).read_text() for source in sources)
    readers = r"\b(?:truth|number_within|log_level|service_address|folder|certificate|env\.\w+)"
    names = set(re.findall(readers + r'\(\s*"([A-Z_]+)"', code))
    names |= set(re.findall(r"\$\{([A-Z_]+):-", code)) - {"MALLOC_ARENA_MAX"}  # the C library's
    assert {"PACK_LEASE_SECONDS", "WEB_WORKERS", "DEBUG"} <= names
    documented = (settings.ROOT / "docs/operate.md").read_text()
    assert {name for name in names if f"`{name}`" not in documented} == set()


def test_what_is_no_level_of_logging_is_refused_with_what_to_type(monkeypatch):
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(ImproperlyConfigured, match="LOG_LEVEL is 'LOUD'. Type one of DEBUG, INFO"):
        log_level("LOG_LEVEL", default="WARNING")
    monkeypatch.setenv("LOG_LEVEL", "info")
    assert log_level("LOG_LEVEL", default="WARNING") == "INFO"
