"""Fixtures whose rows stand around the tests of a file that ask for them.

What `@standing` marks is made once, in a transaction of its own that the tests' lie within, and
is given to each test with objects that no other test has had. It may ask for nothing but other
such fixtures. A test that asks for less, or for transactions of its own, finds the rest gone.
"""

import inspect
import pickle
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client

from tests.world import World

Make = Callable[..., Any]
# What gives a test an empty database in which it may end transactions.
APART = {"transactional_db", "live_server", "django_db_reset_sequences"}

NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # when a session of theirs ends


@dataclass
class Level:
    """What made something, and all that stands up to it, by its fixtures' names."""

    make: Make
    around: ExitStack
    depth: int
    made: bytes


class Standing:
    """What stands now, each level in the transaction of the one before it."""

    def __init__(self) -> None:
        self.levels: list[Level] = []
        self._of_this_test: dict[str, Any] = {}

    def arrange(self, wanted: list[Make]) -> None:
        """Let exactly this stand, before a test's own transaction begins."""
        same = [level.make for level in self.levels] == wanted[: len(self.levels)]
        while self.levels and not same:
            self._take_down()
            same = [level.make for level in self.levels] == wanted[: len(self.levels)]
        for make in wanted[len(self.levels) :]:
            self._lay(make)
        self._of_this_test = pickle.loads(self.levels[-1].made) if self.levels else {}

    def given(self, make: Make, asked: dict[str, Any]) -> Any:
        """Return what was made, for this test alone; make it now where it does not stand."""
        if any(level.make is make for level in self.levels):
            return self._of_this_test[make.__name__]
        return make(**asked)

    def _lay(self, make: Make) -> None:
        objects = pickle.loads(self.levels[-1].made) if self.levels else {}
        around = ExitStack()
        around.enter_context(transaction.atomic())
        depth = len(connection.savepoint_ids)
        asked = {name: objects[name] for name in inspect.signature(make).parameters}
        made = pickle.dumps(objects | {make.__name__: make(**asked)})
        self.levels.append(Level(make, around, depth, made))

    def _take_down(self) -> None:
        level = self.levels.pop()
        assert len(connection.savepoint_ids) == level.depth, "A transaction within it is open."
        transaction.set_rollback(True)
        level.around.close()


standing_now = Standing()


def standing(make: Make) -> Any:
    """Make a fixture whose rows stand; see the module."""

    def given(db: None, **asked: Any) -> Any:
        return standing_now.given(make, asked)

    asks = inspect.signature(make).parameters.values()
    database = inspect.Parameter("db", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    given.__signature__ = inspect.Signature([database, *asks])  # type: ignore[attr-defined]
    given.__doc__, given.__module__ = make.__doc__, make.__module__
    given.made_by = make  # type: ignore[attr-defined]
    return pytest.fixture(name=make.__name__)(given)


def wanted_by(request: pytest.FixtureRequest) -> list[Make]:
    """Return what must stand around a test, that which others need before them."""
    marker = request.node.get_closest_marker("django_db")
    if APART & set(request.fixturenames) or (marker and marker.kwargs.get("transaction")):
        return []
    fixtures = request.node._fixtureinfo.name2fixturedefs
    order: list[Make] = []

    def stands(name: str) -> bool:
        """Put what a fixture needs, and then itself, in order; tell whether all of it can stand."""
        fixture = fixtures[name][-1] if name in fixtures else None
        make = getattr(fixture and fixture.func, "made_by", None)
        if make is None or not all(stands(asked) for asked in inspect.signature(make).parameters):
            return False
        if make not in order:
            order.append(make)
        return True

    for name in request.fixturenames:
        stands(name)
    return order


_sessions: dict[str, tuple[dict[str, str], list[Session]]] = {}


def signed_in(world: World) -> dict[str, str]:
    """Return the key of a session of each of the council's people, made once a process."""
    made_with = world.users["cpmo"].password
    if made_with not in _sessions:
        keys = {}
        with transaction.atomic():  # that they signed in is undone
            for name, user in world.users.items():
                client = Client()
                client.force_login(user)
                keys[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
            rows = list(Session.objects.all())
            transaction.set_rollback(True)
        for row in rows:
            row.expire_date = NEVER
        _sessions[made_with] = keys, rows
    keys, rows = _sessions[made_with]
    Session.objects.bulk_create(rows)
    return keys
