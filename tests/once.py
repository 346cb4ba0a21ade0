"""Rows that many tests need: made once a process through the product's acts, laid down afterwards.

Each test gets the rows in its own transaction and the objects fresh, so that none can leak into
another, whatever its database holds or flushes.
"""

import pickle
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

Given = ParamSpec("Given")
Made = TypeVar("Made")
Rows = list[tuple[type[models.Model], list[str], list[tuple[Any, ...]]]]


def once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Let `make` work once for each choice of arguments; lay its rows down every other time.

    It must begin with no row of the product, and what it returns must pickle.
    """
    by_choice: dict[str, tuple[bytes, Rows]] = {}

    @wraps(make)
    def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        choice = repr((args, sorted(kwargs.items())))
        if choice in by_choice:
            objects, rows = by_choice[choice]
            lay_down(rows)
        else:
            assert not rows_of_the_product(), "Another test's rows, or this test's own, are there."
            objects = pickle.dumps(make(*args, **kwargs))
            by_choice[choice] = objects, rows_of_the_product()
        return pickle.loads(objects)

    return made


def rows_of_the_product() -> Rows:
    """Return every row of our own tables, history and ties between rows included."""
    found: Rows = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if not model.__module__.startswith("django."):
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                names = [column[0] for column in cursor.description]
                if rows := cursor.fetchall():
                    found.append((model, names, rows))
    return found


def lay_down(rows: Rows) -> None:
    """Write rows as they were read, a table at a time; keys that come after follow theirs."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model, names, values in rows:
            columns = ", ".join(f'"{name}"' for name in names)
            places = ", ".join([f"({', '.join(['%s'] * len(names))})"] * len(values))
            cursor.execute(
                f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {places}',
                [value for row in values for value in row],
            )
        follow = connection.ops.sequence_reset_sql(no_style(), [row[0] for row in rows])
        if follow:
            cursor.execute("; ".join(statement.rstrip(";") for statement in follow))
