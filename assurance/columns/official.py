"""The columns of official words: one table for the file that is filled in and for the list (24d).

The file is the template that is loaded again: the words of today stand in it, ours beside them.
"""

from operator import attrgetter

from assurance.figures.official import OfficialLine
from irp.columns import Kind, LoadedColumn

OFFICIAL: tuple[LoadedColumn[OfficialLine], ...] = (
    LoadedColumn(
        "ref",
        "Ref",
        attrgetter("ref"),
        meaning="What they are the words of: PO8-T1-1 for a requirement, PO8 for an outcome, T1 "
        "for a test",
        is_read=True,
        is_needed=True,
    ),
    LoadedColumn(
        "version",
        "Version",
        attrgetter("version"),
        Kind.NUMBER,
        "The version of the official words that it has now, as the file has it; empty where it "
        "has none",
        True,
        True,
    ),
    LoadedColumn(
        "says",
        "Official words",
        attrgetter("says"),
        meaning="Word for word: what the Council puts in place, the outcome to be achieved, or the "
        "question of the test. Empty: not filled in yet",
        is_read=True,
        is_needed=True,
    ),
    LoadedColumn(
        "considerations",
        "Official considerations",
        attrgetter("considerations"),
        meaning="For a requirement: what commissioners consider, word for word, one on each line "
        "of the cell",
        is_read=True,
    ),
    LoadedColumn(
        "loaded", "Loaded", attrgetter("loaded"), meaning="Who loaded these words and when"
    ),
    LoadedColumn("sha256", "Hash", attrgetter("sha256"), meaning="SHA-256 of the words"),
    LoadedColumn("ours", "Restated", attrgetter("ours"), meaning="Our own shorter words"),
)
