"""What a load of official words must say, and when words differ (Rule 24d). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from assurance.facts.official import OfficialFacts

LONGEST = 2000  # characters of what a requirement, an outcome or a test says
LONGEST_CONSIDERATION = 1000
MOST_CONSIDERATIONS = 30
NO_REASON = "Enter why these words are loaded, such as which edition of the document they are of."


@dataclass(frozen=True, kw_only=True)
class Official:
    """Words as a file has them: what it says, and for a requirement what is considered."""

    says: str
    considerations: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return them as one text."""
        return "\n".join([self.says, *(f"- {line}" for line in self.considerations)])

    @property
    def sha256(self) -> str:
        """Return the hash by which a version is known."""
        return sha256(self.text.encode()).hexdigest()


def as_official(facts: OfficialFacts) -> Official:
    """Return words in force as they are compared with a file's."""
    return Official(says=facts.says, considerations=facts.considerations)


def official_faults(words: Official, *, has_considerations: bool) -> dict[str, str]:
    """Return what is wrong with official words, by field; each says what to type.

    `has_considerations` tells whether they are a requirement's: an outcome and a test have none.
    """
    faults = {}
    if not words.says:
        faults["says"] = "Enter the official words. To leave them as they are, remove the row"
    elif len(words.says) > LONGEST:
        faults["says"] = f"Use {LONGEST:,} characters at most. There are {len(words.says):,}"
    lines = words.considerations
    if lines and not has_considerations:
        faults["considerations"] = "Leave it empty. Only a requirement has considerations"
    elif len(lines) > MOST_CONSIDERATIONS:
        faults["considerations"] = f"Use {MOST_CONSIDERATIONS} lines at most. It has {len(lines)}"
    elif any(len(line) > LONGEST_CONSIDERATION for line in lines):
        faults["considerations"] = f"Use {LONGEST_CONSIDERATION:,} characters at most on each line"
    return faults


def lines_of(cell: str) -> tuple[str, ...]:
    """Return the considerations of a cell, one on each line, without the marks of a list."""
    lines = (line.strip().lstrip("•-–*").strip() for line in cell.splitlines())
    return tuple(line for line in lines if line)


def not_of_plan(refs: Sequence[str]) -> str:
    """Return what to type for a reference that the plan does not have."""
    return f"Enter the reference of a requirement, an outcome or a test, such as {', '.join(refs)}"
