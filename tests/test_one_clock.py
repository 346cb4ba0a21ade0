"""The clock is read in views, tasks and commands (DESIGN 2), and in three files more (ADR 10)."""

import ast
import re
from pathlib import Path

from tests.test_one_pen import ROOT, sources

MAY = {"views", "tasks.py", "commands"}
ADDED = {"irp/middleware.py", "irp/context.py", "irp/sessions.py"}
# A day or an hour of a moment that was given, `localdate(at)`, is no reading; nor is a stopwatch.
CLOCK = re.compile(
    r"(\w+\.)*(timezone|datetime|date)\.(now|utcnow|today)"
    r"|(\w+\.)*(localdate|localtime|time\.time|time\.time_ns)\(\)"
)


LAST = {"now", "utcnow", "today", "localdate", "localtime", "time", "time_ns"}  # of such a name


def reads_in(path: Path) -> list[str]:
    """Return where a file reads the clock."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute | ast.Call)
        and last_of(node) in LAST
        and CLOCK.fullmatch(ast.unparse(node))
    ]


def last_of(node: ast.expr) -> str:
    """Return the last part of a dotted name, or of that which is called: "now"."""
    name = node.func if isinstance(node, ast.Call) else node
    return getattr(name, "attr", getattr(name, "id", ""))


def test_nothing_else_reads_the_clock():
    others = [
        path
        for path in sources()
        if MAY.isdisjoint(path.relative_to(ROOT).parts) and str(path.relative_to(ROOT)) not in ADDED
    ]
    assert [read for path in others for read in reads_in(path)] == []


def test_each_file_added_to_them_still_reads_it():
    assert all(reads_in(ROOT / path) for path in ADDED)


def test_the_reader_sees_a_reading_when_there_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.test_one_clock.ROOT", tmp_path)
    bad = tmp_path / "bad.py"
    bad.write_text("a(clock=timezone.now)\nb = datetime.now(UTC)\ntime.time()\nlocaldate(at)\n")
    assert sorted(read.split()[0] for read in reads_in(bad)) == [
        "bad.py:1",
        "bad.py:2",
        "bad.py:3",
    ]
