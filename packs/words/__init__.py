"""The words of packs: their enums, their part of the glossary."""

from assurance.words import HIDDEN, NOT_SHOWN, Speaker
from assurance.words.evidence import Classification
from irp.words import Term, Terms, Word, defined
from packs.words.edition import GLOSSARY as OF_EDITIONS
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


class ItemKind(Word):
    """What a classification is of: each item is classified by itself (Rule 29)."""

    RETURN = "return"
    MILESTONE = "milestone"
    RISK = "risk"
    SAVING = "saving"
    LOT = "lot"
    BENEFIT = "benefit"
    CHANGE = "change"
    POINT = "point"
    JUDGEMENT = "judgement"
    INDICATOR = "indicator"
    RESULT = "result"
    TEST = "test"
    CPMO_VIEW = "cpmo_view"
    OWN_VIEW = "own_view"

    @property
    def label(self) -> str:
        """Return the kind in words."""
        return {
            ItemKind.RETURN: "What a programme’s returns say",
            ItemKind.RISK: "Risk, issue, assumption, decision or action",
            ItemKind.LOT: "Sale of an asset",
            ItemKind.CHANGE: "Change request",
            ItemKind.POINT: "Ask or challenge",
            ItemKind.JUDGEMENT: "Reasons and evidence of a requirement’s assessments",
            ItemKind.INDICATOR: "KPI and its readings",
            ItemKind.RESULT: "Commissioners’ judgement of a requirement",
            ItemKind.TEST: "What commissioners say of a test in an outcome",
            ItemKind.CPMO_VIEW: "CPMO’s view of a requirement",
            ItemKind.OWN_VIEW: "Council’s self-assessment of a requirement",
        }.get(self, super().label)

    @property
    def is_of_words(self) -> bool:
        """Tell whether it is what people wrote of something that itself stays public.

        A published result, its date and author are never withheld (Rule 24e).
        """
        return self in {ItemKind.RETURN, ItemKind.JUDGEMENT}

    @property
    def is_result(self) -> bool:
        """Tell whether it is a result: withheld before it is published, and never after (24e)."""
        return self is ItemKind.TEST or self.speaker is not None

    @property
    def speaker(self) -> Speaker | None:
        """Return whose result of a requirement it is, None of anything else."""
        return {
            ItemKind.RESULT: Speaker.COMMISSIONER,
            ItemKind.CPMO_VIEW: Speaker.CPMO,
            ItemKind.OWN_VIEW: Speaker.COUNCIL,
        }.get(self)

    @property
    def is_of_money(self) -> bool:
        """Tell whether what is published of it elsewhere, as in a KPI, may add it up."""
        return self in {ItemKind.SAVING, ItemKind.LOT}

    @property
    def takes_along(self) -> bool:
        """Tell whether every record that names it is withheld with it.

        What an approved request changed stays, and so does what an ask led to.
        """
        is_a_row = not self.is_of_words and not self.is_result
        return is_a_row and self not in {ItemKind.CHANGE, ItemKind.POINT}


# What a classification means for what is published; evidence says who sees a piece of it here.
WITHHELD_AS = {
    Classification.PUBLIC: "May be published. Every edition prints it.",
    Classification.OFFICIAL_SENSITIVE: "Not for publication. Public editions go without it.",
    Classification.EXEMPT: "Exempt under Schedule 12A of the Local Government Act 1972. Public "
    "editions go without it and name the paragraph.",
    Classification.CONFIDENTIAL: "Confidential under section 100A of the Local Government Act "
    "1972: the government gave it in confidence, or a law or court forbids its disclosure. Public "
    "editions go without it.",
}


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
    Terms(
        "withheld_as",
        "Classification of items in packs",
        defined(WITHHELD_AS),
        about="Each item is classified by itself. An item that nobody has classified is public. In "
        "this product and in the boards’ own editions every item stays as it is.",
    ),
    Terms(
        "not_shown",
        "Results that public editions do not show",
        (
            Term(
                HIDDEN,
                NOT_SHOWN,
                "A public edition leaves the result out, whether there is one or none and whatever "
                "it is. Every count beside it is of what is shown. The test that it is under reads "
                "“not shown” too, and so does each clause of step-down that looks at that test.",
            ),
        ),
        about="A result can be withheld until it is published. A published result, its date and "
        "its author never are.",
    ),
    *OF_EDITIONS,
    *OF_MEETINGS,
    *OF_PUBLICATION,
)
