"""Decisions sought and open challenges in the packs; an older snapshot has no such section."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from packs import html
from packs.context import Edition, compose
from packs.context.points import challenges_of, decisions_page
from packs.snapshot import codec
from programmes.words import Ladder, PointKind, PointStage
from tests.packs import made_up
from tests.rules.test_points import ASK, CHALLENGE, point, step

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)


def numbered(number, kind=ASK, *steps):
    raised = replace(point(kind, *steps, raised=AT), programme="HOU")
    return replace(raised, ref=f"HOU-{kind.letters}-{number:02}", words=f"Question {number}")


def tabled(forum):
    return step(PointStage.TABLED, AT + timedelta(days=1), forum=forum,
                meeting_on=date(2026, 11, 24), words="")  # fmt: skip


ANSWERED = step(PointStage.ANSWERED, AT + timedelta(days=9), words="Agreed in full.")
POINTS = (
    numbered(1, ASK, tabled(Ladder.TIB)),
    numbered(2, ASK, tabled(Ladder.IRB)),
    numbered(3),
    numbered(4, ASK, tabled(Ladder.TIB), ANSWERED),
    numbered(5, CHALLENGE),
    numbered(6, CHALLENGE, step(PointStage.CLOSED, AT, words="x")),
)


@pytest.fixture
def plan():
    return replace(made_up.facts_of(made_up.body()), points=POINTS)


def refs(lines):
    return [line.facts.ref for line in lines]


def test_each_board_is_asked_what_was_tabled_there_and_told_what_was_settled(plan):
    tib, irb = (decisions_page(plan, forum=forum, since=AT) for forum in ("tib", "irb"))
    assert (refs(tib.sought), refs(irb.sought)) == (["HOU-ASK-01"], ["HOU-ASK-02"])
    assert refs(tib.waiting) == refs(irb.waiting) == ["HOU-ASK-03"]
    assert (refs(tib.answered), refs(irb.answered)) == (["HOU-ASK-04"], [])
    later = decisions_page(plan, forum="tib", since=AT + timedelta(days=30))
    assert later.answered == ()
    assert refs(challenges_of(plan, "HOU")) == ["HOU-CH-05"]
    assert PointKind.ASK not in {line.facts.kind for line in challenges_of(plan, "HOU")}


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_both_packs_print_them(plan, forum):
    edition = Edition(forum=forum, number=1, standing="draft")
    printed = html.render(compose(plan, edition, sha256="0" * 64, before=None))
    assert 'id="decisions"' in printed and "1 decision sought from this board." in printed
    assert ("Challenges</th>" in printed and "Question 5" in printed) is (forum == "tib")
    empty = compose(replace(plan, points=()), edition, sha256="0" * 64, before=None)
    assert "No decision is sought from this board." in html.render(empty)
    kept_nothing = compose(replace(plan, points=None), edition, sha256="0" * 64, before=None)
    assert 'id="decisions"' not in html.render(kept_nothing)


def test_rule_16_they_read_back_from_a_snapshot_as_they_were_written(plan):
    assert codec.read_body(codec.body_of(plan)).points == POINTS
