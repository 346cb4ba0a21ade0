"""What a command says whose database is not set up, is older than the product, or does not answer.

Held for every command at once, Django's own too, where manage.py runs them.
"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

MIGRATE = (
    "The database is not set up yet, or older than this version. Type ./run manage migrate, then "
    "the same command again. A plan that is not loaded comes with ./run manage load_plan."
)


def is_migrated() -> bool:
    """Tell whether every migration has run; raises DatabaseError where nothing answers."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def advice(error: DatabaseError) -> str:
    """Return what to type where the database is not fit for any command; "" where it is."""
    try:
        return "" if is_migrated() else MIGRATE
    except DatabaseError:
        at = "DATABASE_URL" if connection.vendor != "sqlite" else "IRP_STATE"
        return (
            f"The database does not answer: {_first_line(error)}. Start it, or set "
            f"{at} to where it is, then type the same command again."
        )


def _first_line(error: DatabaseError) -> str:
    """Return what a database said, its advice for programmers left out; it may say nothing."""
    return (str(error).strip() or type(error).__name__).partition("\n")[0].removesuffix(".")
