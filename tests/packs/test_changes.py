"""Changes since the last pack beside programmes' own rows: who left, KPIs, gates, judgements."""

from dataclasses import replace

import pytest
from markupsafe import escape

from packs import html
from packs.context import Edition, compose
from packs.figures.key_facts import key_facts
from packs.figures.measures_changed import RULINGS
from tests.figures.test_indicators import facts, reading, target
from tests.packs import made_up
from tests.packs.test_context import issued
from tests.packs.test_news import september

EDITION = Edition(forum="irb", number=1, standing="draft")
AIMED = {"targets": (target(1, 4, "95"),)}


def against(plan, last):
    """Return what a month prints against another, both as facts."""
    return compose(plan, EDITION, sha256="0" * 64, before=key_facts(last, sha256="1" * 64),
                   last=last)  # fmt: skip


def said(pack):
    """Return the section of changes in one line."""
    section = html.render(pack).partition('<section id="changes">')[2].partition("</section>")[0]
    return " ".join(section.split())


def months(*, now=(), then=()):
    """Return this month's facts and the last's, with the indicators of each."""
    body = made_up.body(missing=())
    plan, last = made_up.facts_of(body), made_up.facts_of(september(body))
    return replace(plan, indicators=tuple(now)), replace(last, indicators=tuple(then))


def test_rule_21_a_judgement_that_was_withdrawn_is_a_regression():
    body = made_up.body(missing=())
    last = september(body)
    last["outcomes"][0]["requirements"][0]["assessments"] = [issued("met", "commissioner")]
    row = body["outcomes"][0]["requirements"][0]
    row["assessments"] = []
    pack = made_up.composed(body, EDITION, last=last)
    (move,) = pack.changes.judgements
    assert (move.ref, move.was, move.now, move.is_regression) == (row["ref"], "met", None, True)
    assert 'Not assessed <span class="missed">(a regression)' in said(pack)


def test_a_judgement_given_anew_with_the_same_result_and_new_official_words_are_named():
    later = {"at": "2026-10-25T10:00:00+00:00"}
    body = made_up.body(missing=())
    row, other = body["outcomes"][0]["requirements"][:2]
    row["assessments"] = [issued("not_met", "commissioner") | later]
    other["assessments"] = [issued("met", "cpmo") | later]
    last = september(body)
    last["taken_at"] = "2026-10-24T10:00:00+00:00"
    words = {"version": 2, "says": "More.", "considerations": [], "sha256": "0" * 64,
             "by_name": "A", "by_post": "B"} | later  # fmt: skip
    body["outcomes"][0]["official"] = row["official"] = words
    page = said(pack := made_up.composed(body, EDITION, last=last))
    assert pack.changes.judgements == ()
    assert "0 judgements changed; 2 judged again with the same result; new official words" in page
    assert f"By commissioners: {row['ref']}, still not met (25 Oct 2026). By CPMO 1," in page
    assert f"New official words.</span> outcome 1 (version 2); {row['ref']} (version 2)." in page
    alike = said(made_up.composed(last, EDITION, last=september(body)))
    assert "judged again" not in alike and "official words" not in alike


@pytest.mark.parametrize(("forum", "where"), [("tib", "Annex A"), ("irb", "")])
def test_a_long_reason_ends_with_a_sentence_and_says_where_the_rest_stands(forum, where):
    body = made_up.body(missing=())
    last = september(body)
    given = body["programmes"][0]["ret"]["ratings"][0]
    whole = "The first sentence says why. " + "The second goes on about the row that decides " * 9
    given |= {"reason": whole, "rating": "red"}
    last["programmes"][0]["ret"]["ratings"][0]["rating"] = "green"
    page = said(made_up.composed(body, replace(EDITION, forum=forum), last=last))
    assert ": The first sentence says why.</p>" in page
    assert f"They are in full on each programme’s page in {where or 'the product'}." in page


def test_rule_18d_a_programme_that_was_closed_or_left_the_plan_is_named():
    body = made_up.body(missing=())
    last = september(body)
    closed, left = body["programmes"][0], body["programmes"].pop(1)
    closed["months"][0] |= {"outside": "closed", "sao": None, "cpmo": None}
    closed |= {"closed_on": "2026-10-05", "ret": None}
    pack = made_up.composed(body, EDITION, last=last)
    page = said(pack)
    assert f"reporting no more:</span> {escape(closed['name'])} (5 Oct 2026)." in page
    assert f"In the plan no longer:</span> {escape(left['name'])}." in page
    assert {programme.name for programme in pack.news.left} == {closed["name"], left["name"]}
    assert not {closed["ref"], left["ref"]} & {programme.ref for programme in pack.news.unchanged}


def test_rule_27_an_indicator_with_another_status_is_named_the_worse_first():
    better = [
        facts(reading(month, value), ref="KPI-1", **AIMED)
        for month, value in ((9, "96"), (8, "90"))
    ]
    worse = [
        facts(reading(month, value), ref="KPI-2", **AIMED)
        for month, value in ((9, "94"), (8, "97"))
    ]
    plan, last = months(now=(better[0], worse[0]), then=(better[1], worse[1]))
    moves = against(plan, last).news.statuses
    assert [(move.ref, move.is_worse) for move in moves] == [("KPI-2", True), ("KPI-1", False)]
    page = said(against(plan, last))
    assert '<span class="missed">off target</span>; KPI-1' in page.replace("missed, ", "missed")
    assert against(plan, plan).news.statuses == ()


def test_an_indicator_that_left_the_plan_and_a_new_one_are_named():
    plan, last = months(now=(facts(ref="KPI-2"),), then=(facts(ref="KPI-1"),))
    page = said(against(plan, last))
    assert "No longer in the plan: KPI-1. New: KPI-2." in page
    assert "No longer in the plan" not in said(against(last, last))


def gated(body, ruling):
    """Let commissioners say something of the first date of a requirement, or of none."""
    rows = [row for outcome in body["outcomes"] for row in outcome["requirements"] if row["gates"]]
    given = {"reason": "Shown.", "evidence_cited": "", "by_name": "A", "by_post": "B"}
    told = {"ruling": ruling, "at": body["taken_at"], **given}
    rows[0]["gates"][0] |= {"number": 1, "ruling": told if ruling else None}
    return rows[0]["ref"]


@pytest.mark.parametrize(("now", "then", "words"), [
    ("satisfied", None, "Satisfied or set aside by commissioners: "),
    (None, "satisfied", "Commissioners withdrew what they said about:</span> "),
])  # fmt: skip
def test_rule_13_what_commissioners_said_of_a_date_since_is_named(now, then, words):
    body = made_up.body(missing=())
    last = september(body)
    ref = gated(body, now)
    gated(last, then)
    pack = made_up.composed(body, EDITION, last=last)
    assert f"{words}{ref} (" in said(pack)
    plan, was = made_up.facts_of(body), made_up.facts_of(last)
    dates = against(plan, replace(was, not_kept=(RULINGS,))).news.dates
    assert dates.ruled == dates.taken_back == (), "what was not kept is no news"


def test_two_months_alike_say_of_each_part_that_nothing_changed():
    plan, last = months(
        now=(facts(reading(9, "96"), **AIMED),), then=(facts(reading(9, "96"), **AIMED),)
    )
    page = said(against(plan, last))
    for words in (
        "Newly passed, not yet assured: none.",
        "Indicators whose status changed.</span> None.",
        "no forecast moved",
        "No programme changed the words of its return.",
    ):
        assert words in page
    assert "was closed" not in page and 'class="missed"' not in page
