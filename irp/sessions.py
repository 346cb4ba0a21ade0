"""Django's sessions in the database, read by a kept statement: every request of a person asks."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from irp.prepared import rows_of


class SessionStore(db.SessionStore):
    """Sessions as Django keeps them."""

    def load(self) -> dict[str, Any]:
        """Return what a session holds; nothing, and no key of it, where it is unknown or over."""
        found = rows_of(_unexpired, key=self.session_key, after=timezone.now())
        if found:
            return self.decode(found[0].session_data)
        self._session_key = None
        return {}


def _unexpired(*, key: str, after: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=after)
