"""Counting what a request asks of the database."""


class Counter:
    """Counts what is asked of the database, besides the bounds of transactions and table locks."""

    asked = 0

    def __call__(self, execute, sql, *rest):
        self.asked += not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "LOCK"))
        return execute(sql, *rest)
