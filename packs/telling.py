"""What the two steps of a drawing, `packs.draw` and `packs.finish`, have in common: how they tell
the worker how far they are and what went wrong, and that neither outlives it.
"""

import os
import shutil
import sys
import threading
from collections.abc import Callable
from typing import TypedDict

from packs.rules import storage_fault

DRAWN = "drawn.pdf"  # in the folder of a drawing; what is told of it lies beside it, as JSON


class Undrawable(Exception):
    """The pack cannot be drawn; the message says why and what to do."""


class Told(TypedDict):
    """What the drawing tells of a drawn file, for its tags to be finished."""

    pages: int
    splits: list[list[str]]  # for each page break, the tags that run over it
    link_texts: dict[str, str]  # the words of each link, by its address


def say(line: str) -> None:
    """Print one line of the protocol; the parent's end of the pipe may be gone."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os._exit(1)


def stop_with_parent(folder: str) -> None:
    """End this process, and what it put into its folder, when standard input's other end closes."""

    def watch() -> None:
        while sys.stdin.buffer.read(1):
            pass
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def outcome_of(work: Callable[[], None], *, megabytes: int) -> int:
    """Do a step and return 0, or say why there will be no pack and return 1."""
    try:
        work()
    except Undrawable as fault:
        say(f"failed {' '.join(str(fault).split())}")
    except MemoryError:
        say(f"failed Creating the pack needs more memory than the {megabytes:,} MB it may use.")
    except OSError as fault:
        say(f"failed {storage_fault(fault.errno, words=str(fault))}")
    else:
        return 0
    return 1
