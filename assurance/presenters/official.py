"""Official words in force beside ours, and what each load changed (Rule 24d)."""

from dataclasses import dataclass

from assurance.figures.official import (
    OfficialLine,
    WordsChange,
    official_line,
    worded_by_kind,
    words_change,
)
from assurance.models import WordsLoad
from assurance.readings.official import official_words, said_by, words_before
from assurance.readings.restated import restated
from irp.readings import Source


@dataclass(frozen=True)
class OfficialSheet:
    """Every requirement in force, outcome and test, each with its official words or none."""

    lines: tuple[OfficialLine, ...]

    @property
    def counts(self) -> tuple[tuple[str, int, int], ...]:
        """Return of each kind its name, how many have official words, and how many there are."""
        return worded_by_kind(self.lines)


def official_sheet(source: Source) -> OfficialSheet:
    """Return what has official words and what has not, in the plan's order."""
    words = official_words(source)
    return OfficialSheet(tuple(official_line(row, words) for row in restated(source)))


def changes_of(load: WordsLoad) -> list[WordsChange]:
    """Return what a load made of each thing that it has words of, in the file's order."""
    before = words_before(load)
    return [words_change(ref, before.get(ref), words) for ref, words in said_by(load)]
