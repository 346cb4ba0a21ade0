"""HTML in, a tagged PDF file out, drawn in a process of its own with a time and memory limit."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static" / "dist"

MOST_SECONDS = 300
MOST_MEGABYTES = 2048
BEAT_SECONDS = 5.0  # how often the caller hears of a drawing that has no news
STAGES = {
    "writing": "Writing the file",
    "finishing": "Finishing the tags",
    "checking": "Checking accessibility",
}


class CannotDraw(Exception):
    """The pack cannot be drawn; the message is a reason a person can act on."""


def draw(
    html: str,
    into: Path,
    *,
    on_progress: Callable[[str], None] | None = None,
    seconds: float = MOST_SECONDS,
    megabytes: int = MOST_MEGABYTES,
    static: Path = STATIC,
) -> int:
    """Draw a document into a file and return its number of pages.

    `on_progress` hears the stage in words at least every few seconds; what it raises stops the
    drawing. Raises `CannotDraw`. The file is whole or absent.
    """
    command = [sys.executable, "-m", "packs.draw", str(into), str(megabytes), str(static)]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**_environment(), "PYTHONHASHSEED": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    finished = False
    try:
        pages = _follow(child, html, on_progress or _silent, seconds)
        finished = True
        return pages
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe:
                pipe.close()
        if not finished:
            into.unlink(missing_ok=True)


def _silent(stage: str) -> None:
    """Hear nothing."""


def _environment() -> dict[str, str]:
    """Return what the drawing process may know: no secrets, no database address."""
    known = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
    return {name: os.environ[name] for name in known if name in os.environ}


def _follow(
    child: subprocess.Popen[bytes], html: str, tell: Callable[[str], None], seconds: float
) -> int:
    """Feed the drawing process and follow its lines until it tells the outcome."""
    assert child.stdin and child.stdout and child.stderr  # PIPE was asked for
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    complaints: list[bytes] = []
    for work in (
        lambda: _feed(child.stdin, html),
        lambda: _listen(child.stdout, lines),
        lambda: complaints.extend(child.stderr),
    ):
        threading.Thread(target=work, daemon=True).start()
    ends, stage = time.monotonic() + seconds, "Creating"
    while True:
        left = ends - time.monotonic()
        if left <= 0:
            raise CannotDraw(
                f"Creating it took longer than {seconds:,.0f} seconds and was stopped. Create the "
                "pack again. If this repeats, a text or table in it is too large."
            )
        try:
            line = lines.get(timeout=min(left, BEAT_SECONDS))
        except queue.Empty:
            tell(stage)
            continue
        if line is None:
            raise CannotDraw(_ended(child, complaints))
        word, _, rest = line.partition(" ")
        if word == "ready":
            return int(rest)
        if word == "failed":
            raise CannotDraw(rest)
        stage = f"Creating page {rest}" if word == "page" else STAGES.get(word, stage)
        tell(stage)


def _feed(pipe: IO[bytes], html: str) -> None:
    """Write the document and leave the pipe open: its end tells the process to stop."""
    content = html.encode()
    try:
        pipe.write(b"%d\n" % len(content) + content)
        pipe.flush()
    except OSError:
        return  # the process ended first; its own last line says why


def _listen(pipe: IO[bytes], lines: "queue.SimpleQueue[str | None]") -> None:
    for line in pipe:
        lines.put(line.decode(errors="replace").rstrip("\n"))
    lines.put(None)


def _ended(child: subprocess.Popen[bytes], complaints: list[bytes]) -> str:
    """Return why a process ended without a word."""
    code = child.wait()
    if code < 0:
        return (
            f"The drawing process was stopped by signal {-code}, most likely for want of memory. "
            "Ask for the pack again; if this repeats, give the worker more memory."
        )
    said = b"".join(complaints).decode(errors="replace").strip().splitlines()
    last = said[-1] if said else "no message"
    if "MemoryError" in last:
        return "Creating the pack needs more memory than it may use."
    return f"The drawing process failed ({last[:300]}). Tell the administrator."
