"""The addresses of pages by their names, each looked up once."""

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse

KEPT = 2048  # a page of a long list has a thousand


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page; NoReverseMatch where there is none."""
    return _address(get_script_prefix(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=KEPT)
def _address(_prefix: str, name: str, args: tuple[Any, ...], kwargs: tuple[Any, ...]) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))
