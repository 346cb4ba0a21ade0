"""Actions only change; what reads or judges stands in readings and rules (DESIGN 2 and 2a).

What a form or a presenter takes from actions are the records that an act takes, never a function.
What a view takes besides are acts: functions that write, by themselves or by what they call.
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
    "assurance/forms/evidence_held.py": {
        "file_content",
        "file_fault",
        "link_content",
        "record_content",
    },
    "kpis/forms/readings.py": {"faults_of"},
    "kpis/forms/targets.py": {"faults_of_target"},
    "packs/forms/meetings.py": {"moved_deadlines", "unusual_move"},
    "programmes/forms/periods.py": {"planned_deadlines", "unusual_opening"},
}


# They refuse what the act itself would refuse, with its own refusals, before a person is asked.
TAKEN_BY_VIEWS = {"packs/views/extract_request.py": {"beside_extract", "hold_issued"},
                  "packs/views/public_request.py": {"hold_issued"}}  # fmt: skip
PENS = {"enact", "record", "record_all", "record_ties", "write_acts", "create"}


def files(*storeys: str) -> Iterator[Path]:
    for app in APPS:
        for storey in storeys:
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
        for path in files(*STOREYS)
        if (taken := functions_taken(path.read_text()))
    }
    assert found == ALLOWED, "it reads: move it to readings, or to rules where it is pure"


def names_in_functions(words: str) -> dict[str, set[str]]:
    """Return each function of a file with the names that it uses."""
    return {
        function.name: {
            node.id if isinstance(node, ast.Name) else node.attr
            for node in ast.walk(function)
            if isinstance(node, ast.Name | ast.Attribute)
        }
        for function in ast.walk(ast.parse(words))
        if isinstance(function, ast.FunctionDef)
    }


def writing(used: dict[str, set[str]]) -> set[str]:
    """Return the functions that write: by a pen, or by another function that does."""
    found = {name for name, names in used.items() if names & PENS}
    while more := {name for name, names in used.items() if names & found} - found:
        found |= more
    return found


def test_a_view_takes_acts_from_actions_and_nothing_that_only_reads():
    used: dict[str, set[str]] = {}
    for path in (*files("actions"), ROOT / "irp/history.py"):
        for name, names in names_in_functions(path.read_text()).items():
            used.setdefault(name, set()).update(names)
    acts = writing(used)
    found = {
        str(path.relative_to(ROOT)): taken
        for path in files("views")
        if (taken := functions_taken(path.read_text()) - acts)
    }
    assert found == TAKEN_BY_VIEWS, "it reads: move it to readings, permissions or rules"


def test_what_writes_by_another_writes_and_what_reads_does_not():
    used = names_in_functions(
        "def a(row): return b(row)\ndef b(row): history.record(row)\ndef c(row): return row.pk"
    )
    assert writing(used) == {"a", "b"}


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
