"""The real plan's files: read as they are, or copied to be broken."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from exchange.actions import load_plan
from exchange.rules.plan_files import read_plan

FIXTURES = settings.ROOT / "fixtures"
LOADED_AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
AGAIN_AT = datetime(2026, 11, 3, 9, tzinfo=UTC)


class PlanFolder:
    """A copy of the plan's files that a test may change."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def change(self, file: str, change: Callable[[Any], Any]) -> None:
        """Change what a JSON file holds, in place."""
        value = json.loads((self.path / file).read_text(encoding="utf-8"))
        change(value)
        text = json.dumps(value, ensure_ascii=False)
        (self.path / file).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path) -> PlanFolder:
    shutil.copytree(FIXTURES / "irp", tmp_path / "irp")
    shutil.copytree(FIXTURES / "cap", tmp_path / "cap")
    return PlanFolder(tmp_path)


@pytest.fixture(scope="module")
def _plan_in_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_plan(read_plan(FIXTURES), by="Loader", at=LOADED_AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_plan_in_database, db):
    """The real plan, loaded once a module; each test's own changes are undone."""
