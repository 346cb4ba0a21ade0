"""The marks of a rating: a shape and a word for each, beside its colour (Rules 1, 4 and 32).

One table for pages and packs, so that a rating looks the same wherever it is printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from irp.words import plain


@dataclass(frozen=True, slots=True)
class Mark:
    """How one rating is shown: its key, the shape as a character, and the initials of its word."""

    key: str
    shape: str
    short: str

    @property
    def word(self) -> str:
        """Return the rating in words, the same as the label of each choice of that value."""
        return plain(self.key)


NOT_REPORTED = "not_reported"

MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        mark.key: mark
        for mark in (
            Mark("red", "■", "R"),
            Mark("amber", "▲", "A"),
            Mark("green", "●", "G"),
            Mark("complete", "✓", "C"),
            Mark("not_started", "○", "NS"),
            Mark("paused", "‖", "P"),
            Mark("descoped", "–", "D"),
            Mark(NOT_REPORTED, "▨", "NR"),
        )
    }
)


def mark_of(rating: str | None) -> Mark:
    """Return the mark of a rating; no rating is "not reported", never a colour (Rule 4).

    "Not started", "not-started" and "NOT_STARTED" are one rating. Raises ValueError for a word
    that is no rating, so that a misspelt one cannot pass for a colour.
    """
    if not rating:
        return MARKS[NOT_REPORTED]
    key = str(rating).casefold().replace(" ", "_").replace("-", "_")
    try:
        return MARKS[key]
    except KeyError:
        raise ValueError(f"{rating!r} is no rating. Ratings: {', '.join(MARKS)}") from None
