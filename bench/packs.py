"""Packs against bare WeasyPrint and Chromium on the same HTML; growth; one and two workers.

Run with `.venv/bin/python -m bench.packs`; every ratio is measured in this run. "Whole" is from
the snapshot to the finished, tagged file, the drawing process and its start included.
"""

import copy
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irp.settings")

import django
import pikepdf

django.setup()

from packs import html, pdf  # noqa: E402 (models need django.setup)
from packs.context import Edition  # noqa: E402 (models need django.setup)
from tests.packs import made_up  # noqa: E402 (models need django.setup)

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
UNBOUND = pdf.DrawingLimits(processor=3600, clock=3600, megabytes=8192)


@dataclass(frozen=True)
class Timing:
    """How long a run took, by the clock and in processor seconds, and how many pages it made."""

    wall: float
    cpu: float
    pages: int


def timed(work: Callable[[], int]) -> Timing:
    """Run once and return its timing; the processor time of children counts."""
    began, before = time.perf_counter(), _cpu()
    pages = work()
    return Timing(wall=time.perf_counter() - began, cpu=_cpu() - before, pages=pages)


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


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


def irb_markup(body: dict[str, Any]) -> str:
    """Return the IRB pack of a snapshot as HTML."""
    edition = Edition(forum="irb", number=1, standing="final")
    return html.render(made_up.composed(body, edition))


def whole_pack(body: dict[str, Any], folder: Path, name: str = "whole") -> int:
    """Make a whole pack and return its pages."""
    return pdf.draw(irb_markup(body), folder / f"{name}.pdf", limits=UNBOUND)


def bare(source: Path, folder: Path) -> int:
    """Draw the same HTML with WeasyPrint alone."""
    target = folder / "bare.pdf"
    subprocess.run([sys.executable, "-c", BARE, source, target, pdf.STATIC], check=True)
    return _pages(target)


def chromium(source: Path, folder: Path) -> int:
    """Print the same HTML with Chromium: without contents page numbers or passing tags."""
    target = folder / "chromium.pdf"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
               f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}",
               source.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return _pages(target)


def _pages(path: Path) -> int:
    with pikepdf.open(path) as file:
        return len(file.pages)


def print_row(name: str, timing: Timing, base: Timing) -> None:
    """Print a row of a table."""
    print(
        f"{name:<34}{timing.pages:>7}{timing.wall:>9.1f}{timing.cpu:>9.1f}"
        f"{timing.wall / base.wall:>8.2f}{timing.cpu / base.cpu:>8.2f}"
    )


def heading(title: str) -> None:
    """Print a table's heading."""
    print(f"\n{title:<34}{'pages':>7}{'wall s':>9}{'CPU s':>9}{'× wall':>8}{'× CPU':>8}")


def against_others(folder: Path) -> None:
    """Print a whole pack beside bare WeasyPrint and Chromium."""
    body = made_up.body()
    source = folder / "pack.html"
    source.write_text(irb_markup(body))
    base = timed(lambda: bare(source, folder))
    heading("IRB pack, 1 × the plan")
    print_row("bare WeasyPrint, same HTML", base, base)
    print_row("whole pack, finished tags", timed(lambda: whole_pack(body, folder)), base)
    if shutil.which("chromium"):
        print_row("Chromium, same HTML", timed(lambda: chromium(source, folder)), base)


def growth(folder: Path) -> None:
    """Print how the whole pack grows with the plan."""
    heading("Growth, whole pack")
    base = None
    for times in (1, 2, 4):
        body = enlarged(times)
        timing = timed(lambda body=body: whole_pack(body, folder))
        base = base or timing
        print_row(f"{times} × the plan", timing, base)


def workers(folder: Path) -> None:
    """Print four packs drawn by one worker and by two."""
    body = made_up.body()
    heading("Four packs")
    base = None
    for count in (1, 2):
        with ThreadPoolExecutor(count) as pool:
            timing = timed(
                lambda pool=pool: sum(
                    pool.map(lambda number: whole_pack(body, folder, f"p{number}"), range(4))
                )
            )
        base = base or timing
        print_row(f"{count} worker{'s' if count > 1 else ''}", timing, base)
        print(f"{'':<34}{timing.pages / timing.wall:>7.1f} pages a second")


def main() -> None:
    """Print every table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        against_others(folder)
        growth(folder)
        workers(folder)


if __name__ == "__main__":
    main()
