"""What a word of the product is: a named choice, and a term of the glossary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


def plain(key: str) -> str:
    """Return a value as people read it: "not_started" is "Not started"."""
    return key.replace("_", " ").capitalize()


class Word(StrEnum):
    """A choice whose label is its value in plain words unless it says otherwise."""

    @property
    def label(self) -> str:
        """Return the words that people read."""
        return plain(self.value)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return each value with its label, as columns and forms take them."""
        return [(word.value, word.label) for word in cls]


Choice = TypeVar("Choice", bound=Word)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the product and what it means; `key` is how templates name it."""

    key: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms that belong together, under a heading; `about` is said once for all of them."""

    key: str
    heading: str
    terms: tuple[Term, ...]
    about: str = ""

    def __getitem__(self, key: str) -> Term:
        """Return a term by its key, a KeyError for one that there is not."""
        return {term.key: term for term in self.terms}[key]

    def __iter__(self) -> Iterator[Term]:
        """Yield the terms in their order."""
        return iter(self.terms)


def defined(words: Mapping[Choice, str]) -> tuple[Term, ...]:
    """Return named choices as terms, so that the word of a choice is said once."""
    return tuple(Term(word.value, word.label, text) for word, text in words.items())
