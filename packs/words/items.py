"""The words of classification: what each act on an item is of, and what it means (Rule 29)."""

from assurance.words import HIDDEN, NOT_SHOWN, Speaker
from assurance.words.classification import Classification
from irp.words import Term, Terms, Word, defined


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
    DEPENDENCY = "dependency"
    RESPONSE = "response"
    TEXT = "text"
    ITEM = "item"
    DECISION = "decision"
    ACTION = "action"

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
            ItemKind.RESPONSE: "Response to a concern of commissioners",
            ItemKind.TEXT: "Text written for a pack",
            ItemKind.ITEM: "Decision sought from a board",
            ItemKind.DECISION: "Decision of a board",
            ItemKind.ACTION: "Action of a board",
        }.get(self, super().label)

    @property
    def many(self) -> str:
        """Return what several are called in a sentence."""
        return {
            ItemKind.RETURN: "words of returns",
            ItemKind.RISK: "entries of the risk register",
            ItemKind.LOT: "sales of assets",
            ItemKind.CHANGE: "change requests",
            ItemKind.POINT: "asks or challenges",
            ItemKind.JUDGEMENT: "reasons for assessments",
            ItemKind.INDICATOR: "KPIs",
            ItemKind.DEPENDENCY: "dependencies",
            ItemKind.RESPONSE: "responses to concerns",
            ItemKind.TEXT: "texts of the pack",
            ItemKind.ITEM: "decisions sought",
            ItemKind.DECISION: "decisions of boards",
            ItemKind.ACTION: "actions of boards",
        }.get(self, "results" if self.is_result else f"{self.value}s")

    @property
    def is_titled(self) -> bool:
        """Tell whether people name it by a title; other rows say no more than their reference."""
        return self.takes_along and self is not ItemKind.ACTION

    @property
    def is_of_words(self) -> bool:
        """Tell whether it is what people wrote of something that itself stays public.

        A published result, its date and author are never withheld (Rule 24e).
        """
        return bool(self.shown)

    @property
    def shown(self) -> str:
        """Return what of it public editions show although its words are withheld, "" for nothing.

        What was entered of a text, an item, a decision or a response goes whole, but that it is
        there: an agenda and a pack have a place for it.
        """
        recorded = "That there is one, who recorded it and when"
        return {
            ItemKind.RETURN: "Results, dates and the names of who gave them",
            ItemKind.JUDGEMENT: "Results, dates and the names of who gave them",
            ItemKind.RESPONSE: "The trend, who gave it and when",
            ItemKind.TEXT: recorded,
            ItemKind.ITEM: recorded,
            ItemKind.DECISION: recorded,
        }.get(self, "")

    @property
    def is_a_place(self) -> bool:
        """Tell whether its reference is a place in a pack or on an agenda."""
        return self in {ItemKind.TEXT, ItemKind.ITEM, ItemKind.DECISION}

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
    def is_commissioners(self) -> bool:
        """Tell whether it is a result of commissioners, which they alone withhold."""
        return self in {ItemKind.RESULT, ItemKind.TEST}

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
                "“not shown” too, and so does each clause of step-down that looks at that test, "
                "even where what is shown already makes the clause false.",
            ),
        ),
        about="A result can be withheld until it is published. A published result, its date and "
        "its author never are.",
    ),
)
