"""The marks of a rating: a shape and a word for each, beside its colour (Rules 1, 4 and 32).

One table for pages and packs, so that a rating looks the same wherever it is printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Mark:
    """How one rating is shown: its key, the shape as a character, the word and its initials."""

    key: str
    shape: str
    word: str
    short: str


NOT_REPORTED = "not_reported"

MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        mark.key: mark
        for mark in (
            Mark("red", "■", "Red", "R"),
            Mark("amber", "▲", "Amber", "A"),
            Mark("green", "●", "Green", "G"),
            Mark("complete", "✓", "Complete", "C"),
            Mark("not_started", "○", "Not started", "NS"),
            Mark("paused", "‖", "Paused", "P"),
            Mark("descoped", "–", "Descoped", "D"),
            Mark(NOT_REPORTED, "▨", "Not reported", "NR"),
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
