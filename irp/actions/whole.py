"""An act done whole, and again where the database broke it off for the sake of another."""

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection, transaction

Done = TypeVar("Done")

MOST_TRIES = 3
BROKEN_OFF = {"40001", "40P01"}  # PostgreSQL's codes: not in line with another, a deadlock


def whole(act: Callable[[], Done], *, tries: int = MOST_TRIES) -> Done:
    """Do an act in one transaction, and again by itself where it lost to another's.

    Each try must read anew what it changes. Within a larger transaction it is that one which has
    to be tried again: the error passes.
    """
    while True:
        tries -= 1
        try:
            with transaction.atomic():
                return act()
        except OperationalError as error:
            lost = getattr(error.__cause__, "sqlstate", None) in BROKEN_OFF
            if not lost or not tries or connection.in_atomic_block:
                raise
