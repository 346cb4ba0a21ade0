"""Actions only change; what reads or judges stands in readings and rules (DESIGN 2 and 2a).

What a form or a presenter takes from actions are the records that an act takes, never a function.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange")
STOREYS = ("presenters", "forms", "columns", "readings", "permissions")
# They refuse what the act itself would refuse, with its own refusals, which are of actions.
ALLOWED = {
    "assurance/forms/evidence.py": {"file_content", "link_content", "record_content"},
    "kpis/forms/readings.py": {"faults_of"},
    "kpis/forms/targets.py": {"faults_of_target"},
    "packs/forms/meetings.py": {"moved_deadlines", "unusual_move"},
    "programmes/forms/periods.py": {"planned_deadlines", "unusual_opening"},
}


def files() -> Iterator[Path]:
    for app in APPS:
        for storey in STOREYS:
            yield from sorted((ROOT / app).glob(f"{storey}.py"))
            yield from sorted((ROOT / app / storey).rglob("*.py"))


def functions_taken(words: str) -> set[str]:
    """Return the functions that a file imports from actions: records begin with a capital."""
    return {
        name.name
        for node in ast.walk(ast.parse(words))
        if isinstance(node, ast.ImportFrom) and "actions" in (node.module or "").split(".")
        for name in node.names
        if name.name[0].islower()
    }


def test_what_shows_and_reads_asks_no_act():
    found = {
        str(path.relative_to(ROOT)): taken
        for path in files()
        if (taken := functions_taken(path.read_text()))
    }
    assert found == ALLOWED, "it reads: move it to readings, or to rules where it is pure"


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("from irp.actions import Refused, plan_settings", {"plan_settings"}),
        ("from kpis.actions.targets import NewTarget", set()),
        ("from kpis.readings import owed_readings", set()),
    ],
)
def test_a_function_of_actions_is_seen(words, taken):
    assert functions_taken(words) == taken
