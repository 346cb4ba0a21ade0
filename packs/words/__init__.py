"""The words of packs: their enums, their part of the glossary."""

from irp.words import Term, Terms, Word, defined
from packs.words.edition import GLOSSARY as OF_EDITIONS
from packs.words.items import GLOSSARY as OF_ITEMS
from packs.words.items import WITHHELD_AS as WITHHELD_AS
from packs.words.items import ItemKind as ItemKind
from packs.words.meetings import GLOSSARY as OF_MEETINGS
from packs.words.publication import GLOSSARY as OF_PUBLICATION

# The kinds of post that see every final pack; other readers see those of the IRB.
OFFICERS = (
    *("sao", "rdl", "officer", "finance_validator", "commissioner"),
    *("internal_audit", "external_auditor"),
)


# The kinds of post that ask decisions of a board and are given its actions.
OF_COUNCIL = ("cpmo", "sao", "rdl", "officer", "finance_validator")


class PackState(Word):
    """Where a pack stands in the queue."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


class EditionStatus(Word):
    """What is printed on every page; "superseded" follows from a later version."""

    DRAFT = "draft"
    FINAL = "final"


AT_FREEZE = "Created at freeze"  # why the drafts that a freeze asks for were created
NOT_KEPT = "not recorded"  # said of what an older snapshot kept nothing of; it may have been there


class Audience(Word):
    """Whom an edition of a pack is for: its board, which reads the whole, or everybody (29).

    A committee's extract is for its public agenda; its exempt part is read with the public shut
    out.
    """

    WHOLE = "whole"
    PUBLIC = "public"
    EXTRACT = "member"
    EXEMPT = "exempt"

    @property
    def label(self) -> str:
        """Return what an edition for it is called."""
        return {
            Audience.WHOLE: "Whole edition",
            Audience.PUBLIC: "Public edition",
            Audience.EXTRACT: "Extract, public agenda",
            Audience.EXEMPT: "Extract, exempt part",
        }[self]


FOR_A_COMMITTEE = (Audience.EXTRACT, Audience.EXEMPT)
# What anybody may read once it is published (Rule 24e); the rest is what a board reads.
TO_PUBLISH = (Audience.PUBLIC, Audience.EXTRACT)


class PackFile(Word):
    """A file that an edition is made of: the pack itself, and annexes that are a file apart."""

    PACK = "pack"
    ANNEX = "annex"

    @property
    def label(self) -> str:
        """Return what a reader calls it."""
        return {PackFile.PACK: "Pack", PackFile.ANNEX: "Annexes"}[self]


class Forum(Word):
    """The board a pack is for."""

    TIB = "tib"
    IRB = "irb"

    @property
    def label(self) -> str:
        """Return the board's name in full."""
        return {
            Forum.TIB: "Transformation and Improvement Board",
            Forum.IRB: "Improvement and Recovery Board",
        }[self]


GLOSSARY = (
    Terms(
        "pack",
        "Packs",
        (
            Term(
                "snapshot",
                "Snapshot",
                "The whole plan as it was when the month was frozen. Every "
                "pack of the month is made from it.",
            ),
            *defined(
                {
                    EditionStatus.DRAFT: "For CPMO to read before it is issued.",
                    EditionStatus.FINAL: "Issued to its board. It is never changed; a "
                    "correction is a new version.",
                }
            ),
            Term("superseded", "Superseded", "A later version has replaced it."),
        ),
    ),
    Terms(
        "pack_figures",
        "How the freeze counts returns",
        (
            Term(
                "missing",
                "Missing returns",
                "A return is received once its SAO has signed. "
                "Without that signature it is missing, however complete its draft is. A signed "
                "return that CPMO has not assured freezes as signed.",
            ),
        ),
    ),
    *OF_ITEMS,
    *OF_EDITIONS,
    *OF_MEETINGS,
    *OF_PUBLICATION,
)
