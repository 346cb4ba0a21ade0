"""How this process has drawings made: by a printer of its own, which is started once (ADR 24).

The printer is another program, started and not forked: of this process's threads, connections and
secrets it has nothing. It ends when this process does.
"""

import atexit
import errno
import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from pathlib import Path

from packs.telling import BEGUN, LONGEST_ORDER, Order

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60  # a printer that has begun nothing by then will not, however busy the machine


class Printer:
    """The process that has WeasyPrint loaded: started at the first order, and again if it ends."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    @property
    def process(self) -> int | None:
        """Return its number; None where it was not started yet."""
        return self._process.pid if self._process else None

    def load(self) -> None:
        """Start it where it was not yet, so that it loads while its first drawing is composed."""
        with self._one_at_a_time, suppress(OSError):  # where it cannot start, `begin` says so
            if self._orders is None:
                self._start()

    def begin(self, order: Order) -> socket.socket:
        """Have a drawing begun, and return what tells of it; it stops once that is closed.

        Raises OSError where the machine can start none.
        """
        with self._one_at_a_time:
            if talk := self._ordered(order) or self._ordered(order):
                return talk
        raise ChildProcessError(errno.ECHILD, "the process that draws ended at once")

    def _ordered(self, order: Order) -> socket.socket | None:
        """Order a drawing; None where the printer has ended meanwhile, and the next is another."""
        if self._orders is None:
            self._start()
        assert self._orders
        with ExitStack() as unless_begun:
            ours, theirs = socket.socketpair()
            unless_begun.enter_context(ours)
            ours.settimeout(START_SECONDS)
            try:
                with theirs:
                    socket.send_fds(self._orders, [json.dumps(order).encode()], [theirs.fileno()])
                answer = ours.recv(len(BEGUN))
            except ConnectionError:
                answer = b""
            except TimeoutError:
                self._end()
                raise
            if answer == BEGUN:
                unless_begun.pop_all()
                return ours
            if answer:  # why the printer has begun none
                raise BlockingIOError(errno.EAGAIN, os.strerror(int(ours.recv(LONGEST_ORDER))))
        self._end()
        return None

    def _start(self) -> None:
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "packs.printer"],
                cwd=ROOT,
                env={**_environment(), "PYTHONHASHSEED": "0"},
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
            )
        self._orders = ours

    def _end(self) -> None:
        """End the printer; what it has begun goes on."""
        if self._orders is not None and self._process is not None:
            self._orders.close()
            self._process.kill()
            self._process.wait()
        self._orders = self._process = None

    def end(self) -> None:
        """End the printer, if there is one; another is started when it is needed."""
        with self._one_at_a_time:
            self._end()

    def leave(self) -> None:
        """In a process that was forked: leave the printer to the other, which may be using it."""
        if self._orders is not None and self._process is not None:
            self._orders.close()
            self._process.returncode = 0  # the other waits for it
        self._one_at_a_time = threading.Lock()
        self._orders = self._process = None


def _environment() -> dict[str, str]:
    """Return what the printer may know: no secrets, no database address."""
    known = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
    return {name: os.environ[name] for name in known if name in os.environ}


printer = Printer()
atexit.register(printer.end)
os.register_at_fork(after_in_child=printer.leave)
