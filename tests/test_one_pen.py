"""Only irp.history writes tracked records (DESIGN 2): read from the source itself (ADR 0007)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from irp.models import AppendOnly, Tracked

ROOT = Path(__file__).resolve().parent.parent
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange")
# Written on whatever is called so: nothing else of ours has a method of that name.
ALWAYS = {"save", "asave", "bulk_create", "bulk_update", "delete"}
# Written where the call says it in keywords alone: a dict is updated with another dict.
BY_KEYWORDS = {"update", "aupdate", "create", "get_or_create", "update_or_create"}
# Written on what ties rows to each other: a set and a list have these names as well.
TIES = {"set", "add", "remove", "clear", *BY_KEYWORDS}
MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}

# Who may write without the pen, and why.
ALLOWED = {
    "irp/history.py": "the pen itself",
    "irp/models/tracked.py": "Tracked.save, which refuses without the pen",
    "irp/models/people.py": "the moment of the last sign-in is no fact of the plan",
    "irp/heartbeat.py": "that a worker runs is no fact of the plan",
    "irp/models/sent.py": "which forms took effect is no fact of the plan",
    "irp/sent.py": "where a form led that took effect is no fact of the plan",
    "packs/queue.py": "the queue's columns: a pack is no tracked record (ADR 0002)",
    "packs/tagging.py": "pikepdf writes a PDF file, no row",
    "packs/actions/packs.py": "a pack's row enters the queue (ADR 0002)",
}


@cache
def accessors() -> set[str]:
    """Return the names under which kept rows give others: "milestones", "outcomes"."""
    models = [model for model in apps.get_models() if issubclass(model, Tracked | AppendOnly)]
    back = {found.get_accessor_name() for model in models for found in model._meta.related_objects}
    return MANAGERS | {name for name in back if name} | {
        field.name for model in models for field in model._meta.many_to_many
    }  # fmt: skip


def writes_in(path: Path) -> list[str]:
    """Return the calls in a file that write through the ORM."""
    tree, given = ast.parse(path.read_text()), accessors()
    held = set(names_of_managers(tree, given))
    return [
        f"{path.relative_to(ROOT)}:{node.lineno} .{node.func.attr}()"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and _is_orm(node, node.func, given, held)
    ]


def names_of_managers(tree: ast.Module, given: set[str]) -> Iterator[str]:
    """Yield the variables that hold a manager: `ties = row.outcomes`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Attribute) and value.attr in given:
                yield node.targets[0].id


def _is_orm(node: ast.Call, call: ast.Attribute, given: set[str], held: set[str]) -> bool:
    """Tell a write to the database from a write to a dict, a set or a list."""
    if call.attr in ALWAYS:
        return True
    if call.attr in BY_KEYWORDS and node.keywords and not node.args:
        return not isinstance(call.value, ast.Dict)
    if call.attr not in TIES:
        return False
    on = [part.attr for part in ast.walk(call.value) if isinstance(part, ast.Attribute)]
    if call.attr in BY_KEYWORDS:  # update() and create() of everything in sight
        return not given.isdisjoint(on)
    last = call.value
    return (isinstance(last, ast.Attribute) and last.attr in given) or (
        isinstance(last, ast.Name) and last.id in held
    )


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
    bad, good = tmp_path / "bad.py", tmp_path / "good.py"
    written = (
        "Milestone.objects.filter(pk=1).update(title='x')",
        "row.save()",
        "open_rows(ret).update(title='x')",
        "late.update(**{'title': 'x'})",
        "programme.milestones.create(ref='HOU-99')",
        "programme.milestones.filter(pk=1).update(title='x')",
        "rows.bulk_update(late, ['title'])",
        "indicator.outcomes.set([1])",
        "outcome.indicators.add(indicator)",
        "indicator.outcomes.remove(outcome)",
        "indicator.outcomes.clear()",
        "ties = indicator.outcomes; ties.set([])",
    )
    bad.write_text("\n".join(written))
    assert [int(call.partition(":")[2].split()[0]) for call in writes_in(bad)] == list(
        range(1, len(written) + 1)
    )
    good.write_text("found.update(other)\n{}.update(a=1)\nseen.add(1)\nwords.clear()\n")
    assert writes_in(good) == []
