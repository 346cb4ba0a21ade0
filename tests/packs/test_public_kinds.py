"""What was written for a board, asked of it, decided and answered is an item each (Rule 29).

Whatever a withheld one says, the month and what is printed beside it are the same, byte for byte.
"""

from dataclasses import replace
from datetime import date, datetime

import pytest
from lxml.html import document_fromstring

from irp.words import WITHHELD
from packs import html
from packs.context import Edition, compose
from packs.facts import PlanFacts
from packs.facts.edition import CorrectedFacts, PinnedFacts, TextFacts
from packs.facts.meetings import (
    BoardActionFacts,
    BoardsFacts,
    BoardStepFacts,
    EndFacts,
    ItemFacts,
    MeetingFacts,
)
from packs.figures.meetings import item_line
from packs.snapshot.codec import body_of, text_of
from packs.snapshot.withhold import not_public, public_plan
from packs.twin import twin
from packs.twin_files import exhibits, file_of
from packs.words import Audience, Forum, ItemKind
from packs.words.edition import TextKind
from packs.words.meetings import ActionStage, Decided, ItemFate
from programmes.words import PointStage
from tests.packs.said_around import kept, response
from tests.packs.test_withhold import classed, plan

AT = datetime.fromisoformat("2026-11-13T09:00:00+00:00")
BY = {"by_name": "Ada Cpmo", "by_post": "CPMO", "at": AT}
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
CONCERN = "PO1-C1"
CANARY = "Zebra £1,234,567 for the second supplier"
REFS = {
    ItemKind.TEXT: ("TIB-2026-10-HEADLINE", "TIB-2026-10-OPINION", "TIB-2026-10-RISK-2"),
    ItemKind.ITEM: ("TIB-2026-10-I1",),
    ItemKind.DECISION: ("TIB-2026-09-D1",),
    ItemKind.ACTION: ("TIB-2026-09-A1",),
    ItemKind.RESPONSE: (CONCERN,),
}
PLAIN = "Nothing of it is anybody’s secret."


def own(kind: ItemKind) -> str:
    """Return words that nothing else says."""
    return f"Said of the {kind.label.lower()}"


def end(words: str, decided: Decided | None, minute: str) -> EndFacts:
    return EndFacts(fate=ItemFate.DECIDED, decided=decided, words=words, minute=minute, **BY)


def item(number: int, words: str, *, is_long: bool = False, **changes) -> ItemFacts:
    entered = {
        "ask": words, "options": (is_long and words) or "", "recommendation": words, "without": "",
        "decide_by": date(2026, 12, 1) if is_long else None, "point": "", "carried_from": None,
        "asked_by": "Strategic Director" if is_long else "", "ends": (),
    }  # fmt: skip
    return ItemFacts(number=number, **entered | changes)


def meeting(month: date, *items: ItemFacts) -> MeetingFacts:
    return MeetingFacts(
        forum=Forum.TIB, month=month, on=date(2026, month.month + 1, 20), starts="", venue="",
        members=(), attendance=(), items=items, is_recorded=True,
    )  # fmt: skip


def action(number: int, words: str, *, item: int | None, **changes) -> BoardActionFacts:
    entered = {
        "ref": f"TIB-2026-09-A{number}", "forum": Forum.TIB, "month": SEPTEMBER, "item": item,
        "words": words, "owner": "SAO", "due_on": date(2026, 12, 1), "steps": (), **BY,
    }  # fmt: skip
    return BoardActionFacts(**entered | changes)


def text(kind: TextKind, words: str, place: int = 1, **changes) -> TextFacts:
    entered = {"way_back": "", "owner": "", "due_on": None, **BY}
    return TextFacts(kind=kind, place=place, words=words, **entered | changes)


def month(*kinds: ItemKind, words: str = PLAIN) -> tuple[PlanFacts, PinnedFacts]:
    """Return a month and what is printed beside it, of which some kinds say other words.

    Besides the words, whatever else can be entered of it is another.
    """
    words_of = {of_kind: words if of_kind in kinds else own(of_kind) for of_kind in ItemKind}
    changed = {of_kind: of_kind in kinds and words == CANARY for of_kind in ItemKind}
    sought = item(1, words_of[ItemKind.ITEM], is_long=changed[ItemKind.ITEM])
    turned = changed[ItemKind.DECISION]
    dealt = item(1, "Agree the first supplier", ends=(
        end(words_of[ItemKind.DECISION], Decided.NOT_AGREED if turned else Decided.AGREED,
            "7" if turned else "4.2"),
    ))  # fmt: skip
    given = action(1, words_of[ItemKind.ACTION], item=None)
    if changed[ItemKind.ACTION]:
        step = BoardStepFacts(stage=ActionStage.ACCEPTED, due_on=None, words=words, **BY)
        given = replace(given, owner="Another", due_on=date(2026, 1, 5), steps=(step,))
    answer = replace(response(CONCERN), words=words_of[ItemKind.RESPONSE])
    if changed[ItemKind.RESPONSE]:
        answer = replace(answer, owner="Another", due_on=None)
    worry = {"owner": "SAO", "way_back": words, "due_on": date(2026, 12, 1)}
    texts = [
        text(TextKind.HEADLINE, words_of[ItemKind.TEXT]),
        text(TextKind.OPINION, words_of[ItemKind.TEXT]),
        text(TextKind.WORRY, "Another risk that is to be named", 1, owner="Another"),
        text(
            TextKind.WORRY, words_of[ItemKind.TEXT], 2, **(worry if changed[ItemKind.TEXT] else {})
        ),
    ]
    boards = BoardsFacts(
        meetings=(meeting(OCTOBER, sought), meeting(SEPTEMBER, dealt)), actions=(given,)
    )
    whole = replace(plan(), boards=boards, assurance=kept(responses=(answer,)))
    return whole, PinnedFacts(at=AT, texts=tuple(texts), items=(sought,), since=())


def line_of(found: PlanFacts):
    return item_line(found.boards.meetings[0].items[0])


def public(months: tuple[PlanFacts, PinnedFacts], *refs: tuple[ItemKind, str]):
    """Return a public edition of the TIB's pack that withholds some items."""
    classes = [classed(*kind_and_ref) for kind_and_ref in refs]
    return public_plan(months[0], classes, pinned=months[1], forum=Forum.TIB, last=months[0])


def held(kind: ItemKind) -> list[tuple[ItemKind, str]]:
    return [(kind, ref) for ref in REFS[kind]]


@pytest.mark.parametrize("kind", REFS)
def test_rule_29_whatever_a_withheld_item_says_the_public_edition_is_the_same(kind):
    editions = [public(month(kind, words=words), *held(kind)) for words in (PLAIN, CANARY)]
    bodies = [
        (body_of(edition.plan), body_of(edition.last), text_of(edition.pinned))
        for edition in editions
    ]
    assert bodies[0] == bodies[1]
    assert editions[0].withheld == editions[1].withheld
    whole, pinned = month(kind, words=CANARY)
    assert "Zebra" in f"{body_of(whole)}{text_of(pinned)}"
    ours = [row for row in editions[0].withheld if row.what == kind.label]
    assert [row.count for row in ours] == [len(REFS[kind])]
    assert [row.ground for row in ours] == ["Exempt, paragraph 3: financial or business affairs"]


@pytest.mark.parametrize("forum", Forum)
def test_rule_29_no_page_says_a_word_of_it(forum):
    """Body, annexes, the reading on screen and every file of a table."""
    whole, pinned = month(*REFS, words=CANARY)
    refs = [ref for kind in REFS for ref in held(kind)]
    refs = [(kind, ref.replace("TIB", forum.value.upper())) for kind, ref in refs]
    found = public_plan(
        whole, [classed(*kind_and_ref) for kind_and_ref in refs], pinned=pinned, forum=forum
    )
    edition = Edition(
        forum=forum.value, number=1, standing="final", audience=Audience.PUBLIC, made_from="1" * 64
    )
    context = compose(
        found.plan, edition, sha256="0" * 64, before=None, pinned=found.pinned,
        held=found.withheld, hidden=found.hidden,
    )  # fmt: skip
    for file in context.files:
        markup = html.render(context, file=file)
        assert "Zebra" not in markup and "Zebra" not in str(twin(markup, file_of=str).body)
        files = [file_of(exhibit) for exhibit in exhibits(document_fromstring(markup).body)]
        assert all("Zebra" not in f"{table.heads} {table.rows}" for table in files)


def test_an_edition_is_told_of_texts_and_items_of_its_own_board_alone():
    """A text is known by its place: what is withheld of the TIB's pack is not of the IRB's."""
    whole, pinned = month()
    classes = [classed(*kind_and_ref) for kind_and_ref in held(ItemKind.TEXT)]
    theirs = public_plan(whole, classes, pinned=pinned, forum=Forum.IRB)
    assert theirs.pinned == pinned
    counts = {
        forum: [
            row.count
            for row in not_public(whole, classes, pinned=pinned, forum=forum)
            if row.what == ItemKind.TEXT.label
        ]
        for forum in Forum
    }
    assert counts == {Forum.TIB: [3], Forum.IRB: []}


def test_what_stays_of_a_withheld_item_is_that_it_is_there():
    whole, pinned = month()
    found = public((whole, pinned), *held(ItemKind.ITEM))
    (now,) = found.pinned.items
    assert {now.ask, now.options, now.recommendation, now.without} == {WITHHELD}
    assert (now.number, now.decide_by) == (1, None) and item_line(now).is_withheld
    assert not item_line(pinned.items[0]).is_withheld


def test_of_a_withheld_decision_nobody_learns_what_was_decided():
    found = public(month(), *held(ItemKind.DECISION)).plan
    line = item_line(found.boards.meetings[1].items[0])
    assert line.facts.ask == "Agree the first supplier"
    assert (line.status, line.end.words, line.end.minute) == ("Decided", WITHHELD, "")
    assert (line.end.by_name, line.end.at) == (BY["by_name"], AT)


@pytest.mark.parametrize("kind", [ItemKind.ITEM, ItemKind.DECISION])
def test_what_followed_and_what_was_asked_first_do_not_repeat_it(kind):
    """The SAO's ask with its answer, and the actions that the board gave after it."""
    whole, pinned = month()
    asked = next(raised for raised in plan().points if raised.steps)
    steps = (replace(asked.steps[-1], stage=PointStage.ANSWERED, words="Agreed.", minute="4.2"),)
    point = replace(asked, words="A second supplier, please", steps=steps)
    ended = item(1, "Agree in other words", point=point.ref,
                 ends=(end("Agreed.", Decided.AGREED, "4.2"),))  # fmt: skip
    boards = replace(
        whole.boards,
        meetings=(meeting(SEPTEMBER, ended),),
        actions=(action(1, "Sign it", item=1), action(2, "Of no item", item=None)),
    )
    points = tuple(point if raised.ref == point.ref else raised for raised in plan().points)
    ref = f"TIB-2026-09-{'I' if kind is ItemKind.ITEM else 'D'}1"
    found = public((replace(whole, boards=boards, points=points), pinned), (kind, ref)).plan
    now = next(raised for raised in found.points if raised.ref == point.ref)
    is_asked = kind is ItemKind.ITEM
    assert now.words == (WITHHELD if is_asked else point.words)
    assert {(step.words, step.minute) for step in now.steps} == {(WITHHELD, "")}
    assert line_of(found).status == "Decided" and line_of(found).is_withheld is is_asked
    assert [board_action.words for board_action in found.boards.actions] == [WITHHELD, "Of no item"]


def test_an_item_that_was_carried_does_not_repeat_the_withheld_one():
    whole, pinned = month()
    again = item(1, own(ItemKind.ITEM), carried_from=SEPTEMBER)
    boards = replace(
        whole.boards, meetings=(meeting(OCTOBER, again), meeting(SEPTEMBER, replace(again)))
    )
    ref = (ItemKind.ITEM, "TIB-2026-09-I1")
    found = public((replace(whole, boards=boards), replace(pinned, items=(again,))), ref)
    asks = [sought.ask for each in found.plan.boards.meetings for sought in each.items]
    assert asks == [WITHHELD, WITHHELD] and found.pinned.items[0].ask == WITHHELD


def test_a_text_that_repeats_a_withheld_one_goes_with_it():
    whole, pinned = month()
    found = public((whole, pinned), (ItemKind.TEXT, "TIB-2026-10-OPINION")).pinned
    words = {(printed.kind, printed.place): printed.words for printed in found.texts}
    assert words[TextKind.HEADLINE, 1] == WITHHELD  # it says the same
    assert words[TextKind.WORRY, 1] == "Another risk that is to be named"


def test_a_way_that_leads_through_a_withheld_dependency_is_none():
    """Else what a late milestone reaches would tell of it."""
    reach = replace(plan().runway.reaches[0], via=("D-101", "L-001"))
    others = plan().runway.reaches[1:3]
    whole = replace(plan(), runway=replace(plan().runway, reaches=(reach, *others)))
    found = public_plan(whole, [classed(ItemKind.DEPENDENCY, "D-101")]).plan
    assert found.runway.reaches == others


class TestReason:
    """The reason of a correction is an item by its place, and names what others are (Rule 29)."""

    REF = (ItemKind.TEXT, "TIB-2026-10-REASON")

    def public(self, words: str, *refs: tuple[ItemKind, str]):
        whole, pinned = month()
        was = CorrectedFacts(version="v1.0", on=date(2026, 11, 5), words=words)
        return public((whole, replace(pinned, corrects=was)), *refs)

    def test_whatever_a_withheld_reason_says_the_public_edition_is_the_same(self):
        editions = [self.public(words, self.REF) for words in (PLAIN, CANARY)]
        assert text_of(editions[0].pinned) == text_of(editions[1].pinned)
        assert body_of(editions[0].plan) == body_of(editions[1].plan)
        assert editions[0].withheld == editions[1].withheld
        (row,) = [
            withheld_row
            for withheld_row in editions[0].withheld
            if withheld_row.kind is ItemKind.TEXT
        ]
        assert row.refs == ("TIB-2026-10-REASON",)
        assert editions[0].pinned.corrects.words == WITHHELD
        assert editions[0].pinned.corrects.version == "v1.0"

    def test_one_of_another_board_is_another_item(self):
        found = self.public(CANARY, (ItemKind.TEXT, "IRB-2026-10-REASON"))
        assert found.pinned.corrects.words == CANARY

    def test_one_that_repeats_what_is_withheld_goes_with_it(self):
        repeats = self.public(own(ItemKind.ITEM), *held(ItemKind.ITEM))
        assert repeats.pinned.corrects.words == WITHHELD
        others = self.public(PLAIN, *held(ItemKind.ITEM))
        assert others.pinned.corrects.words == PLAIN
