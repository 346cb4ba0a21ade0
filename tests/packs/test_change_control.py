"""Rule 18: TIB's pack lists what waits and what was decided; an older snapshot has no such page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from assurance.facts.gates import RulingFacts
from assurance.words import Purpose
from assurance.words.gates import Ruling
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from packs import html
from packs.context import Edition, compose
from packs.context.change_control import change_control_page, ties_of
from packs.context.frame import Calendar
from packs.snapshot import codec
from programmes.facts.changes import ChangeFacts, ChangeRowFacts, ChangeStepFacts
from programmes.facts.dependencies import DependencyFacts, EndFacts
from programmes.facts.raid import RaidFacts
from programmes.words import (
    Cause,
    ChangeAct,
    ChangeForum,
    ChangeKind,
    ChangeReason,
    ChangeState,
    DependencyState,
    EntryState,
)
from tests.packs import made_up
from tests.packs.test_risks import RISKS

AT = datetime(2026, 9, 6, 9, tzinfo=UTC)


def when(words):
    return parse_plan_date(words, quarters=QuarterConvention.FINANCIAL)


def step(act, forum=None, *, days=0, **more):
    values = {"rows": (1,), "met_on": None, "minute": "", "reason": ""} | more
    return ChangeStepFacts(act=act, forum=forum, by_name="A person", by_post="CPMO",
                           at=AT + timedelta(days=days), **values)  # fmt: skip


def request(number, state, *steps):
    row = ChangeRowFacts(
        number=1, part=1, kind=ChangeKind.DATE, milestone="HOU-01", old_title="Old",
        new_title="", old=when("Dec 2026"), new=when("Feb 2027"), days=59,
        run_by="", causes=(Cause.MEDIUM,),
    )  # fmt: skip
    return ChangeFacts(
        ref=f"HOU-CR-{number:02}", programme="HOU", rows=(row,),
        reason_code=ChangeReason.SUPPLIER, reason="The supplier withdrew.", requirements=(),
        effect_requirements="", effect_money="", effect_dependencies="", state=state,
        steps=(step(ChangeAct.ASKED), *steps),
    )  # fmt: skip


REQUESTS = (
    request(1, ChangeState.AT_TIB),
    request(
        2, ChangeState.APPROVED,
        step(ChangeAct.AGREED, ChangeForum.TIB, days=20, met_on=date(2026, 9, 24), minute="4.2"),
    ),
    request(3, ChangeState.REFUSED, step(ChangeAct.REFUSED, ChangeForum.SAO, days=1, rows=())),
)  # fmt: skip


@pytest.fixture
def plan():
    found = made_up.facts_of(made_up.body())
    return replace(found, changes=REQUESTS, published=("HOU-01", "HOU-02"))


def test_rule_18_open_and_newly_decided_requests_stand_on_the_page(plan):
    page = change_control_page(plan, Calendar.of(plan), since=AT + timedelta(days=2))
    assert [line.ref for line in page.open] == ["HOU-CR-01"]
    assert [line.ref for line in page.decided] == ["HOU-CR-02"]
    first = change_control_page(plan, Calendar.of(plan), since=None)
    assert {line.ref for line in first.decided} == {"HOU-CR-02", "HOU-CR-03"}
    assert page.size.original == 2


def test_rule_18_tibs_pack_prints_it_and_an_older_snapshot_has_none(plan):
    edition = Edition(forum="tib", number=1, standing="draft")
    text = html.render(compose(plan, edition, sha256="0" * 64, before=None))
    assert "Change control" in text and "HOU-CR-02" in text and "4.2" in text
    none = compose(replace(plan, changes=None), edition, sha256="0" * 64, before=None)
    assert none.change_control is None and "Change control" not in html.render(none)


def test_rule_18_the_pack_prints_each_row_of_a_request_with_its_kind(plan):
    (moved,) = REQUESTS[0].rows
    paused = replace(moved, number=2, part=2, kind=ChangeKind.PAUSE, milestone="HOU-02",
                     new=UNDATED, days=None)  # fmt: skip
    parts = [
        replace(moved, number=number, part=3, kind=ChangeKind.SPLIT, milestone="HOU-03",
                new_title=f"Half <{number}>", new=when("Mar 2027"), days=90)
        for number in (3, 4)
    ]  # fmt: skip
    asked = replace(REQUESTS[0], rows=(moved, paused, *parts))
    plan = replace(plan, changes=(asked,))
    assert codec.read_body(codec.body_of(plan)).changes == plan.changes
    edition = Edition(forum="tib", number=1, standing="draft")
    text = " ".join(html.render(compose(plan, edition, sha256="0" * 64, before=None)).split())
    assert "Move a date, pause and split a milestone: HOU-01, HOU-02, HOU-03</p>" in text
    for line in (
        "HOU-01, move a date: Dec 2026 → Feb 2027", "HOU-02, pause",
        "HOU-03, split a milestone: Half &lt;3&gt;, Mar 2027; Half &lt;4&gt;, Mar 2027",
    ):  # fmt: skip
        assert f'<p class="small">{line}</p>' in text, line
    assert "+90 days from the original date, the most of any row" in text


def test_rule_9_the_pack_prints_a_start_that_moves(plan):
    (row,) = REQUESTS[0].rows
    moved = replace(row, new=UNDATED, old_start=when("Mar 2026"), new_start=when("Nov 2026"))
    plan = replace(plan, changes=(replace(REQUESTS[0], rows=(moved,)),))
    assert codec.read_body(codec.body_of(plan)).changes == plan.changes
    edition = Edition(forum="tib", number=1, standing="draft")
    text = " ".join(html.render(compose(plan, edition, sha256="0" * 64, before=None)).split())
    assert "start Mar 2026 → Nov 2026</p>" in text


def test_rule_18_the_pack_names_the_assurance_dates_that_an_open_request_comes_after(plan):
    row, due = next(
        (row, gate.due.latest)
        for row in plan.requirements
        for gate in row.gates
        if gate.purpose == "assurance" and gate.due.latest and len(row.gates) == 1
    )
    (asked,) = REQUESTS[0].rows
    late = replace(asked, new=when(printed_day(due + timedelta(days=10))))
    named = replace(REQUESTS[0], rows=(late,), requirements=(row.ref,))
    plan = replace(plan, changes=(named, replace(named, ref="HOU-CR-02", requirements=())))
    page = change_control_page(plan, Calendar.of(plan), since=None)
    (overtaken,) = page.gates["HOU-CR-01"]
    assert f"is 10 days after the assurance date of {row.ref}" in overtaken
    assert page.gates["HOU-CR-02"] == ()
    edition = Edition(forum="tib", number=1, standing="draft")
    printed = html.render(compose(plan, edition, sha256="0" * 64, before=None))
    assert overtaken in " ".join(printed.split())


def test_rule_13_no_request_comes_after_a_date_that_is_satisfied_or_set_aside(plan):
    place, outcome = next(
        (place, outcome) for place, outcome in enumerate(plan.outcomes) if outcome.requirements
    )
    row, *others = outcome.requirements
    gate = replace(row.gates[0], purpose=Purpose.ASSURANCE, due=when("Dec 2026"))
    ruling = RulingFacts(
        ruling=Ruling.SATISFIED, reason="Shown.", evidence_cited="Report 14", by_name="A person",
        by_post="Commissioner", at=AT,
    )  # fmt: skip
    for given, expected in ((None, 1), (ruling, 0)):
        first = replace(row, gates=(replace(gate, ruling=given),))
        outcomes = list(plan.outcomes)
        outcomes[place] = replace(outcome, requirements=(first, *others))
        ties = ties_of(replace(plan, outcomes=tuple(outcomes)))
        assert len(ties.dates[row.ref].dates) == expected


def test_rule_18_the_pack_reads_what_leads_to_an_assurance_date_from_dependencies_and_risks(plan):
    end = EndFacts(programme="HOU", milestone="HOU-01")
    tied = DependencyFacts(
        ref="D-101", title="List", description="", giver=end, taker=replace(end, milestone=None),
        give_by=None, need_by=None, days_set_at=None, requirements=("PO1-T1-1",), confirmations=(),
        state=DependencyState.OPEN, raised_on=None, closed_on=None, outcome="",
    )  # fmt: skip
    threat = replace(RISKS[0], milestones=("HOU-02",), requirements=("PO1-T1-2",))
    risks = (threat, replace(threat, ref="R-09", state=EntryState.CLOSED, milestones=("HOU-03",)))
    ended = replace(tied, ref="D-102", state=DependencyState.DROPPED, requirements=("PO1-T1-3",))
    ties = ties_of(replace(plan, dependencies=(tied, ended), raid=RaidFacts(risks=risks)))
    assert ties.by == {"HOU-01": {"PO1-T1-1": "D-101"}, "HOU-02": {"PO1-T1-2": threat.ref}}


def test_what_is_kept_of_requests_reads_back_the_same(plan):
    assert codec.read_body(codec.body_of(plan)).changes == plan.changes
