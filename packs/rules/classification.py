"""What classifying an item takes, and what items of a pack and a meeting are called (Rule 29).

Pure: no Django, no clock.
"""

from datetime import date

from assurance.words.classification import Classification, Paragraph
from packs.words import Forum
from packs.words.edition import TextKind

REASON = "REASON"  # at the end of a text's reference, as the code of each other text


def class_faults(
    classification: Classification, paragraph: Paragraph | None, reason: str
) -> dict[str, str]:
    """Return what is wrong with how an item is classified, by field.

    Exempt needs its paragraph and nothing else has one. Everything needs its reason: to be public
    again as well.
    """
    faults = {}
    if classification is Classification.EXEMPT and paragraph is None:
        faults["paragraph"] = "Choose the paragraph of Schedule 12A that makes it exempt"
    if classification is not Classification.EXEMPT and paragraph is not None:
        faults["paragraph"] = "Choose no paragraph, or choose “Exempt” as the classification"
    if not reason.strip():
        faults["reason"] = "Enter the reason"
    return faults


def text_ref(forum: Forum, month: date, kind: TextKind, place: int) -> str:
    """Return what a text for a pack is called: "TIB-2026-10-OPINION", "IRB-2026-10-RISK-2".

    It is the text's place in its pack, whichever of its versions stands there.
    """
    which = f"-{place}" if kind.places > 1 else ""
    return f"{pack_prefix(forum, month)}{kind.code}{which}"


def reason_ref(forum: Forum, month: date) -> str:
    """Return what the reason of a pack's correction is called: "TIB-2026-10-REASON"."""
    return f"{pack_prefix(forum, month)}{REASON}"


def item_ref(forum: Forum, month: date, number: int) -> str:
    """Return what a decision sought is called: "TIB-2026-10-I2"; an action of it is "…-A2"."""
    return f"{pack_prefix(forum, month)}I{number}"


def decision_ref(forum: Forum, month: date, number: int) -> str:
    """Return what the decision on an item is called: "TIB-2026-10-D2"; a correction is it too."""
    return f"{pack_prefix(forum, month)}D{number}"


def pack_of(ref: str) -> tuple[Forum, date]:
    """Return the board and the month whose pack a text, an item or a decision is of."""
    forum, year, month, *_ = ref.split("-")
    return Forum(forum.lower()), date(int(year), int(month), 1)


def pack_prefix(forum: Forum, month: date) -> str:
    """Return how each reference begins of what is of a pack or its meeting: "TIB-2026-10-"."""
    return f"{forum.value.upper()}-{month:%Y-%m}-"
