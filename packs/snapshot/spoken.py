"""What people wrote that is withheld by itself, and what was made of it (Rule 29).

Returns and judgements; texts for a pack, what a board was asked and decided, responses to concerns.
A month's facts as plain values, or what an edition prints beside them, changed in place.
"""

from collections.abc import Collection, Mapping
from typing import Any

from packs.snapshot.copies import SPOKEN, WRITTEN, Copyable, copyable
from packs.snapshot.hushing import COPIED, PROSE, WITHHELD, hush
from packs.snapshot.words_of import Held, Months, is_asked, is_decided, items_of, spoken_of
from packs.words import ItemKind
from programmes.words import PointStage

DECIDED = {"decided": None, "words": WITHHELD, "minute": ""}
# What stands in the place of all that was entered: whether a part of it was is not told either.
ENTERED: Mapping[ItemKind, Mapping[str, Any]] = {
    ItemKind.TEXT: {"words": WITHHELD, "way_back": "", "owner": "", "due_on": None},
    ItemKind.ITEM: {
        **dict.fromkeys(("ask", "options", "recommendation", "without", "asked_by"), WITHHELD),
        "decide_by": None,
    },
    ItemKind.DECISION: DECIDED,
    ItemKind.RESPONSE: {"words": WITHHELD, "owner": "", "due_on": None},
}


def hush_spoken(months: Months, held: Held, rows: Collection[str]) -> Copyable:
    """Take the words that are withheld by themselves; return what everything withheld says.

    The asks and challenges that were raised on a withheld return speak of it, and so does what a
    board did with them: their words go with its words. So do those of an ask that is withheld as
    a board was asked it, the answer that a withheld decision gave to one, and the actions that a
    board gave after a withheld item or decision.
    """
    spoken = [
        (kind, record)
        for facts in months
        for kind, ref in held
        for record in spoken_of(facts, kind, ref)
    ]
    points = _raised(months, held)
    raised = {point["ref"] for point in points}
    answers = _answers(months, held)
    words = {id(record): WRITTEN if kind in ENTERED else SPOKEN for kind, record in spoken}
    withheld_words = copyable(months, {*rows, *raised}, words)
    followed = _followed(months, held)
    for kind, record in spoken:
        if kind is not None and kind in ENTERED:
            _empty(record, kind)
        else:
            hush(record, PROSE)
    for record in (*points, *answers):
        hush(record, COPIED)
    for _, item in items_of(months):
        if item["point"] in raised:
            hush(item, COPIED)
    for facts in months:
        if boards := facts.get("boards"):
            hush_what_followed(boards, boards, raised)
            _hush_actions(boards, followed)
    return withheld_words


def _empty(record: dict[str, Any], kind: ItemKind) -> None:
    """Put what is said of a withheld record in place of what it says; an item's end goes too."""
    record |= ENTERED[kind]
    for end in record.get("ends", ()):
        end |= DECIDED


def _raised(months: Months, held: Held) -> list[dict[str, Any]]:
    """Return the asks and challenges of withheld returns, and those of withheld items."""
    returns = {ref for kind, ref in held if kind is ItemKind.RETURN}
    asked = {item["point"] for meeting, item in items_of(months) if is_asked(meeting, item, held)}
    return [
        point
        for facts in months
        for point in facts.get("points") or ()
        if point["programme"] in returns or point["ref"] in asked
    ]


def _answers(months: Months, held: Held) -> list[dict[str, Any]]:
    """Return the answers that withheld decisions gave to asks."""
    items = items_of(months)
    answered = {item["point"] for meeting, item in items if is_decided(meeting, item, held)}
    return [
        step
        for facts in months
        for point in facts.get("points") or ()
        for step in point["steps"]
        if point["ref"] in answered and step["stage"] == PointStage.ANSWERED
    ]


def hush_what_followed(
    boards: Mapping[str, Any], left: Mapping[str, Any], rows: Collection[str]
) -> None:
    """Take the words of the actions that a board gave after a withheld ask: they may repeat it."""
    asked = {
        (meeting["forum"], meeting["month"], item["number"])
        for meeting in boards["meetings"]
        for item in meeting["items"]
        if item["point"] in rows
    }
    _hush_actions(left, asked)


def _followed(months: Months, held: Held) -> set[tuple[str, str, int]]:
    """Return the withheld items and decisions: board, month, number."""
    return {
        (meeting["forum"], meeting["month"], item["number"])
        for meeting, item in items_of(months)
        if is_asked(meeting, item, held) or is_decided(meeting, item, held)
    }


def _hush_actions(boards: Mapping[str, Any], after: Collection[tuple[str, str, int]]) -> None:
    for action in boards["actions"]:
        if (action["forum"], action["month"], action["item"]) in after:
            hush(action, COPIED)
