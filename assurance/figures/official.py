"""Official words in the words of pages, files and packs: which version, whose (Rule 24d)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assurance.facts.official import OfficialFacts, RestatedFacts
from assurance.rules.official import Official, as_official
from assurance.words.official import NONE_GIVEN, RESTATED
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.numbers import counted


def loaded_words(words: OfficialFacts | None) -> str:
    """Return which version of the official words there is; where none is, ours are restated."""
    return words.told if words else RESTATED


def official_text(words: OfficialFacts | None) -> str:
    """Return official words as one text, "" where none are loaded."""
    return as_official(words).text if words else ""


def judged_on_words(version: int, words: OfficialFacts | None) -> str:
    """Return on which version a judgement was given, "" where there are no official words.

    `version` is what the judgement keeps, `words` those in force.
    """
    if words is None:
        return ""
    if version == NONE_GIVEN:
        return "Judged on our restated words, before official words were loaded"
    if version < words.version:
        day = printed_day(london_day(words.at))
        return f"Judged on version {version}; the words changed on {day}"
    return f"Judged on the official words, version {version}"


def worded_words(worded: Iterable[bool]) -> str:
    """Return how many of some requirements have official words, and what the others are.

    "Official words: 5 of 90 requirements. The others are marked “Restated; …”". `worded` tells of
    each whether it has.
    """
    every = list(worded)
    told = f"Official words: {sum(every)} of {counted(len(every), 'requirement')}"
    return told if all(every) else f"{told}. The others are marked “{RESTATED}”"


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficialLine:
    """A requirement, an outcome or a test with its official words in force beside ours."""

    ref: str
    kind: str  # as people say it: "Requirement"
    ours: str
    words: OfficialFacts | None

    @property
    def version(self) -> int | None:
        """Return the version, None where none is loaded."""
        return self.words.version if self.words else None

    @property
    def says(self) -> str:
        """Return the official words, "" where none are loaded."""
        return self.words.says if self.words else ""

    @property
    def considerations(self) -> str:
        """Return the official considerations, one on each line."""
        return "\n".join(self.words.considerations) if self.words else ""

    @property
    def loaded(self) -> str:
        """Return which version it is and who loaded it, or that ours are restated."""
        return loaded_words(self.words)

    @property
    def sha256(self) -> str:
        """Return the hash of the official words, "" where none are loaded."""
        return self.words.sha256 if self.words else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WordsChange:
    """What one load did to the words of one thing: before and after as text."""

    ref: str
    was: str  # "" where it had none
    becomes: str
    sha256: str


def official_line(ours: RestatedFacts, words: Mapping[str, OfficialFacts]) -> OfficialLine:
    """Return what the plan says here of a thing, with the official words of it, if any."""
    text = Official(says=ours.says, considerations=ours.considerations).text
    return OfficialLine(ref=ours.ref, kind=ours.kind, ours=text, words=words.get(ours.ref))


def worded_by_kind(lines: Iterable[OfficialLine]) -> tuple[tuple[str, int, int], ...]:
    """Return of each kind its name, how many have official words, and how many there are."""
    every, worded = Counter[str](), Counter[str]()
    for line in lines:
        every[line.kind] += 1
        worded[line.kind] += line.words is not None
    return tuple((kind, worded[kind], number) for kind, number in every.items())


def words_change(ref: str, before: OfficialFacts | None, words: OfficialFacts) -> WordsChange:
    """Return what a load made of the words of one thing."""
    return WordsChange(
        ref=ref,
        was=official_text(before),
        becomes=official_text(words),
        sha256=words.sha256,
    )
