"""HTML in, a tagged PDF file out, drawn in processes of its own with limits of time and memory."""

import errno
import logging
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from packs.printing import ROOT, printer
from packs.rules import storage_fault
from packs.telling import MARKUP, Order

logger = logging.getLogger(__name__)

STATIC = ROOT / "static" / "dist"

# For each megabyte of the document: several times the processor time that it takes on a small
# machine, and twice the memory.
LEAST_SECONDS, SECONDS_A_MEGABYTE = 120, 400
LEAST_MEMORY, MEMORY_A_MEGABYTE = 2048, 1400  # megabytes
BUSY = 4  # a drawing that gets less than a quarter of one processor has met a busy machine
ROOM = 1024 * 1024  # a disk with less than this left is full
STOP_SECONDS = 10  # how long the processes of a drawing may take to end
LONGEST_LINE = 65_536  # bytes that are read at once
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
    with TemporaryDirectory(prefix="pack-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / MARKUP).write_text(html)
        with _begun(into, folder, limits, static) as talk:
            finished = False
            try:
                drawing = _Drawing(talk, limits, (into.parent, folder))
                pages = drawing.follow(on_progress or _silent)
                finished = True
                return pages
            finally:
                _stop(talk)
                if not finished:
                    with suppress(OSError):  # as on a disk that is read-only; nothing is there
                        into.unlink(missing_ok=True)


def _begun(into: Path, folder: Path, limits: DrawingLimits, static: Path) -> socket.socket:
    """Have a drawing begun, and return what tells of it."""
    order: Order = {
        "into": str(into.absolute()),
        "folder": str(folder),
        "static": str(static),
        "megabytes": limits.megabytes,
        "seconds": limits.processor,
    }
    try:
        return printer.begin(order)
    except OSError as fault:
        raise TryAgain(
            f"The machine was too busy to start creating the pack ({fault.strerror or fault})."
        ) from fault


def _stop(talk: socket.socket) -> None:
    """Stop a drawing and wait until it has: it writes nothing more."""
    talk.settimeout(STOP_SECONDS)
    with suppress(OSError):
        talk.shutdown(socket.SHUT_WR)
        while talk.recv(LONGEST_LINE):
            pass


def _silent(stage: str) -> None:
    """Hear nothing."""


@dataclass(frozen=True)
class _Drawing:
    """A drawing that was begun: what tells of it, its limits, and the folders it writes to."""

    talk: socket.socket
    limits: DrawingLimits
    folders: tuple[Path, ...]

    def follow(self, tell: Callable[[str], None]) -> int:
        """Follow what it tells until it tells the outcome: the pages."""
        stage = "Creating"
        complaints: list[str] = []
        for line in self._lines():
            word, _, rest = line.partition(" ")
            if word == "ready":
                return int(rest)
            if word == "failed":
                raise CannotDraw(rest)
            if word == "ended":
                raise self.ended(int(rest), complaints)
            if word == "page":
                stage = f"Creating page {rest}"
            elif word in STAGES:
                stage = STAGES[word]
            elif line:
                complaints.append(line)
            tell(stage)
        raise self.ended(-signal.SIGKILL, complaints)

    def _lines(self) -> Iterator[str]:
        """Yield each line that is told, and a blank one where there is no news for a while."""
        ends, begun = time.monotonic() + self.limits.clock, b""
        while True:
            left = ends - time.monotonic()
            if left <= 0:
                raise TryAgain(
                    "The machine was too busy. Creating the pack got less than a quarter of one "
                    f"processor for {self.limits.clock:,.0f} seconds and was stopped."
                )
            self.talk.settimeout(min(left, BEAT_SECONDS))
            try:
                told = self.talk.recv(LONGEST_LINE)
            except TimeoutError:
                yield ""
                continue
            except ConnectionError:
                told = b""
            if not told:
                return
            *lines, begun = (begun + told).split(b"\n")
            yield from (line.decode(errors="replace") for line in lines)

    def ended(self, code: int, complaints: list[str]) -> CannotDraw:
        """Return why a drawing ended without a word; what is not known is not guessed."""
        output = "\n".join(complaints).strip()
        if code == -signal.SIGXCPU:
            return CannotDraw(
                f"Creating it took more than {self.limits.processor:,} seconds of processor time, "
                "several times what a plan of its size takes, so it was stopped. Tell the "
                "administrator."
            )
        if -code in FROM_OUTSIDE:
            return TryAgain(
                f"Creating the pack was stopped from outside ({signal.Signals(-code).name}). If "
                "this repeats, ask the administrator whether the machine runs out of memory."
            )
        if any(shutil.disk_usage(folder).free < ROOM for folder in self.folders):
            return CannotDraw(storage_fault(errno.ENOSPC))
        if "MemoryError" in output or "failed to allocate" in output:
            return CannotDraw(
                f"Creating the pack needs more memory than the {self.limits.megabytes:,} MB it may "
                "use."
            )
        logger.error("The drawing process ended with code %s: %s", code, output)
        last = output.splitlines()[-1] if output else f"code {code}"
        return CannotDraw(
            f"The process that creates the pack failed ({last[:300]}). Tell the administrator."
        )
