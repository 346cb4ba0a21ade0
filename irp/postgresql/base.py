"""Django's backend for PostgreSQL, with a cursor whose statements the server plans once.

To plan one of the long unions that pages are made of takes PostgreSQL up to ten times as long as
to answer it. A connection has those planned that `irp.prepared` asks a second time, by their text.
"""

from typing import Any

from django.db import NotSupportedError
from django.db.backends.postgresql import base

MOST_PLANNED = 200  # statements of a connection; the one that was not asked for longest goes
ASKED_BEFORE = 1  # times that a statement is asked before it is planned


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that keeps the plans of what `planned_rows` asks."""

    def get_connection_params(self) -> dict[str, Any]:
        """Let plans be kept: of `planned_rows` alone, for Django's own send whole texts."""
        return super().get_connection_params() | {"prepare_threshold": ASKED_BEFORE}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Make a connection that keeps so many plans: each takes the server 0.2 MB."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = MOST_PLANNED
        return connection

    def planned_rows(self, text: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        """Return the rows of a statement whose values are sent beside its text.

        PostgreSQL refuses a plan whose columns a migration has changed. A new connection has none;
        within a transaction the fault stands, and the next ask outside it is answered.
        """
        try:
            return self._planned_rows(text, values)
        except NotSupportedError:
            if self.in_atomic_block:
                raise
            self.close()
            return self._planned_rows(text, values)

    def _planned_rows(self, text: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor = base.ServerBindingCursor(self.connection)  # type: ignore[attr-defined]
            with self._prepare_cursor(cursor) as asking:  # type: ignore[attr-defined]
                asking.execute(text, values)
                found: list[tuple[Any, ...]] = asking.fetchall()
                return found
