"""Counting what a request asks of the database, and reading it as it was sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


class Counter:
    """Counts what is asked of the database, besides the bounds of transactions and table locks."""

    asked = 0

    def __call__(self, execute, sql, *rest):
        self.asked += not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "LOCK"))
        return execute(sql, *rest)


@contextmanager
def texts_sent() -> Iterator[list[str]]:
    """Give the texts of what is asked meanwhile, before values are put into them.

    What Django keeps of its queries has no text of a statement that PostgreSQL has planned.
    """
    texts: list[str] = []

    def note(execute, sql, *rest):
        texts.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield texts
