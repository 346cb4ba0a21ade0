"""Only irp.history writes tracked records (DESIGN 2): read from the source itself (ADR 0007)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("irp", "programmes", "kpis", "assurance", "dashboards", "exchange")
WRITES = {"save", "update", "bulk_create", "bulk_update", "delete", "create", "get_or_create",
          "update_or_create", "aupdate", "asave"}  # fmt: skip
MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}

# Who may write without the pen, and why.
ALLOWED = {
    "irp/history.py": "the pen itself",
    "irp/models/tracked.py": "Tracked.save, which refuses without the pen",
    "irp/models/people.py": "the moment of the last sign-in is no fact of the plan",
    "assurance/packs/queue.py": "the queue's columns: a pack is no tracked record (ADR 0002)",
    "assurance/packs/tagging.py": "pikepdf writes a PDF file, no row",
    "assurance/actions/packs.py": "a pack's row enters the queue (ADR 0002)",
}


def writes_in(path: Path) -> list[str]:
    """Return the calls in a file that write through the ORM."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in WRITES and _is_orm(node.func):
            found.append(f"{path.relative_to(ROOT)}:{node.lineno} .{node.func.attr}()")
    return found


def _is_orm(call: ast.Attribute) -> bool:
    """Tell a write to the database from a dict's update: by manager, or by a bare `x.save()`."""
    names = {part.attr for part in ast.walk(call) if isinstance(part, ast.Attribute)}
    return call.attr in {"save", "bulk_create", "delete"} or not names.isdisjoint(MANAGERS)


def sources() -> list[Path]:
    files = (path for app in APPS for path in sorted((ROOT / app).rglob("*.py")))
    return [path for path in files if "migrations" not in path.parts]


def test_nothing_but_the_pen_writes_tracked_records():
    stray = [
        call
        for path in sources()
        if str(path.relative_to(ROOT)) not in ALLOWED
        for call in writes_in(path)
    ]
    assert stray == []


@pytest.mark.parametrize("path", ALLOWED)
def test_every_exception_is_still_needed(path):
    assert writes_in(ROOT / path), f"{path} writes nothing any more: take it off the list"


def test_the_reader_sees_a_write_when_there_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_one_pen.ROOT", tmp_path)
    bad = tmp_path / "bad.py"
    bad.write_text("Milestone.objects.filter(pk=1).update(title='x')\nrow.save()\n{}.update(a=1)\n")
    assert writes_in(bad) == ["bad.py:1 .update()", "bad.py:2 .save()"]
