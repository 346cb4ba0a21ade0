"""The printer: a process that has loaded WeasyPrint and forks one of its own for each drawing.

`packs.printing` runs it as `python -m packs.printer`. Standard input is a socket: a message asks
for one drawing and brings the socket on which the drawing tells how far it is (ADR 24). The printer
knows no Django and has one thread, no database and no file open, so that each drawing
begins as a process of its own would, less the second that it takes to load.

A drawing is a process that waits and does nothing, and one after the other two that draw and finish
(`packs.draw`, `packs.finish`): what the first has built up is gone before the second begins. The
lines that they tell are "page 34", what `packs.telling` has, and at last "ready 97" (pages),
"failed " and a reason for people, or "ended " and the code of a step that ended without one.

That socket stays open while the worker wants the drawing: at its end the drawing stops, so that a
killed worker leaves neither a drawing nor its temporary files behind. The printer ends with its
worker; a drawing outlives a printer that is killed.
"""

import ctypes
import errno
import gc
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType

from packs.telling import BEGUN, LONGEST_ORDER, NOT_BEGUN, Order, outcome_of, say

MEGABYTE = 1024 * 1024
GRACE_SECONDS = 5  # between SIGXCPU and SIGKILL
ORDERS = TALK = 0  # standard input, of the printer and of a drawing
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

Step = Callable[[], None]


def main() -> int:
    """Load what draws, then fork a drawing for each message until the worker has ended."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word
    signal.signal(signal.SIGCHLD, _bury)
    with suppress(Exception):  # what cannot be loaded fails again in each drawing, which says why
        loaded()
    gc.collect()
    gc.freeze()  # drawings share these pages: no collection writes to them
    orders = socket.socket(fileno=ORDERS)
    while True:
        message, talk, *_ = socket.recv_fds(orders, LONGEST_ORDER, 1)
        if not message:
            return 0
        try:
            drawing = os.fork()
        except OSError as fault:
            os.write(talk[0], NOT_BEGUN + b"%d" % (fault.errno or errno.EAGAIN))
        else:
            if drawing == 0:
                code = _whole(partial(draw, json.loads(message), talk[0]))
                if code:
                    say(f"ended {code}")
                os._exit(code)
        os.close(talk[0])


def loaded() -> tuple[ModuleType, ModuleType]:
    """Load what draws and what finishes, where it is not loaded yet, and return both."""
    from packs import draw, finish

    draw.prepare()
    return draw, finish


def draw(order: Order, talk: int) -> None:
    """Do the steps of one drawing within its limits, each in a process of its own."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for standard in (TALK, 1, 2):  # of which the first was the printer's orders
        os.dup2(talk, standard)
    os.close(talk)
    os.write(TALK, BEGUN)
    drawing, finishing = loaded()
    folder, into = Path(order["folder"]), Path(order["into"])
    steps: tuple[Step, ...] = (
        partial(drawing.draw_in, folder, static=Path(order["static"])),
        partial(finishing.finish_in, folder, into=into),
    )
    tempfile.tempdir = order["folder"]
    memory, seconds = order["megabytes"] * MEGABYTE, order["seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE_SECONDS))
    for step in steps:
        code = _apart(partial(outcome_of, step, megabytes=order["megabytes"]), order)
        if code:
            say(f"ended {code}")
            return


def _apart(step: Callable[[], int], order: Order) -> int:
    """Do a step in a process of its own and return its exit code, of a signal less than 0.

    Where the worker ends first, all of the drawing does.
    """
    waiting, child = os.getpid(), os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
        os._exit(_whole(step) if os.getppid() == waiting else 1)
    ended = os.pidfd_open(child)
    heard, *_ = select.select([TALK, ended], [], [])
    os.close(ended)
    if TALK in heard:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        shutil.rmtree(order["folder"], ignore_errors=True)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _whole(work: Callable[[], int | None]) -> int:
    """Do all that a forked process is for, and return its exit code: it never goes on as two."""
    try:
        return work() or 0
    except BaseException:
        traceback.print_exc()
        return 1


def _bury(*_: object) -> None:
    """Let drawings that have ended go."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    sys.exit(main())
