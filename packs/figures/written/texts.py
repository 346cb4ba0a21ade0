"""Texts that people wrote, as they are read before they are published."""

from dataclasses import dataclass

from irp.words import WITHHELD


@dataclass(frozen=True, kw_only=True)
class WrittenText:
    """One text: of what it is, who wrote it where that is known, and its words."""

    what: str
    who: str
    words: str


@dataclass(frozen=True, kw_only=True)
class WrittenGroup:
    """The texts of one sort."""

    title: str
    texts: tuple[WrittenText, ...]


def passage(what: str, *words: str, who: str = "") -> WrittenText:
    """Return a text in its parts; nothing in the place of what is withheld."""
    texts = [text for text in words if text and text != WITHHELD]
    return WrittenText(what=what, who=who, words="\n".join(texts))
