"""References that a person types, with commas or spaces between them."""

import re
from collections.abc import Callable, Collection, Iterable

from django import forms


def refs_in(words: str) -> list[str]:
    """Return the references in words, each once."""
    return list(dict.fromkeys(ref.upper() for ref in re.split(r"[\s,;]+", words) if ref))


def named(words: str, known: Callable[[Collection[str]], Iterable[str]]) -> list[str]:
    """Return the references in words parted by commas or spaces; each must be known."""
    refs = refs_in(words)
    if unknown := set(refs) - set(known(refs) if refs else ()):
        raise forms.ValidationError(
            f"Enter references that are in the plan. These are not: {', '.join(sorted(unknown))}"
        )
    return refs
