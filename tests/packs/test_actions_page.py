"""What a pack opens with: actions from the last meeting, from frozen facts alone (Rules 16, 31)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from irp.readings import AsAt
from packs import html
from packs.context import Edition, compose
from packs.facts.meetings import BoardActionFacts, BoardsFacts, BoardStepFacts, MeetingFacts
from packs.readings.meetings import boards_kept
from packs.words import Forum
from packs.words.meetings import ActionStage
from tests.packs import made_up
from tests.packs.meeting_steps import TIB_MET, decide, give, seek, step
from tests.world import NOW

BY = {"by_name": "Person cpmo", "by_post": "CPMO", "at": datetime(2026, 9, 24, 16, tzinfo=UTC)}
MET = MeetingFacts(
    forum=Forum.TIB, month=date(2026, 8, 1), on=date(2026, 9, 24), starts="", venue="",
    members=(), attendance=(), items=(), is_recorded=True,
)  # fmt: skip


def given(number, due_on, *stages, forum=Forum.TIB):
    steps = tuple(
        BoardStepFacts(stage=stage, due_on=None, words="Signed.", **BY) for stage in stages
    )
    return BoardActionFacts(
        ref=f"{forum.value.upper()}-2026-08-A{number}", forum=forum, month=MET.month, item=None,
        words=f"Do thing {number}", owner="Post of sao", due_on=due_on, steps=steps, **BY,
    )  # fmt: skip


ACTIONS = (
    given(1, date(2027, 6, 30)),
    given(2, date(2026, 9, 30)),
    given(3, date(2026, 9, 30), ActionStage.DONE, ActionStage.ACCEPTED),
    given(4, date(2026, 9, 30), forum=Forum.IRB),
)


@pytest.fixture
def plan():
    return made_up.facts_of(made_up.body())


def printed(plan, forum):
    edition = Edition(forum=forum, number=1, standing="draft")
    return html.render(compose(plan, edition, sha256="0" * 64, before=None))


def test_a_pack_opens_with_the_actions_of_its_own_board_the_overdue_first(plan):
    plan = replace(plan, boards=BoardsFacts(meetings=(MET,), actions=ACTIONS))
    page = printed(plan, "tib")
    places = [page.index(f"TIB-2026-08-A{number}") for number in (2, 1, 3)]
    assert places == sorted(places)
    assert "Actions open: 2, of which 1 overdue" in page
    assert "The board met last on 24 Sep 2026." in page
    assert "IRB-2026-08-A4" not in page
    assert "IRB-2026-08-A4" in printed(plan, "irb")


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_nothing_recorded_is_said_and_nothing_kept_is_left_out(plan, forum):
    empty = replace(plan, boards=BoardsFacts(meetings=(), actions=()))
    assert "No meeting has been recorded." in printed(empty, forum)
    assert 'id="actions"' not in printed(replace(plan, boards=None), forum)


def test_rule_16_a_frozen_month_keeps_the_last_meeting_and_what_is_open(world):
    decide(world, seek(world))
    action = give(world)
    assert boards_kept(AsAt(NOW), month=world.period.month).actions == ()
    after = TIB_MET.replace(day=28)
    boards = boards_kept(AsAt(after), month=date(2026, 11, 1))
    assert [open_action.ref for open_action in boards.actions] == ["TIB-2026-10-A1"]
    assert [meeting.items[0].ends[0].minute for meeting in boards.meetings] == ["4.2"]
    step(world, action, ActionStage.DONE)
    step(world, action, ActionStage.ACCEPTED, by="cpmo")
    assert (
        boards_kept(AsAt(after), month=date(2026, 11, 1)).actions[0].steps[-1].stage == "accepted"
    )
