"""The runway: safe starts, quarters, what places a requirement, and the knock-on of late work."""

from datetime import date

import pytest

from assurance.charts import runway_squares
from assurance.charts.runway import runway_chart
from assurance.charts.runway_squares import Shown
from assurance.facts import GateDue, RequirementPosition
from assurance.facts.runway import LateFacts, NeedFacts, ReachFacts, RunwayFacts
from assurance.figures.knock_on import knock_on
from assurance.figures.runway import quarter_words, runway
from assurance.rules.runway import days_of_quarter, quarter_of, safe_start, start_standing
from assurance.words import Judgement, Purpose, Speaker
from assurance.words.evidence import Cadence
from assurance.words.runway import RunwayStanding, SafeStart
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date

ON, END = date(2026, 11, 9), date(2028, 10, 31)
CALENDAR = QuarterConvention.CALENDAR


def gate(raw, purpose="assurance", *, settled=False):
    return GateDue(Purpose(purpose), parse_plan_date(raw, quarters=CALENDAR), settled)


def row(ref, *gates, judgement=None, outcome=1, test=1):
    judged = {Speaker.COMMISSIONER: judgement} if judgement else {}
    return RequirementPosition(ref, outcome, test, f"Title of {ref}", gates, judged)


def facts(*rows, needs=(), late=(), reaches=()):
    return RunwayFacts(
        requirements=rows,
        needs=dict(needs),
        owners={},
        late={milestone.ref: milestone for milestone in late},
        reaches=tuple(reaches),
    )


def line_of(*gates, need=None, judgement=None, on=ON):
    needs = {"R": need} if need else {}
    found = runway(
        facts(row("R", *gates, judgement=judgement), needs=needs),
        measured=Measured(on),
        ends_on=END,
    )
    return found.lines[0]


@pytest.mark.parametrize(
    ("by", "periods", "cadence", "start"),
    [
        ("2028-03-31", 12, "month", "2027-04-01"),
        ("2028-03-30", 12, "month", "2027-03-01"),  # March is not over by then
        ("2028-12-31", 12, "month", "2028-01-01"),
        ("2028-03-31", 1, "month", "2028-03-01"),
        ("2028-03-31", 4, "quarter", "2027-04-01"),
        ("2028-03-30", 4, "quarter", "2027-01-01"),
        ("2028-03-31", 2, "year", "2026-04-01"),
        ("2028-12-31", 2, "year", "2026-04-01"),  # the year under way is not over by then
    ],
)
def test_rule_22_the_latest_safe_start_leaves_room_for_whole_periods(by, periods, cadence, start):
    found = safe_start(date.fromisoformat(by), periods=periods, cadence=Cadence(cadence))
    assert found == date.fromisoformat(start)


@pytest.mark.parametrize(
    ("start", "standing"),
    [
        (None, "unset"),
        ("2025-12-31", "impossible"),
        ("2026-01-01", "passed"),
        ("2026-09-30", "passed"),
        ("2026-10-01", "now"),
        ("2026-12-31", "now"),
        ("2027-01-01", "ahead"),
    ],
)
def test_rule_12_a_start_before_the_plan_was_published_is_not_possible_and_never_late(
    start, standing
):
    found = start_standing(date.fromisoformat(start) if start else None, on=ON)
    assert found == SafeStart(standing)
    assert "late " not in SafeStart.IMPOSSIBLE.label.lower()


def test_rule_11_quarters_are_printed_with_their_months_as_the_setting_reads_them():
    number = quarter_of(date(2026, 8, 15))
    assert days_of_quarter(number) == (date(2026, 7, 1), date(2026, 9, 30))
    assert quarter_words(number, quarters=CALENDAR) == "Q3 2026 (Jul to Sep 2026)"
    financial = quarter_words(number, quarters=QuarterConvention.FINANCIAL)
    assert financial == "Q2 2026/27 (Jul to Sep 2026)"


def test_rule_12_the_first_awaited_date_places_it_and_a_begin_date_places_nothing():
    line = line_of(gate("Q2 2026", "begin"), gate("Q4 2026", "completion"), gate("Q2 2027"))
    assert line.standing is RunwayStanding.AWAITED
    assert line.quarter == quarter_of(date(2026, 12, 31))
    assert [awaited_gate.purpose.value for awaited_gate in line.awaited] == [
        "completion",
        "assurance",
    ]
    settled = line_of(gate("Q4 2026", "completion", settled=True), gate("Q2 2027"))
    assert settled.quarter == quarter_of(date(2027, 6, 30))


@pytest.mark.parametrize(
    ("gates", "judgement", "standing"),
    [
        ([gate("Q3 2026")], None, "passed"),
        ([gate("Q3 2026")], Judgement.PARTLY, "passed"),
        ([gate("Q3 2026")], Judgement.MET, "met"),
        ([gate("Q3 2026")], Judgement.NOT_APPLICABLE, "not_applicable"),
        ([gate("Q3 2026", settled=True)], None, "settled"),
        ([gate("Q4 2026")], None, "awaited"),
        ([gate("Ongoing")], None, "undated"),
        ([gate("Q1 2026", "begin"), gate("To be agreed")], None, "undated"),
        ([], None, "undated"),
    ],
)
def test_rule_13_how_a_requirement_stands(gates, judgement, standing):
    assert line_of(*gates, judgement=judgement).standing == RunwayStanding(standing)


def test_rule_12_dates_at_or_after_the_end_and_load_by_quarter():
    found = runway(
        facts(
            row("A", gate("Q4 2028")),
            row("B", gate("Q1 2027"), gate("Q4 2028", "sustained"), outcome=2),
            row("C", gate("Q1 2027"), judgement=Judgement.MET),
        ),
        measured=Measured(ON),
        ends_on=END,
    )
    assert [line.ref for line in found.at_end] == ["A", "B"]
    assert found.quarters[-1] == found.end == quarter_of(date(2028, 12, 31))
    assert found.of_quarter(quarter_of(date(2027, 1, 1))) == 1  # what is met is no load
    assert found.of_quarter(found.end) == 2
    assert found.finding.startswith("2 of 3 requirements are still to be assured by 31 Oct 2028")


def test_rule_22_what_commissioners_did_not_set_says_so_and_what_must_start_now_is_named():
    dates = [gate("Q1 2027"), gate("Q4 2028", "sustained")]
    assert line_of(*dates).start_words == "Number of periods not set by commissioners"
    need = NeedFacts(requirement="R", periods=12, cadence=Cadence.MONTH)
    assert line_of(*dates, need=need).start_words == "Latest safe start to come: 1 Jan 2028"
    assert line_of(*dates, need=need, judgement=Judgement.MET).start is None
    assert line_of(gate("Q1 2027")).start is None  # nothing sustained is asked for
    early = line_of(
        gate("Q1 2027"), need=NeedFacts(requirement="R", periods=36, cadence=Cadence.MONTH)
    )
    assert early.start_words == "Not possible since publication"
    begun = row("S", gate("Q4 2026", "begin"), gate("Q1 2027"))
    nine = NeedFacts(requirement="R", periods=9, cadence=Cadence.QUARTER)
    soon = facts(row("R", *dates), begun, needs={"R": nine})
    found = runway(soon, measured=Measured(ON), ends_on=END)
    assert [line.ref for line in found.must_start] == ["R", "S"]


def test_rule_28_a_late_milestone_reaches_requirements_and_the_tightest_comes_first():
    late = LateFacts(ref="HOU-01", title="", baseline=date(2026, 6, 30), expected=date(2027, 2, 28))
    reaches = [
        ReachFacts(milestone="HOU-01", requirement=ref, via=("D-101", "L-001")) for ref in "ABCD"
    ]
    reaches += [
        ReachFacts(milestone="HOU-02", requirement="A", via=("L-002",)),  # which is not late
        ReachFacts(milestone="HOU-01", requirement="A", via=("L-003",)),
    ]
    known = facts(
        row("A", gate("Q3 2026"), gate("Q1 2027")),
        row("B", gate("Q4 2026")),
        row("C", gate("Ongoing")),
        row("D", gate("Q1 2027"), judgement=Judgement.MET),
        late=[late],
        reaches=reaches,
    )
    rows = knock_on(known, runway(known, measured=Measured(ON), ends_on=END))
    assert [(late_row.line.ref, late_row.left_words) for late_row in rows] == [
        ("B", "59 days after it"),
        ("A", "31 days left"),  # to the date that is not past
        ("C", "No date"),
    ]
    assert late.days == 243 and rows[1].via == "L-003; D-101, L-001"


def test_the_picture_is_drawn_anew_for_a_narrow_window_and_links_each_requirement():
    found = runway(
        facts(row("A", gate("Q3 2026")), row("B", gate("Ongoing"), judgement=Judgement.MET)),
        measured=Measured(ON),
        ends_on=END,
    )
    shown = Shown(runway=found, reached={"A"}, quarters=CALENDAR, href=lambda ref: f"/r/{ref}?a&b")
    drawing = runway_chart(shown)
    for picture in (drawing.wide, drawing.narrow):
        assert 'href="/r/A?a&amp;b"' in picture and "a late milestone reaches it" in picture
        assert "The intervention ends" in picture
    assert 'viewBox="0 0 290' in drawing.narrow and "Q3 2026" in drawing.narrow
    bare = runway_chart(Shown(runway=found, reached=(), quarters=CALENDAR, href=lambda ref: ""))
    assert "<a " not in bare.wide


def test_in_a_long_plan_those_that_stand_alike_share_a_square_with_their_number(monkeypatch):
    monkeypatch.setattr(runway_squares, "MOST_SQUARES", 3)
    passed = [row(ref, gate("Q1 2026")) for ref in "ABC"]
    found = runway(
        facts(*passed, row("D", gate("Q1 2026"), judgement=Judgement.MET)),
        measured=Measured(ON),
        ends_on=END,
    )
    asked = []

    def listed(outcome, standing):
        asked.append((outcome, standing))
        return f"/runway?show={standing}"

    shown = Shown(
        runway=found, reached={"B"}, quarters=CALENDAR, href=lambda ref: ref, listed=listed
    )
    drawing = runway_chart(shown)
    for picture, name in ((drawing.wide, f"Outcome {passed[0].outcome}, "), (drawing.narrow, "")):
        assert f'aria-label="{name}2 requirements: date passed, not yet assured"' in picture
        assert f"{name}1 requirement: date passed, not yet assured; a late milestone" in picture
        assert picture.count("<a ") == 3 and 'href="/runway?show=passed"' in picture
        assert "requirements with the same status" in picture
    assert (None, RunwayStanding.MET) in asked and (passed[0].outcome, RunwayStanding.MET) in asked
