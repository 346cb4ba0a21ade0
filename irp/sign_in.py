"""How people are known: by e-mail address and password. It gives no rights (ADR 0005)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from irp.models import User
from irp.prepared import rows_of


class SignIn(ModelBackend):
    """Django's check of a password without Django's permissions: rights follow posts."""

    def get_user(self, user_id: int) -> User | None:
        """Return who has signed in, read for every request; None whose account is closed."""
        found = rows_of(_person, pk=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Hold no right: `rules` alone answers."""
        return False


def _person(*, pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)
