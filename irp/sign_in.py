"""How people are known: by e-mail address and password. It gives no rights (ADR 0005)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend


class SignIn(ModelBackend):
    """Django's check of a password without Django's permissions: rights follow posts."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Hold no right: `rules` alone answers."""
        return False
