"""Words that a person reads on a page have one apostrophe, the typographic one: ’."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards")
# What a terminal or a log prints, and what is run without this product, is in plain ASCII.
ELSEWHERE = ("/management/", "irp/env.py", "irp/heartbeat.py", "packs/proof.py", "packs/draw.py")
STRAIGHT = re.compile(r"[A-Za-z]'s\b|[a-z]s' [a-z]")
NAMED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def words_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each string of a module that is no docstring."""
    tree = ast.parse(path.read_text())
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, NAMED) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize("app", APPS)
def test_words_of_a_page_have_the_typographic_apostrophe(app):
    found = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in sorted((ROOT / app).rglob("*.py"))
        if not any(place in str(path) for place in (*ELSEWHERE, "/migrations/"))
        for line, words in words_in(path)
        if STRAIGHT.search(words)
    ]
    assert found == []


def test_templates_have_it_too():
    """Their comments and what stands in a mark are no words of a page."""
    unsaid = re.compile(r"\{#.*?#\}|<[^>]*>", re.DOTALL)
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for line in unsaid.sub("", path.read_text()).splitlines()
        if STRAIGHT.search(line)
    ]
    assert found == []
