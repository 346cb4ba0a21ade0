"""Acts of several people at the same moment, each from a thread and a connection of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

MOST = 8  # people
WAIT = 30  # seconds for everybody to be there

# They and their connections stay from race to race, as a server's do: to open one takes longer
# than an act.
_people = ThreadPoolExecutor(MOST)


def together(*acts: Callable[[], Any], told: tuple[type[Exception], ...] = ()) -> list[Any]:
    """Return what came of each act, all begun at once: its result, or the refusal it was told."""
    return [begun.result() for begun in begin(Barrier(len(acts)), *acts, told=told)]


def begin(
    start: Barrier, *acts: Callable[[], Any], told: tuple[type[Exception], ...] = ()
) -> list[Future[Any]]:
    """Let each act wait at a barrier and then begin; return what will come of them."""

    def run(act: Callable[[], Any]) -> Any:
        start.wait(timeout=WAIT)
        try:
            return act()
        except told as refusal:
            return refusal

    return [_people.submit(run, act) for act in acts]


def part() -> None:
    """Close the connections of everybody who raced."""
    if raced := len(_people._threads):
        together(*[lambda: connection.close()] * raced)
