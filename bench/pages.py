"""Every page at 1, 10 and 100 times the plan: queries and milliseconds, against a bare page.

    .venv/bin/python -m bench.pages [TIMES …]

Each size has a database of its own, on SQLite in a folder that is removed, or on the PostgreSQL
server of DATABASE_URL, which must name an empty database for one size at a time. A page whose
queries grow with the plan is marked and ends the run with 1; so is one above its bound.
"""

import json
import os
import subprocess
import sys
import tempfile
from time import perf_counter
from typing import Any

ROUNDS = 5
BOUNDS = {
    "dashboards:portfolio": 10,
    "programmes:programme": 12,
    "programmes:milestone": 12,
    "programmes:milestone_update, saved": 20,
}  # queries, all that Django logs in one request


def measure(times: int) -> dict[str, Any]:
    """Build the plan at one size, ask for every page, and return its figures."""
    import django

    django.setup()
    from bench.asking import figures_of_pages
    from bench.plan import SIZES, build

    began = perf_counter()
    reader = build(SIZES[times])
    built = perf_counter() - began
    return {"built": built, **figures_of_pages(reader, rounds=ROUNDS)}


def in_a_process(times: int) -> dict[str, Any]:
    """Return the figures of one size, measured in a process and a state of its own."""
    with tempfile.TemporaryDirectory(prefix="irp-bench-") as folder:
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.pages", "--measure", str(times)],
            env=os.environ
            | {"IRP_STATE": folder, "DJANGO_SETTINGS_MODULE": "irp.settings", "DEBUG": "false"},
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(run.stdout)


def table(found: dict[int, dict[str, Any]]) -> tuple[list[str], bool]:
    """Return the table's lines, and whether every page keeps its bound and does not grow."""
    sizes = list(found)
    head = "".join(f"{f'{times}×':>22}" for times in sizes)
    lines = [
        f"{'':42}{head}",
        f"{'page':42}" + f"{'queries':>9}{'ms':>7}{'/bare':>6}" * len(sizes),
    ]
    good = True
    for name in found[sizes[0]]["pages"]:
        cells, counts = "", set()
        for times in sizes:
            queries, seconds = found[times]["pages"][name]
            counts.add(queries)
            bare = found[times]["bare"]
            cells += f"{queries:>9}{seconds * 1000:>7.1f}{seconds / bare:>6.1f}"
        notes = []
        if len(counts) > 1:
            notes.append("grows")
        if max(counts) > BOUNDS.get(name, max(counts)):
            notes.append(f"above {BOUNDS[name]}")
        good = good and not notes
        lines.append(f"{name:42}{cells}  {', '.join(notes)}")
    return lines, good


def main() -> int:
    """Measure each size asked for and print the table."""
    asked = sys.argv[1:] or ["1", "10", "100"]
    found: dict[int, dict[str, Any]] = {}
    for times in map(int, asked):
        found[times] = in_a_process(times)
        counts = ", ".join(f"{count:,} {name}" for name, count in found[times]["rows"].items())
        print(
            f"{times}× the plan: {counts} (built in {found[times]['built']:.0f} s); a bare "
            f"Django page takes {found[times]['bare'] * 1000:.1f} ms",
            flush=True,
        )
    lines, good = table(found)
    print("", *lines, sep="\n")
    print("\nQueries are constant and within their bounds." if good else "\nSee the marked pages.")
    return 0 if good else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        sys.exit(main())
