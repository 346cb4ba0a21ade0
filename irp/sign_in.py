"""How people are known: by e-mail address and password. It gives no rights (ADR 0005)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from irp.models import PostHolding, User
from irp.models.people import holdings_of
from irp.prepared import rows_of


class SignIn(ModelBackend):
    """Django's check of a password without Django's permissions: rights follow posts."""

    def get_user(self, user_id: int) -> User | None:
        """Return who has signed in, read for every request; None whose account is closed.

        In one statement with the posts that they have held, in two for who never held one.
        """
        held = rows_of(_held, user_id=user_id)
        found = [held[0].user] if held else rows_of(_person, pk=user_id)
        if not found or not self.user_can_authenticate(found[0]):
            return None
        person: User = found[0]
        person.posts_are_read(held)
        return person

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Hold no right: `rules` alone answers."""
        return False


def _held(*, user_id: int) -> QuerySet[PostHolding]:
    return holdings_of(user_id=user_id).select_related("post", "delegated_by", "user")


def _person(*, pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)
