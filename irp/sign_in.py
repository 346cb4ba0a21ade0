"""How people are known: by e-mail address and password. It gives no rights (ADR 0005)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class SignIn(ModelBackend):
    """Django's check of a password without Django's permissions.

    Rights follow the posts held on the day, so Django's tables of them are never asked: two
    queries fewer on every page that asks for a right which the person does not hold.
    """

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return no permission at all."""
        return set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Hold no right: `rules` alone answers."""
        return False
