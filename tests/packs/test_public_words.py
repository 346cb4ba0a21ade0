"""The words of what is withheld are not to be had of a record that took them over (Rule 29)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from assurance.words.classification import Classification
from packs.facts.classification import ClosedFacts
from packs.facts.edition import PinnedFacts, TextFacts
from packs.facts.meetings import BoardActionFacts, BoardsFacts, ItemFacts, MeetingFacts
from packs.snapshot.codec import body_of, text_of
from packs.snapshot.hushing import WITHHELD, Names, folded
from packs.snapshot.withhold import public_plan
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind
from tests.packs.test_withhold import classed, plan

AT = datetime.fromisoformat("2026-11-13T09:00:00+00:00")
BY = {"by_name": "Ada Cpmo", "by_post": "CPMO", "at": AT}
MONTH = date(2026, 9, 1)


def asked():
    """Return a programme whose return asks for help, and the ask that was raised from it."""
    programmes = {programme.ref: programme for programme in plan().programmes if programme.ret}
    return next(
        (programmes[point.programme], point)
        for point in plan().points
        if point.words in programmes[point.programme].ret.help_needed
    )


def before_the_board(point) -> tuple[BoardsFacts, ItemFacts]:
    """Return a meeting that was asked for what a point says, and gave an action for it."""
    item = ItemFacts(
        number=1, ask="Asked in other words", options="", recommendation="Agree to £2m",
        without="", decide_by=None, asked_by="", point=point.ref, carried_from=None, ends=(),
    )  # fmt: skip
    meeting = MeetingFacts(
        forum=Forum.TIB, month=MONTH, on=date(2026, 10, 6), starts="", venue="", members=(),
        attendance=(), items=(item,), is_recorded=True,
    )  # fmt: skip
    action = BoardActionFacts(
        ref="TIB-A-1", forum=Forum.TIB, month=MONTH, item=1, words="Settle for £2m", owner="SAO",
        due_on=date(2026, 12, 1), steps=(), **BY,
    )  # fmt: skip
    return BoardsFacts(meetings=(meeting,), actions=(action,)), item


def pinned(words: str, *items: ItemFacts):
    """Return what an edition prints beside its snapshot: an opinion, and its meeting's agenda."""
    text = TextFacts(
        kind=TextKind.OPINION, place=1, words=words, way_back="", owner="", due_on=None, **BY
    )
    found = PinnedFacts(at=AT, texts=(text,), items=items, since=())
    return {"pinned": found, "forum": Forum.TIB}


def test_what_was_raised_on_a_withheld_return_does_not_repeat_its_words():
    """Rule 29: its asks and challenges, what a board made of them, a text that quotes it."""
    programme, point = asked()
    boards, item = before_the_board(point)
    quoting = pinned(f"They wrote: “{programme.ret.help_needed}”", item)
    whole = replace(plan(), boards=boards)
    found = public_plan(whole, [classed(ItemKind.RETURN, programme.ref)], **quoting)
    for text in (body_of(found.plan), text_of(found.pinned)):
        assert folded(point.words) not in folded(text) and "£2m" not in text
    points = {raised.ref: raised for raised in found.plan.points}
    assert points.keys() == {raised.ref for raised in plan().points}
    assert points[point.ref].words == WITHHELD and points[point.ref].stage is point.stage
    others = [raised for raised in plan().points if raised.programme != programme.ref]
    assert [points[other.ref] for other in others] == others


def test_the_return_that_a_withheld_ask_was_raised_on_does_not_repeat_its_words():
    """Rule 29: what help is needed goes where it holds the ask; the rest of the return stays."""
    programme, point = asked()
    found = public_plan(plan(), [classed(ItemKind.POINT, point.ref)], **pinned(point.words))
    now = next(candidate for candidate in found.plan.programmes if candidate.ref == programme.ref)
    assert now.ret.help_needed == WITHHELD and now.ret.progress == programme.ret.progress
    assert found.pinned.texts[0].words == WITHHELD
    assert folded(point.words) not in folded(body_of(found.plan))


def test_the_step_of_a_risk_does_not_repeat_a_withheld_issue():
    """Rule 29: the reason with which a risk happened is what its issue says."""
    issue = next(entry for entry in plan().raid.issues if entry.risk)
    risk = next(entry for entry in plan().raid.risks if entry.ref == issue.risk)
    assert issue.description in {step.reason for step in risk.steps}
    found = public_plan(plan(), [classed(ItemKind.RISK, issue.ref)]).plan
    assert issue.description not in body_of(found)
    now = next(entry for entry in found.raid.risks if entry.ref == risk.ref)
    assert len(now.steps) == len(risk.steps)


def test_this_month_says_how_evidence_is_classified_not_the_month_before():
    """Rule 29: what was public last month and is not public in this one is withheld from both."""
    piece = next(
        evidence
        for evidence in plan().evidence
        if evidence.classification is not Classification.PUBLIC
    )
    before = tuple(
        replace(evidence, classification=Classification.PUBLIC)
        if evidence.ref == piece.ref
        else evidence
        for evidence in plan().evidence
    )
    found = public_plan(plan(), [], last=replace(plan(), evidence=before))
    for month in (found.plan, found.last):
        assert piece.ref not in {evidence.ref for evidence in month.evidence}


TITLE = "The sale of the old tram depot"


@pytest.mark.parametrize("is_evidence", [False, True])
def test_the_title_of_what_was_raised_after_the_freeze_is_looked_for_too(is_evidence):
    """Rule 29: no fact of the month has it, so it is pinned with how the item is classified."""
    ground = {"classification": Classification.EXEMPT, "paragraph": None, "title": TITLE}
    late = classed(ItemKind.RISK, "R-99", title=TITLE)
    piece = ClosedFacts(ref="EV-9999", **ground)
    classes, closed = ([], [piece]) if is_evidence else ([late], [])
    words = "We worry about the sale of the  old tram\u00a0depot: no buyer is left."
    found = public_plan(plan(), classes, closed=closed, **pinned(words))
    assert found.pinned.texts[0].words == WITHHELD
    assert {row.what for row in found.withheld} == {"Evidence"}  # the month speaks of no R-99
    without = (
        [replace(classed_item, title="") for classed_item in classes],
        [replace(closed_piece, title="") for closed_piece in closed],
    )
    found = public_plan(plan(), without[0], closed=without[1], **pinned(words))
    assert found.pinned.texts[0].words == words


@pytest.mark.parametrize(
    "typed",
    [
        "see R-04.", "see R\u201104", "see R–04", "see R 04", "see R\u00a004", "see r - 04",
        "R\u00ad-04", "R-\u200b04", "the R-04-related claim", "R-04–R-06", "R-03–R-04", "R-04’s",
        "The sale of the old\u00a0depot", "the  sale of\nthe old depot",
        "The sale of the old de\u00adpot",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_typed(typed):
    """Rule 29: a text that names what is withheld goes, whatever its dashes and spaces are."""
    assert Names({"R-04"}, ["The sale of the old depot"]).are_in(typed)


@pytest.mark.parametrize("typed", ["R-041", "AR-04", "AST-R-04", "R-0 4", "LOT-10", "R4"])
def test_another_name_is_left_alone(typed):
    """Rule 29: what is not withheld stays."""
    assert not Names({"R-04", "LOT-1"}, []).are_in(typed)
