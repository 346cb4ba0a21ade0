"""What returns and judgements say, which is withheld by itself, and what was made of it (Rule 29).

A month's facts as plain values, or what an edition prints beside them, changed in place.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from assurance.words import Speaker
from packs.snapshot.copies import Copyable, copyable
from packs.snapshot.hushing import COPIED, PROSE, hush
from packs.words import ItemKind


def hush_spoken(
    months: Collection[Mapping[str, Any]],
    held: Collection[tuple[ItemKind | None, str]],
    rows: Collection[str],
) -> Copyable:
    """Take the words of withheld returns and judgements; return what everything withheld says.

    The asks and challenges that were raised on a withheld return speak of it, and so does what a
    board did with them: their words go with its words.
    """
    spoken = [record for facts in months for one in held for record in spoken_of(facts, *one)]
    returns = {ref for kind, ref in held if kind is ItemKind.RETURN}
    points = [
        point
        for facts in months
        for point in facts.get("points") or ()
        if point["programme"] in returns
    ]
    raised = {point["ref"] for point in points}
    said = copyable(months, {*rows, *raised}, {id(one) for one in spoken})
    for record in spoken:
        hush(record, PROSE)
    for point in points:
        hush(point, COPIED)
    for facts in months:
        boards = facts.get("boards")
        for meeting in (boards or {"meetings": [facts]})["meetings"]:
            for item in meeting.get("items") or ():
                if item["point"] in raised:
                    hush(item, COPIED)
        if boards:
            hush_what_followed(boards, boards, raised)
    return said


def hush_what_followed(
    boards: Mapping[str, Any], kept: Mapping[str, Any], rows: Collection[str]
) -> None:
    """Take the words of the actions that a board gave after a withheld ask: they may repeat it."""
    asked = {
        (meeting["forum"], meeting["month"], item["number"])
        for meeting in boards["meetings"]
        for item in meeting["items"]
        if item["point"] in rows
    }
    for action in kept["actions"]:
        if (action["forum"], action["month"], action["item"]) in asked:
            hush(action, COPIED)


def spoken_of(plan: Mapping[str, Any], kind: ItemKind | None, ref: str) -> Iterator[dict[str, Any]]:
    """Yield what holds the words of an item: returns and reports, assessments, acts on tests."""
    if kind is ItemKind.RETURN:
        for programme in plan.get("programmes", ()):
            if programme["ref"] == ref:
                yield from filter(None, (programme["ret"], programme["ret_before"]))
                for milestone in programme["milestones"]:
                    yield from (*milestone["reports"], *milestone["completions"])
                    yield from filter(None, [milestone["recurring"]])
    elif kind is not None and kind.speaker:
        yield from _said_by(plan, kind.speaker, ref)
    elif kind is ItemKind.TEST:
        yield from _acts_on(plan, ref)
    elif kind is ItemKind.JUDGEMENT:
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
                yield from (one for one in row["assessments"] if one["speaker"] == speaker)
                yield from (one for one in row["withdrawn"] if one["said"]["speaker"] == speaker)
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
