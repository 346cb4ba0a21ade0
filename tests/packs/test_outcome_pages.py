"""The outcome pages of the IRB pack, its map, requests, questions and recommendations (PAGES 6)."""

from dataclasses import replace
from datetime import date

import pytest

from assurance.words.concerns import Trend
from assurance.words.divergence import DivergenceGroup
from assurance.words.links import LinkKind, LinkState
from assurance.words.recommendations import Opinion, Progress, RecommendationStanding, Viewer
from assurance.words.requests import RequestAct
from packs.context import Edition, compose
from tests.packs import made_up, said_around

IRB = Edition(forum="irb", number=1, standing="draft")


@pytest.fixture(scope="module")
def plan():
    return made_up.facts_of(made_up.body())


def printed(plan, **parts):
    with_parts = replace(plan, assurance=said_around.kept(**parts))
    return compose(with_parts, IRB, sha256="0" * 64, before=None)


def page(pack, number=8):
    return next(outcome for outcome in pack.outcomes if outcome.number == number)


def between(markup, first, last):
    """Return a part of a page as words."""
    return " ".join(markup.partition(first)[2].partition(last)[0].split())


def test_each_concern_stands_beside_the_newest_response_to_it(plan):
    ref, other = (concern.ref for concern in plan.outcomes[7].concerns[:2])
    given = (said_around.response(ref), said_around.response(ref, Trend.SAME))
    pack = printed(plan, responses=given)
    first, second = page(pack).concerns[:2]
    assert (first.facts.ref, first.response.trend, first.responses) == (ref, Trend.WORSE, 2)
    assert (second.facts.ref, second.response) == (other, None)
    markup = made_up.printed(pack)
    assert "The council has not responded" in between(markup, f">{other}<", "</tr>")
    older = compose(plan, IRB, sha256="0" * 64, before=None)
    assert "The council’s responses are not in this snapshot" in between(
        made_up.printed(older), 'id="outcome-8"', f">{other}<"
    )


def test_a_column_that_nobody_filled_is_left_out_and_said_once(plan):
    markup = between(made_up.printed(printed(plan)), 'id="outcome-8"', "Dates passed, or due")
    assert "The council has responded to none of them" in markup
    assert "The council’s response<" not in markup


def test_what_presses_is_in_full_and_the_others_are_a_line_each(plan):
    """Every requirement stands once, and what has passed the longest comes first."""
    for outcome in printed(plan).outcomes:
        full = [line for part in outcome.parts for line in part.in_full]
        others = [line for part in outcome.parts for line in part.others]
        assert sorted([*full, *others], key=lambda line: line.ref) == sorted(
            outcome.requirements, key=lambda line: line.ref
        )
        assert all(line.passed or line.next_due.latest <= date(2027, 6, 30) for line in full)
        assert outcome.pressing >= outcome.in_full
        assert outcome.pressing > outcome.in_full or not any(line.passed for line in others)
        for part in outcome.parts:
            days = [line.passed_first_on or date.max for line in part.in_full]
            assert days == sorted(days)


def test_an_outcome_is_two_sides_and_what_has_no_room_there_is_in_full_in_the_register(plan):
    """The first takes three; what passed the longest is said first, and nothing is lost."""
    eighth = plan.outcomes[7]
    long = tuple(
        replace(
            row,
            assessments=tuple(
                replace(assessment, rationale="Said. " * 160) for assessment in row.assessments
            ),
        )
        for row in eighth.requirements
    )
    outcomes = (*plan.outcomes[:7], replace(eighth, requirements=long), *plan.outcomes[8:])
    pack = printed(replace(plan, outcomes=outcomes))
    outcome = page(pack)
    assert 0 < outcome.in_full < outcome.pressing
    markup = made_up.printed(pack)
    own = between(markup, 'id="outcome-8"', "</article>")
    assert (
        f"{outcome.in_full} in full here; the others a line each below, in full in Annex C" in own
    )
    register = markup.partition('id="register"')[2]
    for line in outcome.requirements:
        row = between(register, f'<th scope="row">{line.ref}</th>', '<tr class="asked-too">')
        assert line.ref in own
        assert ("Reasons and evidence: section" in row) == outcome.says_in_full(line)
        assert ("Said. Said." in row) == (line.is_judged and not outcome.says_in_full(line))


def test_rule_21_outcome_4_stands_in_its_strands(plan):
    names = [part.name for part in page(printed(plan), 4).parts]
    assert names[0].startswith("(a) Workforce") and names[1].startswith("(b) Equal Pay")
    assert names[2:] in ([], ["Strand not said"])
    assert [part.name for part in page(printed(plan), 8).parts] == [""]


def test_a_reason_stands_under_its_requirement_with_its_evidence(plan):
    pack = printed(plan)
    line = next(
        line for outcome in pack.outcomes for part in outcome.parts for line in part.in_full
        if line.commissioners.judgement
    )  # fmt: skip
    row = between(
        made_up.printed(pack).partition('id="outcomes"')[2], f"{line.ref} {line.title}", "</tr><tr"
    )
    assert line.commissioners.rationale in row and "Evidence: Cabinet report" in row


def test_rule_22_what_is_shown_over_time_counts_the_pieces_of_the_index(plan):
    ref = plan.outcomes[7].requirements[0].ref
    pack = printed(plan, sustained=(said_around.sustained(ref),))
    (row,) = page(pack).sustained
    assert (row.ref, row.asked) == (ref, "6 months in a row")
    assert row.runs == (("", "run 0 of 6; no evidence in the last 6 months"),)
    assert page(pack, 1).sustained == ()


def test_rule_28_what_serves_an_outcome_is_confirmed_or_proposed_apart(plan):
    outcome, late = plan.outcomes[7], None
    ref = outcome.requirements[0].ref
    pack = printed(plan)
    late = next(line for row in pack.reports for line in row.milestones if line.is_late)
    own = {
        (1, LinkKind.MILESTONE, late.ref): LinkState.CONFIRMED,
        (2, LinkKind.KPI, "KPI-9-01"): LinkState.PROPOSED,
        (3, LinkKind.SAVING, "SAV-99"): LinkState.ENDED,
    }
    links = tuple(
        said_around.link(number, ref, kind, name, state=state)
        for (number, kind, name), state in own.items()
    )
    linked = page(printed(plan, links=links)).linked
    assert [(row.ref, row.requirements) for row in linked.rows] == [(late.ref, (ref,))]
    assert "days late" in linked.rows[0].state and linked.rows[0].is_late
    assert [row.ref for row in linked.proposed] == ["KPI-9-01"]
    assert not page(printed(plan, links=links), 1).linked.rows


def test_rule_24f_the_map_says_who_is_more_confident_and_of_how_many(plan):
    """Those that commissioners have not looked at since are apart, as on the page."""
    heat = printed(plan).heat
    rows = [row for those in heat.rows.values() for row in those]
    assert {
        group: sum(row.differ[group] for row in rows) for group in DivergenceGroup
    } == heat.differ
    assert heat.differ[DivergenceGroup.COUNCIL] > 0
    assert heat.differ[DivergenceGroup.COMMISSIONERS] > 0


def test_rule_20_an_older_snapshot_says_that_it_kept_nothing_of_what_was_declared(plan):
    pack = compose(replace(plan, judged=None), IRB, sha256="0" * 64, before=None)
    assert pack.heat.declared is None
    assert "Declared by commissioners: not recorded." in " ".join(
        made_up.printed(pack).replace('<span class="strong">', "").replace("</span>", "").split()
    )


def test_requests_are_late_open_or_answered_and_ended_ones_are_counted(plan):
    answered = said_around.step(RequestAct.ANSWERED)
    accepted = said_around.step(RequestAct.ACCEPTED)
    moved = said_around.step(RequestAct.EXTENDED, due_on=date(2026, 11, 20))
    pack = printed(
        plan,
        requests=(
            said_around.request(1), said_around.request(2, moved, answered),
            said_around.request(3, answered, accepted),
        ),
    )  # fmt: skip
    assert [line.facts.ref for line in pack.requests.open] == ["REQ-01", "REQ-02"]
    assert [line.facts.ref for line in pack.requests.ended] == ["REQ-03"]
    markup = made_up.printed(pack)
    assert "1 late, 0 open, 1 answered and not yet accepted, of 3 requests" in " ".join(
        markup.split()
    )
    row = between(markup, ">REQ-02<", "</tr>")
    assert "First: 12 Oct 2026" in row and "8 days after the original date" in row


def test_rule_19_the_annex_keeps_three_records_apart(plan):
    """ "Council says done" is the council's word; a check that differs makes it disputed."""
    done = said_around.action(reports=(said_around.reported(Progress.DONE),))
    moved = said_around.action(extensions=(said_around.extended(),))
    old = said_around.action(due=said_around.due("Jan 2024"), owner="")
    rows = (
        said_around.recommendation(number=1),
        said_around.recommendation(
            number=2, actions=(done,),
            views=(said_around.view(Viewer.INTERNAL_AUDIT, Opinion.NOT_IMPLEMENTED),),
        ),
        said_around.recommendation(number=3, actions=(moved,)),
        said_around.recommendation(number=4, actions=(old,)),
    )  # fmt: skip
    pack = printed(plan, recommendations=rows)
    assert [line.standing for line in pack.recommendations.lines] == [
        RecommendationStanding.OVERDUE,
        RecommendationStanding.DISPUTED,
        RecommendationStanding.OPEN,
        RecommendationStanding.UNKNOWN,
    ]
    markup = made_up.printed(pack)
    assert "1 of 4 actions overdue, 1 extended." in markup
    disputed = between(markup, "External auditor 2:", "</tbody>")
    assert "Council says done, not confirmed" in disputed and "Not implemented" in disputed
    assert "31 days overdue" in between(markup, "External auditor 1:", "</tbody>")
    assert "first 30 Sep 2026, extended 1 time" in between(
        markup, "External auditor 3:", "</tbody>"
    )
    assert "Due before the plan; status not known" in between(
        markup, "External auditor 4:", "</tbody>"
    )


def test_nothing_entered_is_said_in_a_sentence(plan):
    markup = " ".join(made_up.printed(printed(plan)).split())
    for sentence in (
        "Commissioners have asked the council for nothing.",
        "No recommendation is in the record.",
        "Not loaded: no direction, use of a power or hand-back has been recorded.",
        "No report has been published.",
        "no link is confirmed",
    ):
        assert sentence in markup, sentence


@pytest.mark.parametrize("key", ["requests", "questions", "recommendations"])
def test_a_snapshot_that_kept_nothing_of_them_has_no_such_section(plan, key):
    markup = made_up.printed(compose(plan, IRB, sha256="0" * 64, before=None))
    assert f'id="{key}"' not in markup
    assert f'id="{key}"' in made_up.printed(printed(plan))


def test_rule_18_the_register_prints_what_was_amended(plan):
    text = str.upper
    ref = plan.outcomes[7].requirements[0].ref
    amendments = said_around.one_of_each(text, requirement=ref, concern="", milestone="").amendments
    markup = made_up.printed(printed(plan, amendments=amendments))
    row = between(markup.partition('id="register"')[2], f">{ref}<", '<tr class="asked-too">')
    assert "A-01, 20 Oct 2026" in row and "Before: WAS. After: BECOMES." in row
    assert "Agreed by AGREED_BY: REASON" in row
