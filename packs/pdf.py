"""HTML in, a tagged PDF file out, drawn in a process of its own with limits of time and memory."""

import errno
import logging
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from packs.rules import storage_fault

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static" / "dist"

# For each megabyte of the document: several times the processor time that it takes on a small
# machine, and twice the memory.
LEAST_SECONDS, SECONDS_A_MEGABYTE = 120, 400
LEAST_MEMORY, MEMORY_A_MEGABYTE = 2048, 1400  # megabytes
BUSY = 4  # a drawing that gets less than a quarter of one processor has met a busy machine
ROOM = 1024 * 1024  # a disk with less than this left is full
BEAT_SECONDS = 5.0  # how often the caller hears of a drawing that has no news
STAGES = {
    "writing": "Writing the file",
    "finishing": "Finishing the tags",
    "checking": "Checking accessibility",
}
FROM_OUTSIDE = {signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}


class CannotDraw(Exception):
    """The pack cannot be drawn; the message is a reason a person can act on."""


class TryAgain(CannotDraw):
    """Nothing is wrong with the pack: the same drawing may succeed at another time."""


@dataclass(frozen=True, kw_only=True)
class DrawingLimits:
    """What one drawing may take: seconds of processor time, of the clock, and memory."""

    processor: int
    clock: float
    megabytes: int = LEAST_MEMORY

    @classmethod
    def of(cls, html: str) -> "DrawingLimits":
        """Return the limits of a document, which grow with its size."""
        size = len(html.encode()) / 1_000_000
        seconds = LEAST_SECONDS + round(SECONDS_A_MEGABYTE * size)
        memory = max(LEAST_MEMORY, round(MEMORY_A_MEGABYTE * size))
        return cls(processor=seconds, clock=seconds * BUSY, megabytes=memory)


def draw(
    html: str,
    into: Path,
    *,
    on_progress: Callable[[str], None] | None = None,
    limits: DrawingLimits | None = None,
    static: Path = STATIC,
) -> int:
    """Draw a document into a file and return its number of pages.

    `on_progress` hears the stage in words at least every few seconds; what it raises stops the
    drawing. Raises `CannotDraw`, or `TryAgain` where the machine was at fault. The file is whole
    or absent, and whatever the drawing put into the temporary folder is gone.
    """
    limits = limits or DrawingLimits.of(html)
    with TemporaryDirectory(prefix="pack-", ignore_cleanup_errors=True) as folder:
        child = _start(into, folder, limits, static)
        finished = False
        try:
            pages = _Drawing(child, limits, (into.parent, Path(folder))).follow(
                html, on_progress or _silent
            )
            finished = True
            return pages
        finally:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout, child.stderr):
                if pipe:
                    pipe.close()
            if not finished:
                with suppress(OSError):  # as on a disk that is read-only; nothing is there then
                    into.unlink(missing_ok=True)


def _start(into: Path, folder: str, limits: DrawingLimits, static: Path) -> subprocess.Popen[bytes]:
    """Start the drawing process, whose temporary files go into a folder of its own."""
    told = (into, limits.megabytes, limits.processor, static, folder)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "packs.draw", *map(str, told)],
            cwd=ROOT,
            env={**_environment(), "PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as fault:
        raise TryAgain(
            f"The machine was too busy. It could start no drawing ({fault.strerror})."
        ) from fault


def _silent(stage: str) -> None:
    """Hear nothing."""


def _environment() -> dict[str, str]:
    """Return what the drawing process may know: no secrets, no database address."""
    known = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
    return {name: os.environ[name] for name in known if name in os.environ}


@dataclass(frozen=True)
class _Drawing:
    """A drawing process that runs: its limits, and the folders it writes to."""

    child: subprocess.Popen[bytes]
    limits: DrawingLimits
    folders: tuple[Path, ...]

    def follow(self, html: str, tell: Callable[[str], None]) -> int:
        """Feed the process and follow its lines until it tells the outcome: the pages."""
        child = self.child
        assert child.stdin and child.stdout and child.stderr  # PIPE was asked for
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        complaints: list[bytes] = []
        for work in (
            lambda: _feed(child.stdin, html),
            lambda: _listen(child.stdout, lines),
            lambda: complaints.extend(child.stderr),
        ):
            threading.Thread(target=work, daemon=True).start()
        ends, stage = time.monotonic() + self.limits.clock, "Creating"
        while True:
            left = ends - time.monotonic()
            if left <= 0:
                raise TryAgain(
                    "The machine was too busy. The drawing got less than a quarter of one "
                    f"processor for {self.limits.clock:,.0f} seconds and was stopped."
                )
            try:
                line = lines.get(timeout=min(left, BEAT_SECONDS))
            except queue.Empty:
                tell(stage)
                continue
            if line is None:
                raise self.ended(complaints)
            word, _, rest = line.partition(" ")
            if word == "ready":
                return int(rest)
            if word == "failed":
                raise CannotDraw(rest)
            stage = f"Creating page {rest}" if word == "page" else STAGES.get(word, stage)
            tell(stage)

    def ended(self, complaints: list[bytes]) -> CannotDraw:
        """Return why the process ended without a word; what is not known is not guessed."""
        code = self.child.wait()
        said = b"".join(complaints).decode(errors="replace").strip()
        if code == -signal.SIGXCPU:
            return CannotDraw(
                f"Creating it took more than {self.limits.processor:,} seconds of processor time, "
                "several times what a plan of its size takes, so it was stopped. Tell the "
                "administrator."
            )
        if -code in FROM_OUTSIDE:
            return TryAgain(
                f"The drawing was stopped from outside ({signal.Signals(-code).name}). If this "
                "repeats, ask the administrator whether the machine runs out of memory."
            )
        if any(shutil.disk_usage(folder).free < ROOM for folder in self.folders):
            return CannotDraw(storage_fault(errno.ENOSPC))
        if "MemoryError" in said or "failed to allocate" in said:
            return CannotDraw(
                f"Creating the pack needs more memory than the {self.limits.megabytes:,} MB it may "
                "use."
            )
        logger.error("The drawing process ended with code %s: %s", code, said)
        last = said.splitlines()[-1] if said else f"code {code}"
        return CannotDraw(f"The drawing process failed ({last[:300]}). Tell the administrator.")


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
