"""The columns of official words: one table for the file that is filled in and for the list (24d).

The file is the template that is loaded again: the words of today stand in it, ours beside them.
"""

from dataclasses import dataclass
from operator import attrgetter

from assurance.figures.official import OfficialLine
from irp.columns import Column, Kind


@dataclass(frozen=True)
class OfficialColumn(Column[OfficialLine]):
    """A column, what stands in it, and how a file that is loaded uses it.

    One that is not `is_read` is there to be read by people: nothing is taken from it.
    """

    meaning: str = ""
    is_read: bool = False
    is_needed: bool = False


OFFICIAL: tuple[OfficialColumn, ...] = (
    OfficialColumn(
        "ref",
        "Ref",
        attrgetter("ref"),
        meaning="What they are the words of: PO8-T1-1 for a requirement, PO8 for an outcome, T1 "
        "for a test",
        is_read=True,
        is_needed=True,
    ),
    OfficialColumn(
        "version",
        "Version",
        attrgetter("version"),
        Kind.NUMBER,
        "The version of the official words that it has now, as the file has it; empty where it "
        "has none",
        True,
        True,
    ),
    OfficialColumn(
        "says",
        "Official words",
        attrgetter("says"),
        meaning="Word for word: what the Council puts in place, the outcome to be achieved, or the "
        "question of the test. Empty: not filled in yet",
        is_read=True,
        is_needed=True,
    ),
    OfficialColumn(
        "considerations",
        "Official considerations",
        attrgetter("considerations"),
        meaning="For a requirement: what commissioners consider, word for word, one on each line "
        "of the cell",
        is_read=True,
    ),
    OfficialColumn(
        "loaded", "Loaded", attrgetter("loaded"), meaning="Who loaded these words and when"
    ),
    OfficialColumn("sha256", "Hash", attrgetter("sha256"), meaning="SHA-256 of the words"),
    OfficialColumn("ours", "Restated", attrgetter("ours"), meaning="Our own shorter words"),
)
