"""Where the words of an item stand: what people wrote of something that stays public (Rule 29).

In a month's facts as plain values, or in what an edition prints beside them.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from assurance.words import Speaker
from packs.rules.classification import decision_ref, item_ref, reason_ref, text_ref
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind

Months = Collection[Mapping[str, Any]]  # and what is printed beside them
Held = Collection[tuple[ItemKind | None, str]]


def spoken_of(
    facts: Mapping[str, Any], kind: ItemKind | None, ref: str
) -> Iterator[dict[str, Any]]:
    """Yield what holds the words of an item."""
    if kind is ItemKind.RETURN:
        yield from _returned(facts, ref)
    elif kind is not None and kind.speaker:
        yield from _said_by(facts, kind.speaker, ref)
    elif kind is ItemKind.TEST:
        yield from _acts_on(facts, ref)
    elif kind is ItemKind.JUDGEMENT:
        yield from _judged(facts, ref)
    elif kind is ItemKind.RESPONSE:
        assurance = facts.get("assurance") or {"responses": ()}
        yield from (response for response in assurance["responses"] if response["ref"] == ref)
    elif kind is ItemKind.TEXT:
        for text in facts.get("texts", ()):
            if text_ref(*_pack(facts), TextKind(text["kind"]), text["place"]) == ref:
                yield text
        if (corrects := facts.get("corrects")) and reason_ref(*_pack(facts)) == ref:
            yield corrects
    elif kind in (ItemKind.ITEM, ItemKind.DECISION):
        for meeting, item in items_of([facts]):
            if is_asked(meeting, item, {(kind, ref)}):
                yield item
            elif is_decided(meeting, item, {(kind, ref)}):
                yield from item["ends"]


def _returned(plan: Mapping[str, Any], ref: str) -> Iterator[dict[str, Any]]:
    for programme in plan.get("programmes", ()):
        if programme["ref"] == ref:
            yield from filter(None, (programme["ret"], programme["ret_before"]))
            for milestone in programme["milestones"]:
                yield from (*milestone["reports"], *milestone["completions"])
                yield from filter(None, [milestone["recurring"]])


def _judged(plan: Mapping[str, Any], ref: str) -> Iterator[dict[str, Any]]:
    for outcome in plan.get("outcomes", ()):
        for row in outcome["requirements"]:
            if row["ref"] == ref:
                yield from (*row["assessments"], *row["withdrawn"])
                yield from (gate for gate in row["gates"] if gate["ruling"])
    yield from _acts_on(plan, ref)


def _said_by(plan: Mapping[str, Any], speaker: Speaker, ref: str) -> Iterator[dict[str, Any]]:
    """Yield what one speaker said of a requirement, commissioners of its dates too."""
    for outcome in plan.get("outcomes", ()):
        for row in outcome["requirements"]:
            if row["ref"] == ref:
                yield from (
                    assessment
                    for assessment in row["assessments"]
                    if assessment["speaker"] == speaker
                )
                yield from (act for act in row["withdrawn"] if act["said"]["speaker"] == speaker)
                if speaker is Speaker.COMMISSIONER:
                    yield from (gate for gate in row["gates"] if gate["ruling"])


def _acts_on(plan: Mapping[str, Any], ref: str) -> Iterator[dict[str, Any]]:
    """Yield what commissioners said of an outcome under a test."""
    for act in (plan.get("judged") or {"acts": ()})["acts"]:
        if cell_ref(outcome=act["outcome"], test=act["test"]) == ref:
            yield act


def cell_ref(*, outcome: int, test: int) -> str:
    """Return what an outcome under a test is called where one is classified: "PO4-T1"."""
    return f"PO{outcome}-T{test}"


def items_of(months: Months) -> list[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Return the items of every meeting of some months, each with its meeting."""
    return [
        (meeting, item)
        for facts in months
        for meeting in _meetings(facts)
        for item in meeting["items"]
    ]


def _meetings(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the meetings of a month; what an edition prints beside it has the items of one."""
    if "items" in facts:
        return [facts]
    return list((facts.get("boards") or {"meetings": ()})["meetings"])


def is_asked(meeting: Mapping[str, Any], item: Mapping[str, Any], held: Held) -> bool:
    """Tell whether an item of an agenda is one of those."""
    return (ItemKind.ITEM, item_ref(*_pack(meeting), item["number"])) in held


def is_decided(meeting: Mapping[str, Any], item: Mapping[str, Any], held: Held) -> bool:
    """Tell whether the decision on an item is one of those."""
    return (ItemKind.DECISION, decision_ref(*_pack(meeting), item["number"])) in held


def _pack(facts: Mapping[str, Any]) -> tuple[Forum, date]:
    """Return the board and the month of a meeting, or of what is printed beside its pack."""
    return Forum(facts["forum"]), date.fromisoformat(facts["month"])
