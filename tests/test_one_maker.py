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
# Windows of days and quarters, rounding, counting in SQL, adding up, and days between two.
MAKERS = {
    *("timedelta", "following"),
    *("round", "quantize", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN"),
    *("Count", "Sum", "Avg"),
    *("sum", "days"),
}
LOCAL = {"following", "days"}  # names of a file's own: what follows, the days of a month
ALLOWED = {
    "assurance/presenters/recommendations.py": {"following"},  # links to quarters
    "packs/context/exempt.py": {"sum"},  # letters that there is room for
    "packs/context/outcome_room.py": {"sum"},  # millimetres of paper
    "packs/context/report_room.py": {"sum"},  # the same
    "programmes/forms/changes.py": {"sum"},  # places of the boxes of a form
    "programmes/presenters/return_report.py": {"sum"},  # what was just saved: no figure of the plan
}

# A template that compares days says again what a rule says of them.
TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
COMPARES = re.compile(r"(?:_on|\bon|today)\s*[<>]=?|[<>]=?\s*(?:on\b|today\b|[\w.]+_on\b)")
# One that reckons makes a figure; not one that puts lists together or finds a place.
RECKONS = re.compile(
    r"\|\s*(?:sum|round)\b|(?:length|\w\.\w+)\s+[-+*/]\s+[\w(]"
    r"|[\w)]\s+[-+*/]\s+[\w.]+\s*\|\s*length"
)
QUOTED = re.compile(r'"[^"]*"')
RECKONING = {
    "packs/print/parts/contents.html",  # letters that there is room for
    "packs/print/parts/control.html",
    "packs/print/parts/headline_rest.html",
    "packs/print/parts/outcome_others.html",  # one list of several
    "packs/print/parts/report_head.html",  # places of shortened texts
    "packs/print/sections/actions.html",  # one list of two
    "packs/print/sections/heat_table.html",  # widths of columns
    "packs/print/sections/highlights.html",  # places of shortened texts
    "programmes/older.html",  # the pages before and after
    "programmes/programme_milestones.html",  # one list of several
    "programmes/programme_ratings.html",  # places of months
}
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
            if node.attr != "days" or isinstance(node.value, ast.BinOp):  # a line may say its days
                found.add(node.attr)
        elif isinstance(node, ast.Name) and node.id not in LOCAL:
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


def reckons(words: str) -> bool:
    """Tell whether a template makes a number; what is quoted are words."""
    return any(RECKONS.search(QUOTED.sub("", tag)) for tag in TAG.findall(words))


def test_templates_reckon_with_nothing():
    folder = ROOT / "templates"
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.html")
        if reckons(path.read_text())
    }
    assert found == RECKONING, "a rule or a figure reckons: print what it says"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{{ rows | length - 3 }} more", True),
        ("{{ every - named|length }} more", True),
        ("{{ page.size + page.hidden }}", True),
        ("{{ amounts|sum }}", True),
        ("{{ rows|beyond(3) }} more", False),
        ('{{ "Rows - %d" | format(rows | length) }}', False),
    ],
)
def test_what_reckons_in_a_template_is_seen(words, found):
    assert reckons(words) == found


@pytest.mark.parametrize("path", ALLOWED)
def test_every_exception_is_still_needed(path):
    assert ALLOWED[path] <= found()[path]


def test_a_maker_is_seen_where_there_is_one(tmp_path):
    path = tmp_path / "presenter.py"
    path.write_text("soon = on + timedelta(days=30)\nshare = round(part / whole)\n")
    assert makers_in(path) == {"timedelta", "round"}
    path.write_text("age = (on - asked_on).days\nlate = sum(line.is_late for line in lines)\n")
    assert makers_in(path) == {"days", "sum"}
    path.write_text("late = line.days\n")
    assert makers_in(path) == set()
