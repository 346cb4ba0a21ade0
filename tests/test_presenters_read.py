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
    """Tell whether a file asks a model's rows."""
    return any(
        isinstance(node, ast.Attribute) and node.attr == "objects"
        for node in ast.walk(ast.parse(words))
    )


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
    [("rows = Post.objects.all()", True), ("rows = posts(source)", False)],
)
def test_a_manager_is_seen(words, names):
    assert names_a_manager(words) is names
