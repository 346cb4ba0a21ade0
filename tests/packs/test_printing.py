"""The printer: it is loaded once, and each drawing is a process of its own (ADR 24)."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from packs import pdf, printing
from packs.printing import printer
from packs.store import hash_of
from tests.packs.test_pdf import LONG, document

pytestmark = pytest.mark.slow

WORKER = """
import sys
from pathlib import Path
from packs import pdf
pdf.draw(sys.stdin.read(), Path(sys.argv[1]), on_progress=lambda stage: print(stage, flush=True))
"""
NOTHING = (
    "import django, sys; django.setup(); import packs.tasks; "
    "sys.exit(any(name in sys.modules for name in ('weasyprint', 'fontTools', 'packs.printer')))"
)


def children_of(process: int) -> list[int]:
    """Return the processes that a process has started and that have not ended."""
    kids = [number for task in Path(f"/proc/{process}/task").glob("*/children")
            for number in task.read_text().split()]  # fmt: skip
    return [int(number) for number in kids if not has_ended(int(number))]


def has_ended(process: int) -> bool:
    """Tell whether a process is gone, or nothing but its number is left."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def wait(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + 20
    while not done():
        assert time.monotonic() < ends
        time.sleep(0.01)


def the_printer() -> int:
    """Return the number of the process that draws for this one, which has drawn before."""
    assert printer.process
    return printer.process


@pytest.fixture
def pdf_path(tmp_path) -> Path:
    """Where a drawing goes, from a printer that runs."""
    path = tmp_path / "out.pdf"
    pdf.draw(document(), path)
    return path


def test_this_process_draws_nothing_itself():
    """Web and worker processes stay small, and start no printer that they do not need."""
    assert subprocess.run([sys.executable, "-c", NOTHING], check=False).returncode == 0


def test_a_printer_that_was_killed_is_replaced(pdf_path):
    killed, first = the_printer(), hash_of(pdf_path)
    os.kill(killed, signal.SIGKILL)
    pdf.draw(document(), pdf_path)
    assert the_printer() != killed
    assert hash_of(pdf_path) == first, "the same bytes, whichever printer draws"


def test_it_loads_while_the_first_pack_is_composed(pdf_path):
    printer.end()
    assert printer.process is None
    printer.load()
    loading = the_printer()
    printer.load()
    pdf.draw(document(), pdf_path)
    assert the_printer() == loading


def test_what_is_being_drawn_outlives_its_printer(pdf_path):
    killed = the_printer()

    def kill(stage: str) -> None:
        if not has_ended(killed):
            os.kill(killed, signal.SIGKILL)

    assert pdf.draw(document("<h1>T</h1><p>x</p>"), pdf_path, on_progress=kill) == 1
    assert has_ended(killed)


@pytest.mark.parametrize("depth", [1, 2])
def test_a_drawing_that_is_killed_may_be_tried_again(pdf_path, depth):
    """Who killed it is not guessed; the process that draws ends with the one that waits for it."""
    drawing: list[int] = []

    def kill(stage: str) -> None:
        if not drawing:
            waits = children_of(the_printer())[-1]  # the one before may be about to end
            drawing.extend([waits, *children_of(waits)])
            os.kill(drawing[depth - 1], signal.SIGKILL)

    with pytest.raises(pdf.TryAgain, match=r"stopped from outside \(SIGKILL\)"):
        pdf.draw(LONG, pdf_path, on_progress=kill)
    assert len(drawing) == 2
    wait(lambda: all(map(has_ended, drawing)))


def test_a_worker_that_is_killed_takes_drawing_printer_and_files_with_it(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, tmp_path / "out.pdf"],
        cwd=pdf.ROOT, env={**os.environ, "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as worker:  # fmt: skip
        worker.stdin.write(LONG)
        worker.stdin.close()
        assert worker.stdout.readline().startswith("Creating page")
        (its_printer,) = children_of(worker.pid)
        (waits,) = children_of(its_printer)
        (draws,) = children_of(waits)
        assert list(tmp_path.iterdir())
        worker.kill()
    wait(lambda: all(map(has_ended, (its_printer, waits, draws))))
    assert not list(tmp_path.iterdir())


def test_a_drawing_has_nothing_of_the_worker_but_its_order(pdf_path, monkeypatch):
    """No secret, no file or connection of the worker's, and no thread that a fork would lose."""
    printer.end()
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@127.0.0.1/plan")
    seen: dict[str, object] = {}

    def look(stage: str) -> None:
        waits = children_of(the_printer())[-1]
        for name, process in (("printer", the_printer()), ("waits", waits)):
            held = [os.readlink(each) for each in Path(f"/proc/{process}/fd").iterdir()]
            seen[name] = sorted(kind.partition(":")[0] for kind in held)[:4]
            assert b"secret" not in Path(f"/proc/{process}/environ").read_bytes()
            assert len(list(Path(f"/proc/{process}/task").iterdir())) == 1

    with tempfile.TemporaryFile():
        pdf.draw(document("<h1>T</h1>" + "<p>x</p>" * 200), pdf_path, on_progress=look)
    assert seen["waits"] == ["anon_inode", "socket", "socket", "socket"], "its words, and its step"
    assert len(seen["printer"]) <= 4


def test_a_process_that_was_forked_has_a_printer_of_its_own(pdf_path):
    """Celery forks its workers: two that used one printer would end each other's."""
    ours = the_printer()
    forked = os.fork()
    if forked == 0:
        pdf.draw(document(), pdf_path.with_name("theirs.pdf"))
        own = the_printer()
        printer.end()
        os._exit(own == ours)
    assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0
    pdf.draw(document(), pdf_path)
    assert the_printer() == ours
    assert hash_of(pdf_path) == hash_of(pdf_path.with_name("theirs.pdf"))


def test_threads_share_a_printer(pdf_path):
    """In embedded mode the worker's threads are in one process with the site."""
    printer.end()
    first = hash_of(pdf_path)
    paths = [pdf_path.with_name(f"{number}.pdf") for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda path: pdf.draw(document(), path), paths))
    assert {hash_of(path) for path in paths} == {first}
    (only,) = [child for child in children_of(os.getpid()) if child == the_printer()]
    assert only


def test_nothing_is_left_of_twenty_drawings(pdf_path):
    """No process, file, thread or memory, in the worker or the printer."""

    def held() -> tuple[int, ...]:
        of_both = (os.getpid(), the_printer())
        files = [len(os.listdir(f"/proc/{process}/fd")) for process in of_both]
        return (*files, threading.active_count(), len(children_of(the_printer())))

    def memory() -> int:
        return int(Path(f"/proc/{the_printer()}/statm").read_text().split()[1])

    wait(lambda: not children_of(the_printer()))
    before, pages = held(), memory()
    for number in range(20):
        pdf.draw(document(f"<h1>T {number}</h1>"), pdf_path)
    wait(lambda: held() == before)
    assert memory() <= pages * 1.02


def test_what_cannot_be_loaded_is_told(pdf_path, monkeypatch, tmp_path):
    """As where libpango is missing; once it is there, the next drawing finds it."""
    printer.end()
    for folder in printing.ROOT.glob("*/__init__.py"):
        (tmp_path / folder.parent.name).symlink_to(folder.parent)
    broken = tmp_path / "weasyprint.py"
    broken.write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setattr(printing, "ROOT", tmp_path)
    try:
        with pytest.raises(pdf.CannotDraw, match="cannot load library libpango"):
            pdf.draw(document(), pdf_path)
        broken.unlink()
        assert pdf.draw(document(), pdf_path) == 1
    finally:
        printer.end()


def test_a_machine_that_can_start_nothing_is_tried_again(pdf_path, monkeypatch):
    printer.end()

    def refuse(*args, **kwargs):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(printing.subprocess, "Popen", refuse)
    with pytest.raises(pdf.TryAgain, match="too busy to start"):
        pdf.draw(document(), pdf_path)
