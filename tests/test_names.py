"""One meaning a name: words that once meant several things each (issue 6) are classes once."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange")
ONCE = ("Change", "Confidence", "Due", "Entry", "Line", "Mark", "Row", "Said", "Standing")


def classes() -> dict[str, list[str]]:
    """Return where each class of the product is defined, by its name."""
    found = defaultdict(list)
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(str(path.relative_to(ROOT)))
    return found


@pytest.fixture(scope="module")
def defined() -> dict[str, list[str]]:
    return classes()


@pytest.mark.parametrize("name", ONCE)
def test_a_name_that_meant_several_things_means_one(defined, name):
    assert len(defined[name]) <= 1, f"{name} is defined in {defined[name]}: name the thing itself"


def test_classes_are_found_where_there_are_some(defined):
    assert defined["Milestone"] == ["programmes/models/milestone.py"]
