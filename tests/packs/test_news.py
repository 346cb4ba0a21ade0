"""Changes since the last pack of a board: from two frozen months, bad news first."""

import copy

import pytest

from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from irp.words import WITHHELD
from packs import html
from packs.context import Edition
from packs.figures.words_changed import stretches
from tests.packs import made_up

EDITION = Edition(forum="tib", number=1, standing="draft")


def of(body, last=None):
    """Return what a body's pack prints against the last, which is the same but for its month."""
    return made_up.composed(body, EDITION, last=last or september(body))


def september(body):
    found = copy.deepcopy(body)
    found["period"]["month"] = "2026-09-01"
    return found


def news(pack, ref="HOU"):
    return next(
        report for report in (*pack.news.changed, *pack.news.unchanged) if report.ref == ref
    )


@pytest.fixture
def body():
    return made_up.body(missing=())


def housing(body):
    return next(programme for programme in body["programmes"] if programme["ref"] == "HOU")


def open_row(body):
    """Return an open row of Housing with a report, due long ago."""
    row = next(milestone for milestone in housing(body)["milestones"] if milestone["reports"])
    past = parse_plan_date("Sep 2026", quarters=QuarterConvention.FINANCIAL).as_json()
    row["kind"], row["baselines"] = "dated", [row["baselines"][0] | {"end": past, "number": 0}]
    row["reports"] = [row["reports"][0] | {"delivery": "amber", "actual_on": None}]
    return row


def test_two_months_that_are_alike_are_named_as_unchanged(body):
    pack = of(body, last=september(body))
    names = {report.name for report in pack.news.unchanged}
    words = " ".join(html.render(pack).split())
    assert "no forecast moved" in words
    assert f"Unchanged in return, ratings and milestones: {len(names)} programmes." in words
    assert pack.news.statuses == () and pack.news.dates.settled == ()
    assert "No programme changed the words of its return" in words


def test_a_return_that_is_missing_comes_before_a_worse_rating_and_that_before_a_better(body):
    """Rule 6: missing outranks every colour; bad news first."""
    last = september(body)
    refs = [programme["ref"] for programme in body["programmes"]][:3]
    for month, ratings in ((last, ("green", "green", "red")), (body, ("green", "red", "green"))):
        for ref, rating in zip(refs, ratings, strict=True):
            row = next(programme for programme in month["programmes"] if programme["ref"] == ref)
            row["ret"]["ratings"][0]["rating"] = rating
    gone = next(programme for programme in body["programmes"] if programme["ref"] == refs[0])
    gone["ret"]["state"] = "not_reported"
    found = [report.ref for report in of(body, last).news.changed]
    assert [ref for ref in found if ref in refs] == refs


@pytest.mark.parametrize("reason", ["", "Two suppliers left."])
def test_a_rating_that_moved_says_its_reason_or_that_none_was_given(body, reason):
    last = september(body)
    for month, rating in ((last, "green"), (body, "amber")):
        given = housing(month)["ret"]["ratings"]
        given[0] |= {"rating": rating, "reason": reason}
    pack = of(body, last)
    assert news(pack).is_rated_without_reason is not bool(reason)
    words = " ".join(html.render(pack).split())
    assert ("Only the rating changed; no reason was given." in words) is not bool(reason)


def test_rule_9_a_row_that_is_late_now_and_was_not_is_newly_late(body):
    row, last = open_row(body), september(body)
    then = next(
        milestone for milestone in housing(last)["milestones"] if milestone["ref"] == row["ref"]
    )
    later = parse_plan_date("Dec 2026", quarters=QuarterConvention.FINANCIAL).as_json()
    then["baselines"] = [then["baselines"][0] | {"end": later}]
    pack = of(body, last)
    assert [line.ref for line in news(pack).late] == [row["ref"]]
    assert pack.news.late == 1
    assert f"Newly late:</span> {row['ref']} (31 days)" in html.render(pack)
    assert news(of(body, september(body))).late == ()


def test_rows_that_came_and_went_are_named(body):
    last = september(body)
    housing(last)["milestones"][0]["ref"] = "HOU-99"
    changed = news(of(body, last))
    assert changed.added == (housing(body)["milestones"][0]["ref"],)
    assert changed.gone == ("HOU-99",)


def test_rule_18d_a_row_that_moved_is_neither_new_nor_gone(body):
    last = september(body)
    moved = housing(body)["milestones"][0]["ref"]
    other = next(programme for programme in last["programmes"] if programme["ref"] == "CHI")
    other["milestones"].append(housing(last)["milestones"].pop(0))
    pack = of(body, last)
    here, there = news(pack), news(pack, "CHI")
    assert [(row.ref, row.programme) for row in here.came] == [(moved, "CHI")]
    assert [(row.ref, row.programme) for row in there.went] == [(moved, "HOU")]
    assert not any((here.added, here.went, there.gone, there.came, here.is_unchanged))
    markup = html.render(pack)
    assert f"Moved here: {moved} (from CHI)." in markup
    assert f"Moved away: {moved} (to HOU)." in markup


def test_a_programme_that_the_last_pack_had_not_says_so(body):
    last = september(body)
    last["programmes"] = [
        programme for programme in last["programmes"] if programme["ref"] != "HOU"
    ]
    assert news(of(body, last)).is_new
    assert "In this pack for the first time" in html.render(of(body, last))


def test_a_forecast_moves_in_months(body):
    row, last = open_row(body), september(body)
    then = next(
        milestone for milestone in housing(last)["milestones"] if milestone["ref"] == row["ref"]
    )
    for milestone, words in ((row, "Jun 2027"), (then, "Dec 2026")):
        day = parse_plan_date(words, quarters=QuarterConvention.FINANCIAL).as_json()
        milestone["reports"][0]["forecast"] = day
    page = " ".join(html.render(of(body, last)).split())
    assert f"{row['ref']} forecast 6 months later, Dec 2026 to Jun 2027" in page


def test_words_are_marked_as_added_and_removed_not_by_colour_alone(body):
    """Rule 32."""
    last = september(body)
    housing(last)["ret"]["progress"] = "The board met twice and agreed the plan for roofs."
    housing(body)["ret"]["progress"] = "The board met once and agreed the plan for roofs and doors."
    pack = of(body, last)
    (change,) = [text for text in pack.news.words if text.title == "Progress this month"]
    assert change.ref == "HOU" and not change.is_anew
    markup = html.render(pack)
    assert "<del>[− twice −]</del>" in markup and "<ins>[+ once +]</ins>" in markup
    assert "1 programme changed the words" in " ".join(markup.split())


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a b c", "a b c d", [("kept", "a b c"), ("added", "d")]),
        (
            "a b c d",
            "a b x d",
            [("kept", "a b"), ("removed", "c"), ("added", "x"), ("kept", "d")],
        ),
        ("", "all new", [("added", "all new")]),
        ("all gone", "", [("removed", "all gone")]),
        ("one two three four", "nothing like it at all", []),
    ],
)
def test_stretches_of_words(old, new, found):
    assert [(stretch.how, stretch.words) for stretch in stretches(old, new)] == found


def test_an_assurance_date_that_has_passed_since_is_named():
    body = made_up.body()
    last = september(body)
    last["period"]["month"] = "2025-09-01"
    pack = made_up.composed(body, Edition(forum="irb", number=1, standing="draft"), last=last)
    now = {line.ref for line in pack.passed}
    assert set(pack.news.dates.passed) <= now and pack.news.dates.passed
    assert pack.news.dates.settled == ()


def amendment(body, number, kind, ref, at, **entered):
    entered = {"was": "", "becomes": "", "reason": "Agreed", "agreed_by": "Both"} | entered
    by = {"by_name": "Lead", "by_post": "Lead Commissioner", "at": at}
    row = {"number": number, "kind": kind, "requirement": ref, **entered, **by}
    body["assurance"]["amendments"].insert(0, row)


KEPT = ("recommendations", "requests", "responses", "answers", "powers", "reports", "amendments")


def test_rule_18_what_commissioners_amended_since_is_named_with_its_dates():
    body = made_up.body()
    body["assurance"] = {name: [] for name in (*KEPT, "links", "sustained")}
    last, since = september(body), body["taken_at"]
    last["taken_at"] = "2026-10-06T16:00:00+01:00"
    assert "Amendments of the Assurance Plan.</span> None." in html.render(of(body, last))
    amendment(body, 1, "reword", "PO1-T1-1", "2026-09-01T09:00:00Z")
    amendment(body, 2, "date", "PO8-T1-2", since, was="Assurance: Ongoing", becomes="30 Jun 2027")
    amendment(body, 3, "retire", "PO9-T3-9", since)  # in no list of requirements any more
    amendment(body, 4, "date", "PO2-T1-1", since, was=WITHHELD, becomes=WITHHELD)
    pack = of(body, last)
    assert [amended.number for amended in pack.news.amended] == [2, 3, 4]
    words = " ".join(html.render(pack).split())
    assert "PO8-T1-2: a date agreed, Assurance: Ongoing; now 30 Jun 2027 (" in words
    assert "PO2-T1-1: a date agreed, withheld, not public; now withheld, not public (" in words
    assert "PO9-T3-9: requirement retired (" in words and "PO1-T1-1: reworded" not in words
