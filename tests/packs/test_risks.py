"""Rule 28: principal risks in the packs; a snapshot that kept none of them has no such section."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from packs import html
from packs.context import Edition, compose
from packs.context.frame import Calendar
from packs.context.risks import MOST, risks_page
from packs.snapshot import codec
from programmes.facts.raid import (
    ActionFacts,
    RaidFacts,
    RiskFacts,
    RiskStepFacts,
    Score,
    Scores,
    ScoringFacts,
)
from programmes.words import EntryState, Ladder, RiskAct
from tests.packs import made_up

AT = datetime(2026, 10, 6, 9, tzinfo=UTC)


def scored(impact, likelihood, *, days=0):
    scores = Scores(current=Score(impact=impact, likelihood=likelihood))
    return ScoringFacts(scores=scores, reason="Why.", by_name="RDL", by_post="", at=AT
                        + timedelta(days=days))  # fmt: skip


def risk(number, *scorings, **changes):
    raised = RiskStepFacts(act=RiskAct.RAISED, forum=None, answer=None, reason="", minute="",
                           by_name="RDL", by_post="", at=AT)  # fmt: skip
    values = {
        "ref": f"HOU-R-{number:02}", "programme": "HOU", "title": f"Risk {number}",
        "scores": scorings[-1].scores if scorings else Scores(), "scorings": scorings,
        "state": EntryState.OPEN, "steps": (raised,), "review_on": date(2026, 10, 20),
        "controls": "Weekly call.", "owner": "Director", "forum": None, "closed_on": None,
        "raised_on": AT.date(), "response": None, "proximity": None, "gate_at_risk": False,
        "milestones": (), "requirements": (),
    }  # fmt: skip
    values |= dict.fromkeys(("description", "mitigation", "cause", "event", "effect"), "")
    return RiskFacts(**values | changes)


def action(due_on):
    return ActionFacts(
        ref="HOU-ACT-01", programme="HOU", title="Call", description="", owner=None, due_on=due_on,
        comes_from=None, state=EntryState.OPEN, raised_on=AT.date(), closed_on=None, outcome="",
    )  # fmt: skip


RISKS = (
    risk(1, scored(4, 3), scored(5, 4, days=20), forum=Ladder.TIB),
    risk(2, scored(2, 2)),
    risk(3),
    risk(4, scored(5, 5), state=EntryState.CLOSED, closed_on=AT.date()),
)


@pytest.fixture
def plan():
    found = made_up.facts_of(made_up.body())
    return replace(found, raid=RaidFacts(risks=RISKS, actions=(action(date(2026, 10, 31)),)))


def test_rule_28_the_principal_risks_come_with_counts_and_moves(plan):
    page = risks_page(plan, Calendar.of(plan), since=AT + timedelta(days=1))
    assert [line.ref for line in page.principal] == ["HOU-R-01"]
    assert [(band.value, count) for band, count in page.by_band] == [
        ("top", 1), ("high", 0), ("moderate", 0), ("low", 1),
    ]  # fmt: skip
    assert [line.ref for line in page.not_scored] == ["HOU-R-03"]
    assert [line.ref for line in page.overdue] == ["HOU-ACT-01", "HOU-R-01", "HOU-R-02", "HOU-R-03"]
    assert [risk_line.ref for risk_line in page.changes.worse] == ["HOU-R-01"]
    assert page.changes.new == ()
    first = risks_page(plan, Calendar.of(plan), since=None)
    assert first.changes is None


def test_rule_28_a_long_register_prints_the_worst_and_says_how_many_more(plan):
    many = tuple(risk(number, scored(5, 5)) for number in range(1, MOST + 4))
    page = risks_page(replace(plan, raid=RaidFacts(risks=many)), Calendar.of(plan), since=None)
    assert (len(page.principal), page.more) == (MOST, 3)


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_28_both_packs_print_them(plan, forum):
    edition = Edition(forum=forum, number=1, standing="draft")
    printed = html.render(compose(plan, edition, sha256="0" * 64, before=None))
    assert 'id="risks"' in printed and "Top 5 × 4" in printed and "TIB" in printed
    assert "1 of 3 open risks in the top band, 1 not scored" in printed
    empty = replace(plan, raid=RaidFacts())
    assert "No open risk is in the top or high band" in html.render(
        compose(empty, edition, sha256="0" * 64, before=None)
    )
    kept_nothing = compose(replace(plan, raid=None), edition, sha256="0" * 64, before=None)
    assert 'id="risks"' not in html.render(kept_nothing)


def test_rule_16_the_register_reads_back_from_a_snapshot_as_it_was_written(plan):
    assert codec.read_body(codec.body_of(plan)).raid == plan.raid
