"""What a job takes: processor time, the clock and memory, its own and that of what it starts."""

import multiprocessing
import os
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from packs.printing import printer


@dataclass(frozen=True)
class Taken:
    """What a job took: processor seconds, its own, the clock, its processes' peak in MB."""

    cpu: float
    own: float  # outside the processes that it starts
    wall: float
    megabytes: float
    pages: int


def taken(work: Callable[[], int], first: Callable[[], int] = lambda: 0) -> Taken:
    """Do a job, which returns its pages, in a process of its own, and return what it took.

    What the process does first is not counted.
    """
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)

    def work_and_tell() -> None:
        first()
        began, before, others = time.perf_counter(), _cpu(resource.RUSAGE_SELF), _others()
        pages = work()
        own, wall = _cpu(resource.RUSAGE_SELF) - before, time.perf_counter() - began
        cpu = own + _others() - others
        printer.end()
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        theirs.send(Taken(cpu=cpu, own=own, wall=wall, megabytes=peak, pages=pages))

    child = multiprocessing.get_context("fork").Process(target=work_and_tell)
    child.start()
    theirs.close()
    found: Taken = ours.recv()
    child.join()
    return found


def median_of(each: list[Taken]) -> Taken:
    """Return the medians of several rounds."""
    middle = statistics.median
    return Taken(
        cpu=middle(run.cpu for run in each),
        own=middle(run.own for run in each),
        wall=middle(run.wall for run in each),
        megabytes=middle(run.megabytes for run in each),
        pages=each[0].pages,
    )


def _cpu(whose: int) -> float:
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def _others() -> float:
    """Return the processor time of what this process has started, its printer's drawings too."""
    ended = _cpu(resource.RUSAGE_CHILDREN)
    if printer.process is None:
        return ended
    fields = Path(f"/proc/{printer.process}/stat").read_text().rpartition(")")[2].split()
    return ended + sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def resident() -> float:
    """Return how much memory this process has, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


def others() -> float:
    """Return how many processors others take: what is not idle while this process sleeps."""
    before = _busy()
    time.sleep(3)
    return (_busy() - before) / 3


def _busy() -> float:
    user, nice, system, *_ = Path("/proc/stat").read_text().split("\n")[0].split()[1:]
    return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK")
