"""What the worker and the processes of a drawing say to each other: what is ordered, in which
words a step says how far it is, and what went wrong.
"""

import os
from collections.abc import Callable
from typing import TypedDict

from packs.rules import storage_fault

MARKUP = "pack.html"  # in the folder of a drawing: what is to be drawn
DRAWN = "drawn.pdf"  # and what is drawn; what is told of it lies beside it, as JSON
LONGEST_ORDER = 65_536  # bytes
BEGUN = b"+"  # the printer's answer to an order; else the number of what was wrong follows
NOT_BEGUN = b"-"


class Order(TypedDict):
    """One drawing that is asked of the printer."""

    into: str
    folder: str  # of its own, with the document in it; takes its temporary files
    static: str
    megabytes: int
    seconds: int  # of processor time, after which the system ends a step by SIGXCPU


class Undrawable(Exception):
    """The pack cannot be drawn; the message says why and what to do."""


class Told(TypedDict):
    """What the drawing tells of a drawn file, for its tags to be finished."""

    pages: int
    splits: list[list[str]]  # for each page break, the tags that run over it
    link_texts: dict[str, str]  # the words of each link, by its address


def say(line: str) -> None:
    """Tell the worker one line; it may be gone."""
    try:
        print(line, flush=True)
    except ConnectionError:
        os._exit(1)


def outcome_of(step: Callable[[], None], *, megabytes: int) -> int:
    """Do a step and return 0, or say why there will be no pack and return 1."""
    try:
        step()
    except Undrawable as fault:
        say(f"failed {' '.join(str(fault).split())}")
    except MemoryError:
        say(f"failed Creating the pack needs more memory than the {megabytes:,} MB it may use.")
    except OSError as fault:
        say(f"failed {storage_fault(fault.errno, words=str(fault))}")
    else:
        return 0
    return 1
