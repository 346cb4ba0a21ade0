"""Named choices: a value for the database, a label for people."""

from enum import StrEnum


class Word(StrEnum):
    """A choice whose label is its value in plain words unless it says otherwise."""

    @property
    def label(self) -> str:
        """Return the words that people read."""
        return self.value.replace("_", " ").capitalize()
