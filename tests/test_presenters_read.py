"""What a page gathers is read in readings: a presenter names no manager (DESIGN 2a)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange")
# The export writes the documents' rows as they are stored, one by one: no page gathers them.
EXPORTS = {
    "exchange/presenters/cap_document.py",
    "exchange/presenters/irp_document.py",
}


def names_a_manager(words: str) -> bool:
    """Tell whether a file asks a model's rows, or the versions of them that history holds."""
    every = [node for node in ast.walk(ast.parse(words)) if isinstance(node, ast.Attribute)]
    asked = {node.value.attr for node in every if isinstance(node.value, ast.Attribute)}
    return "history" in asked or any(node.attr == "objects" for node in every)


def test_presenters_name_no_manager():
    files = [
        path
        for app in APPS
        for path in (
            *(ROOT / app).glob("presenters.py"),
            *(ROOT / app / "presenters").rglob("*.py"),
        )
    ]
    found = {str(path.relative_to(ROOT)) for path in files if names_a_manager(path.read_text())}
    assert found == EXPORTS, "it reads: move it to readings"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("rows = Post.objects.all()", True),
        ("rows = post.history.order_by('id')", True),
        ("rows = posts(source)", False),
        ("rows = told(read.history)", False),  # what was read
    ],
)
def test_a_manager_is_seen(words, names):
    assert names_a_manager(words) is names
