"""One meaning a name (issue 6): no class twice, and no thing by a word that names nothing."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[1]
APPS = ("irp", "programmes", "kpis", "assurance", "packs", "dashboards", "exchange")
VAGUE = {"one", "kept", "said"}
# What an earlier tracker said, commissioners say of a test, or withdrew is stored under that word:
# facts, forms, files and CSV call it as the record does.
STORED = {
    *("OpeningRow", "OpeningFacts", "OpeningPlan", "TakenRow", "FileLine"),
    *("OfCell", "CellActFacts", "Judged", "JudgeTestForm"),
    "WithdrawnFacts",
}
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


def bound_name(node: ast.AST) -> str:
    """Return the variable, parameter or attribute that a node binds, "" for any other node."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            return name
        case ast.arg(arg=name) | ast.MatchAs(name=str(name)) | ast.ExceptHandler(name=str(name)):
            return name
    return ""


def vague_names(source: str) -> list[tuple[int, str]]:
    """Return the line and the name of all that a module calls by a vague word, in turn."""
    tree = ast.parse(source)
    stored = {
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name in STORED
        for field in node.body
        for target in ast.iter_child_nodes(field)
        if isinstance(field, ast.Assign | ast.AnnAssign)
    }
    bound = (node for node in ast.walk(tree) if bound_name(node) in VAGUE and node not in stored)
    return sorted((node.lineno, bound_name(node)) for node in bound)


@pytest.mark.parametrize("folder", (*APPS, "bench", "tests"))
def test_a_thing_is_called_by_its_name(folder):
    vague = {
        str(path.relative_to(ROOT)): names
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and (names := vague_names(path.read_text()))
    }
    assert vague == {}, "name what it is: milestone, report, row, person, text …"


def test_vague_names_are_found_wherever_they_are_bound():
    assert vague_names("for one in rows:\n    self.kept = said = 1") == [
        (1, "one"), (2, "kept"), (2, "said"),
    ]  # fmt: skip
    assert vague_names("def f(said, *, kept): return [one for one in said if (kept := one)]") == [
        (1, "kept"), (1, "kept"), (1, "one"), (1, "said"),
    ]  # fmt: skip
    assert vague_names("class Told:\n    said: str") == [(2, "said")]
    assert vague_names("class OpeningRow:\n    said: str\n    def f(self, one): ...") == [
        (3, "one")
    ]
    assert vague_names("print(one.said, kept=one_of(said))") == []


def vague_in_template(source: str) -> list[str]:
    """Return the vague names of a template: of what it is given, sets, loops over or passes on."""
    template = Environment(extensions=["jinja2.ext.do"]).parse(source)
    named = [(node.lineno, node.name) for node in template.find_all(nodes.Name)]
    named += [(node.lineno, node.key) for node in template.find_all(nodes.Keyword)]
    return [f"{line}: {name}" for line, name in sorted(named) if name in VAGUE]


def test_a_template_calls_what_it_shows_by_its_name():
    found = {
        str(path.relative_to(ROOT)): vague
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if (vague := vague_in_template(path.read_text()))
    }
    assert not found, "Name the thing itself: piece, signature, programme …"


def test_a_vague_name_in_a_template_is_found():
    source = "{% for one in rows %}\n{{ url('page', said=1) }}{% endfor %}\n{% set kept = 1 %}"
    assert vague_in_template(source) == ["1: one", "2: said", "3: kept"]
    assert not vague_in_template("{% for row in rows %}{{ row.said }} one{% endfor %}")
