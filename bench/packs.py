"""Packs against bare WeasyPrint on the same HTML; growth, memory, and one and two workers.

    .venv/bin/python -m bench.packs [--rounds 5]

Every figure is the median of its rounds in this run. "Whole" is a job as a worker does it that has
made a pack before: from the frozen facts to the finished, tagged, checked and sealed file, every
process that it starts included. What its first pack takes, with all that is loaded once, is a row
of its own. "Drawing" is what the printer's processes do: WeasyPrint, finishing the tags, the gate;
outside is what the worker itself does: composing, HTML, the seal. Time is processor time, so that
others on the machine do not count; throughput alone is by the clock, and is not judged where the
machine is busy. Ends with 1 where a bound is passed.
"""

import argparse
import copy
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.taking import Taken, median_of, others, resident, taken

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")

import django

django.setup()

from django.utils import timezone  # noqa: E402 (needs django.setup)

from packs import html, pdf, seal  # noqa: E402 (models need django.setup)
from packs.context import Edition  # noqa: E402 (models need django.setup)
from tests.packs import hard_words, made_up  # noqa: E402 (models need django.setup)

BARE = """
import sys
from pathlib import Path
from weasyprint import HTML
from packs.draw import OwnFilesOnly
source, target, static = map(Path, sys.argv[1:])
HTML(string=source.read_text(), url_fetcher=OwnFilesOnly(static)).write_pdf(
    target, pdf_variant="pdf/ua-1"
)
"""
DRAWING = """
import sys
from pathlib import Path
from packs.draw import draw_document
source, target, static = map(Path, sys.argv[1:])
draw_document(source.read_text(), into=target, static=static)
"""
UNBOUND = pdf.DrawingLimits(processor=3600, clock=3600, megabytes=8192)
SIZES = {100: 2, 200: 5, 400: 11}  # about so many pages, and how many times the plan they take
PACKS = 20  # that one worker makes, one after the other
MOST = {  # the bounds; the last is the least
    "whole / bare": 0.75,
    "a worker's first / bare": 0.85,
    "outside drawing": 0.08,
    "t(200) / t(100)": 2.2,
    "MB / (3.3 a page + 50)": 1.0,
    "worker's memory after / before": 1.3,
}
LEAST_THROUGHPUT = 1.6  # of two workers against one
BUSY = 0.5  # processors that others take, above which throughput is not judged


def enlarged(times: int) -> dict[str, Any]:
    """Return a snapshot with the plan's programmes and outcomes so many times over."""
    body = made_up.body()
    programmes, outcomes = body["programmes"], body["outcomes"]
    for turn in range(1, times):
        for row in copy.deepcopy(programmes):
            row["ref"] += f"x{turn}"
            row["name"] += f" ({turn})"
            body["programmes"] = [*body["programmes"], row]
        for row in copy.deepcopy(outcomes):
            row["number"] += 10 * turn
            body["outcomes"] = [*body["outcomes"], row]
    return body


def tib_markup(body: dict[str, Any]) -> str:
    """Return the TIB pack of a snapshot as HTML, body and annex in one file."""
    edition = Edition(forum="tib", number=1, standing="final")
    return html.render(made_up.composed(body, edition))


def whole_pack(body: dict[str, Any], folder: Path, name: str = "whole") -> int:
    """Make a whole pack, sealed, and return its pages."""
    path = folder / f"{name}.pdf"
    pages = pdf.draw(tib_markup(body), path, limits=UNBOUND)
    seal.seal(path, demonstration=True, at=timezone.now())
    return pages


def drawn_by(script: str, source: Path, folder: Path) -> int:
    """Draw an HTML file by a script of its own."""
    target = folder / "alone.pdf"
    command = [sys.executable, "-c", script, source, target, pdf.STATIC]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return 1


def print_row(name: str, taken: Taken) -> None:
    """Print what a job took."""
    print(f"{name:<34}{taken.pages:>7}{taken.cpu:>9.1f}{taken.wall:>9.1f}{taken.megabytes:>8.0f}")


def against_bare(folder: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """Print a whole job beside bare WeasyPrint, and yield their ratio and what is not drawing."""
    body = made_up.body()
    source = folder / "pack.html"
    source.write_text(tib_markup(body))
    jobs: dict[str, Callable[[], int]] = {
        "bare WeasyPrint, same HTML": lambda: drawn_by(BARE, source, folder),
        "our WeasyPrint alone": lambda: drawn_by(DRAWING, source, folder),
        "a worker's first, sealed": lambda: whole_pack(body, folder),
        "whole job, sealed": lambda: whole_pack(body, folder),
    }
    before = {"whole job, sealed": partial(small_pack, folder, "first")}
    each: dict[str, list[Taken]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            each[name].append(taken(job, *filter(None, [before.get(name)])))
    found = {name: median_of(taken_each) for name, taken_each in each.items()}
    whole, bare = found["whole job, sealed"], found["bare WeasyPrint, same HTML"]
    for name, middling in found.items():
        print_row(name, replace(middling, pages=whole.pages))
    print(f"{'the worker, outside drawing':<34}{'':>7}{whole.own:>9.1f}")
    print(f"{'20 pages at this rate':<34}{20:>7}{20 * whole.cpu / whole.pages:>9.1f}")
    yield "whole / bare", whole.cpu / bare.cpu
    yield "a worker's first / bare", found["a worker's first, sealed"].cpu / bare.cpu
    yield "outside drawing", whole.own / whole.cpu


def growth(folder: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """Print packs of 100, 200 and 400 pages; yield how time and memory grow with them."""
    found, ready = {}, partial(small_pack, folder, "first")
    for size, times in SIZES.items():
        body = enlarged(times)
        # The longest is drawn once: it shows that it passes the gate, and what memory it takes.
        tries = 1 if size == max(SIZES) else rounds
        found[size] = median_of(
            [taken(partial(whole_pack, body, folder), ready) for _ in range(tries)]
        )
        print_row(f"{times} × the plan", found[size])
    packs = list(found.values())
    yield "t(200) / t(100)", cpu_at(200, packs) / cpu_at(100, packs)
    yield (
        "MB / (3.3 a page + 50)",
        max(taken.megabytes / (3.3 * taken.pages + 50) for taken in found.values()),
    )


def cpu_at(pages: int, packs: Sequence[Taken]) -> float:
    """Return what a pack of so many pages takes, on the line between the two drawn beside it.

    Not in proportion to one of them: the first twenty pages, which every pack has, take less than
    a programme's.
    """
    below, above = next(
        (low, high) for low, high in pairwise(packs) if pages <= high.pages or high is packs[-1]
    )
    a_page = (above.cpu - below.cpu) / (above.pages - below.pages)
    return below.cpu + (pages - below.pages) * a_page


def small_pack(folder: Path, name: str) -> int:
    """Make a pack of two programmes."""
    return whole_pack(hard_words.small(lambda field: f"The {field}"), folder, name)


def one_worker(folder: Path) -> Iterator[tuple[str, float]]:
    """Print a worker's memory after its first pack and after twenty more of the whole plan.

    Each is composed and sealed here; of the drawing, which is another process's, a small one does.
    """
    body, path = made_up.body(), folder / "each.pdf"
    pdf.draw(tib_markup(hard_words.small(lambda field: f"The {field}")), path)
    drawn = path.read_bytes()
    before = 0.0
    for number in range(PACKS + 1):
        tib_markup(body)
        path.write_bytes(drawn)
        seal.seal(path, demonstration=True, at=timezone.now())
        before = before or resident()
        if number == PACKS:
            print(f"{'a worker, first pack and 20 more':<34}{before:>24.0f}{resident():>9.0f} MB")
    yield "worker's memory after / before", resident() / before


def throughput(folder: Path, rounds: int) -> float:
    """Print four packs made by one worker and by two; return by how much two are quicker."""
    walls = {}
    for count in (1, 2):
        each = []
        for _ in range(rounds):
            with ThreadPoolExecutor(count) as pool:
                began = time.perf_counter()
                list(pool.map(lambda number: small_pack(folder, f"p{number}"), range(4)))
                each.append(time.perf_counter() - began)
        walls[count] = statistics.median(each)
        print(f"{f'four small packs, {count} at a time':<34}{'':>16}{walls[count]:>9.1f}")
    return walls[1] / walls[2]


def main() -> int:
    """Print every table; return 1 where a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    busy = others()
    print(f"{'medians of ' + str(rounds):<34}{'pages':>7}{'CPU s':>9}{'wall s':>9}{'MB':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        django.conf.settings.STATE = folder
        found = dict(against_bare(folder, rounds))
        found |= dict(growth(folder, rounds))
        found |= dict(one_worker(folder))
        gain = throughput(folder, rounds)
    print()
    passed = []
    for what, ratio in found.items():
        print(f"{what:<34}{ratio:>8.2f}   at most {MOST[what]}")
        passed += [what] if ratio > MOST[what] else []
    judged = "" if busy <= BUSY else f"; not judged: others took {busy:.1f} processors"
    print(f"{'two workers / one':<34}{gain:>8.2f}   at least {LEAST_THROUGHPUT}{judged}")
    if not judged and gain < LEAST_THROUGHPUT:
        passed.append("two workers / one")
    print(f"Past its bound: {', '.join(passed)}." if passed else "Every bound is kept.")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
