"""The small council, laid down once for the tests of a file that ask for it.

It stands in a transaction around theirs, each of which is undone; a test that asks for an empty
database, or for transactions of its own, finds it gone.
"""

import pickle
from contextlib import ExitStack
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client

from tests import world as worlds
from tests.world import World

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class StandingCouncil:
    """Whether the council stands, and the sessions of its people."""

    def __init__(self) -> None:
        self.around: ExitStack | None = None
        self.sessions: dict[str, str] = {}  # keys by the person's name, as `World.users` has it
        self._kept: list[Session] = []
        self._people = b""
        self._depth = 0

    def people(self) -> World:
        """Return it by its names, with objects that no other test has had."""
        return pickle.loads(self._people)

    def arrange(self, *, wanted: bool) -> None:
        """Lay it down or take it away, before a test's own transaction begins."""
        if wanted and not self.around:
            self._begin()
        elif not wanted:
            self.end()

    def end(self) -> None:
        """Take it away, if it stands."""
        if self.around:
            assert len(connection.savepoint_ids) == self._depth, "A transaction within it is open."
            transaction.set_rollback(True)
            self.around.close()
            self.around = None

    def _begin(self) -> None:
        self.around = ExitStack()
        self.around.enter_context(transaction.atomic())
        self._depth = len(connection.savepoint_ids)
        if not self._people:
            world = worlds.build()
            self._people = pickle.dumps(world)
            self._sign_in(world)
        else:
            worlds.build()
        Session.objects.bulk_create(self._kept)

    def _sign_in(self, world: World) -> None:
        """Make the sessions of everyone, once a process; that they signed in is undone."""
        with transaction.atomic():
            for name, user in world.users.items():
                client = Client()
                client.force_login(user)
                self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
            self._kept = list(Session.objects.all())
            transaction.set_rollback(True)
        for session in self._kept:
            session.expire_date = NEVER
