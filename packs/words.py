"""The words of packs: their enums, their part of the glossary."""

from irp.words import Term, Terms, Word, defined

# The kinds of post that see every final pack; other readers see those of the IRB.
OFFICERS = (
    *("sao", "rdl", "officer", "finance_validator", "commissioner"),
    *("internal_audit", "external_auditor"),
)


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


NOT_KEPT = "not recorded"  # said of what an older snapshot kept nothing of; it may have been there


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
)
