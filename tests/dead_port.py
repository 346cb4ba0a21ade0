"""A server that is down, or that hangs: a port of this machine for whatever is asked there."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

HOST = "127.0.0.1"


@contextmanager
def dead_port(*, hung: bool) -> Iterator[int]:
    """Give a port that refuses, or one that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        if hung:
            listener.listen(64)
        yield listener.getsockname()[1]
