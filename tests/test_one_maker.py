"""Every figure once (DESIGN 2a): what draws figures makes none of its own.

Presenters, views, forms, columns and pack contexts add links, rights and order. A window of days, a
quarter reckoned on, a rounding or an SQL count in one of them is a second maker of what a rule or a
figure says: it goes there. Each exception says why it is none, and is still needed.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange")
STOREYS = ("presenters", "views", "forms", "columns", "context")
# Windows of days and quarters, rounding, and counting in SQL.
MAKERS = {
    *("timedelta", "following"),
    *("round", "quantize", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN"),
    *("Count", "Sum", "Avg"),
}
ALLOWED = {
    "assurance/presenters/recommendations.py": {"following"},  # links to quarters
    "dashboards/presenters/home/administrator.py": {"Count"},  # accounts: no figure of the plan
}

# A template that compares days says again what a rule says of them.
TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
COMPARES = re.compile(r"(?:_on|\bon|today)\s*[<>]=?|[<>]=?\s*(?:on\b|today\b|[\w.]+_on\b)")
COMPARING = {"irp/user.html"}  # when a post is held: of accounts, no figure of the plan


def files() -> Iterator[Path]:
    """Yield the files that draw figures."""
    for app in APPS:
        for storey in STOREYS:
            yield from sorted((ROOT / app).glob(f"{storey}.py"))
            yield from sorted((ROOT / app / storey).rglob("*.py"))


def makers_in(path: Path) -> set[str]:
    """Return the names of a file that make a figure."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name) and node.id != "following":  # a local name: what follows
            found.add(node.id)
    return found & MAKERS


@cache
def found() -> dict[str, set[str]]:
    """Return the makers of each file; not while the tests are read, which every process does."""
    return {str(path.relative_to(ROOT)): makers_in(path) for path in files()}


def test_what_draws_figures_makes_none():
    others = {
        path: names - ALLOWED.get(path, set())
        for path, names in found().items()
        if names - ALLOWED.get(path, set())
    }
    assert others == {}, "a rule or a figure makes it: move it there (DESIGN 2a)"


def test_templates_compare_no_days():
    folder = ROOT / "templates"
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.html")
        if any(COMPARES.search(tag) for tag in TAG.findall(path.read_text()))
    }
    assert found == COMPARING, "a rule compares them: print what it says"
    assert COMPARES.search("{% if one.ends_on < on %}")


@pytest.mark.parametrize("path", ALLOWED)
def test_every_exception_is_still_needed(path):
    assert ALLOWED[path] <= found()[path]


def test_a_maker_is_seen_where_there_is_one(tmp_path):
    path = tmp_path / "presenter.py"
    path.write_text("soon = on + timedelta(days=30)\nshare = round(part / whole)\n")
    assert makers_in(path) == {"timedelta", "round"}
