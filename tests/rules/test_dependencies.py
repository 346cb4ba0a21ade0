"""Rule 28: dependencies – circles, what is expected when, who has confirmed, where a delay goes."""

import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from programmes.charts.network import Arrow, Box, network_across, network_down
from programmes.facts.dependencies import (
    ConfirmationFacts,
    DependencyFacts,
    EndFacts,
    EndReportFacts,
    RequirementDate,
    RequirementDates,
)
from programmes.figures.dependencies import Basis, dependency_counts, dependency_lines
from programmes.figures.dependency_chains import Network
from programmes.rules.dependencies import (
    circle_with,
    confirmed_sides,
    day_faults,
    days_past,
    delays,
    dependency_states_from,
    end_faults,
    expected_on,
    next_end,
)
from programmes.words import DependencyGroup, DependencyState, Side

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = Measured(date(2026, 11, 9))


def row(ref):
    return EndFacts(milestone=ref, programme=ref.split("-")[0])


def whole(ref):
    return EndFacts(milestone=None, programme=ref)


@pytest.mark.parametrize(
    ("edges", "giver", "taker", "circle"),
    [
        ([], "A", "B", ()),
        ([("A", "B")], "B", "C", ()),
        ([("A", "B")], "A", "C", ()),
        ([("A", "B")], "B", "A", ("B", "A", "B")),
        ([("A", "B"), ("B", "C"), ("C", "D")], "D", "A", ("D", "A", "B", "C", "D")),
        ([("A", "B"), ("B", "C"), ("X", "B")], "C", "B", ("C", "B", "C")),
        ([], "A", "A", ("A", "A")),
    ],
)
def test_rule_28_a_circle_is_found_and_shown_from_its_giver_on(edges, giver, taker, circle):
    assert circle_with(edges, giver=giver, taker=taker) == circle


@pytest.mark.parametrize(
    ("giver", "taker", "retired", "fault"),
    [
        (row("HOU-01"), row("FIN-01"), (), None),
        (row("HOU-01"), row("HOU-02"), (), None),
        (whole("HOU"), row("FIN-01"), (), None),
        (row("HOU-01"), row("HOU-01"), (), "HOU-01 cannot depend on itself"),
        (whole("HOU"), whole("HOU"), (), "HOU cannot depend on itself"),
        (whole("HOU"), row("HOU-02"), (), "HOU-02 is part of HOU"),
        (row("HOU-02"), whole("HOU"), (), "HOU-02 is part of HOU"),
        (row("FIN-02"), row("HOU-09"), (),
         "This would make a circle: FIN-02 → HOU-09 → FIN-02. Close one of the others first"),
        (row("HOU-01"), row("FIN-01"), ("FIN-01",), "FIN-01 is retired"),
    ],
)  # fmt: skip
def test_rule_28_what_cannot_depend_on_what(giver, taker, retired, fault):
    edges = [("HOU-09", "FIN-02")]
    faults = end_faults(giver=giver, taker=taker, edges=edges, retired=retired)
    assert (fault in faults["taker_ref"]) if fault else faults == {}


def test_rule_28_a_retired_giver_is_told_at_its_own_box():
    faults = end_faults(giver=row("A-1"), taker=row("B-1"), edges=(), retired=["A-1"])
    assert list(faults) == ["giver_ref"]


def test_rule_28_a_giver_that_is_complete_has_nothing_left_to_give():
    ends = {"giver": row("A-1"), "taker": row("B-1"), "edges": ()}
    assert end_faults(**ends, complete=["A-1"]) == {
        "giver_ref": "A-1 is complete and has nothing left to give. Enter another giver"
    }
    assert end_faults(**ends, complete=["B-1"]) == {}  # the taker may be


def test_rule_28_both_days_are_asked_for():
    assert set(day_faults(give_by=None, need_by=None)) == {"give_by", "need_by"}
    assert day_faults(give_by=date(2026, 1, 1), need_by=date(2026, 2, 1)) == {}


def confirmation(side, at):
    return ConfirmationFacts(side=side, by_name="A", by_post="RDL", at=at)


def test_rule_28_a_changed_day_withdraws_what_was_confirmed_before_it():
    later = datetime(2026, 11, 5, 9, tzinfo=UTC)
    given = [confirmation(side, AT) for side in Side]
    assert set(confirmed_sides(given, days_set_at=AT)) == set(Side)
    assert confirmed_sides(given, days_set_at=later) == {}
    anew = [*given, confirmation(Side.GIVER, later)]
    assert set(confirmed_sides(anew, days_set_at=later)) == {Side.GIVER}
    assert confirmed_sides(given, days_set_at=None) == {}


def stands(ref, *, forecast=None, actual=None, baseline=None):
    return EndReportFacts(
        ref=ref, title=f"Row {ref}", forecast=forecast, actual_on=actual, baseline=baseline,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("giver", "give_by", "measured", "expected"),
    [
        (stands("A-1", forecast=date(2027, 8, 3)), date(2027, 6, 1), TODAY, date(2027, 8, 3)),
        (stands("A-1"), date(2027, 6, 1), TODAY, date(2027, 6, 1)),
        (None, date(2027, 6, 1), TODAY, date(2027, 6, 1)),
        (stands("A-1", actual=date(2026, 10, 5)), date(2027, 6, 1), TODAY, date(2026, 10, 5)),
        # Done after the measured day is not done by it.
        (stands("A-1", actual=date(2026, 12, 5)), date(2027, 6, 1), TODAY, date(2027, 6, 1)),
        # Open and past: today at the earliest, at the end of a month the day after it.
        (stands("A-1", forecast=date(2026, 10, 1)), date(2026, 6, 1), TODAY, date(2026, 11, 9)),
        (None, date(2026, 11, 9), TODAY, date(2026, 11, 9)),
        (None, date(2026, 10, 1), Measured(date(2026, 10, 31), is_over=True), date(2026, 11, 1)),
    ],
)
def test_rule_28_when_a_giver_is_expected(giver, give_by, measured, expected):
    assert expected_on(give_by=give_by, giver=giver, measured=measured) == expected


def test_rule_28_days_of_breach_are_from_need_by_to_expected():
    assert days_past(date(2026, 6, 30), date(2026, 8, 3)) == 34
    assert days_past(date(2026, 6, 30), date(2026, 6, 20)) == -10
    assert days_past(None, date(2026, 6, 20)) is None


def test_rule_28_a_delay_is_passed_on_less_the_days_in_hand():
    edges = [
        ("A", "B", 34), ("B", "C", -20), ("B", "D", -40), ("C", "E", 0), ("X", "E", 5),
    ]  # fmt: skip
    assert delays(edges, begins="B", days=34) == {"B": 34, "C": 14, "E": 14}


def test_rule_28_of_two_ways_to_one_end_the_longer_delay_counts():
    edges = [("B", "C", -5), ("B", "D", -30), ("C", "E", 0), ("D", "E", 0), ("B", "E", -39)]
    assert delays(edges, begins="B", days=40) == {"B": 40, "C": 35, "D": 10, "E": 35}


def fact(ref, giver, taker, need_by, *, give_by=date(2027, 3, 31), confirmed=(), **more):
    return DependencyFacts(
        **{
            "ref": ref, "title": ref, "description": "", "giver": giver, "taker": taker,
            "give_by": give_by, "need_by": need_by, "days_set_at": AT, "requirements": (),
            "confirmations": tuple(confirmation(side, AT) for side in confirmed),
            "state": DependencyState.OPEN, "raised_on": AT.date(), "closed_on": None, "outcome": "",
        } | more
    )  # fmt: skip


def basis(*rows, measured=TODAY):
    return Basis(
        measured=measured, holidays=frozenset(),
        reported={reported_row.ref: reported_row for reported_row in rows},
        programmes={"HOU": "Housing", "FIN": "Finance"},
    )  # fmt: skip


LATE = fact("D-101", row("HOU-05"), row("FIN-03"), date(2027, 6, 30), confirmed=Side)
HAND = fact("D-102", row("FIN-03"), row("PPR-02"), date(2027, 9, 1), requirements=("PO4-T1-2",))
ROWS = basis(
    stands("HOU-05", forecast=date(2027, 8, 3)),
    stands("FIN-03", forecast=date(2027, 8, 12)),
    stands("PPR-02", baseline=date(2027, 12, 20)),
)


def test_rule_28_a_breach_shows_its_days_and_comes_first():
    first, second = dependency_lines([HAND, LATE], ROWS)
    assert (first.ref, first.days_late, first.expected) == ("D-101", 34, date(2027, 8, 3))
    assert (second.ref, second.days_late, second.in_hand) == ("D-102", 0, 20)
    assert first.giver.title == "Row HOU-05" and first.unconfirmed == ()
    assert second.unconfirmed == tuple(Side)


def test_rule_28_the_plans_own_stand_outside_the_network_and_the_counts():
    overarching = fact("D-01", None, None, None, give_by=None, days_set_at=None, raised_on=None)
    lines = dependency_lines([overarching, LATE], ROWS)
    assert [line.ref for line in lines] == ["D-101"]
    assert dependency_counts(lines).open == 1


@pytest.mark.parametrize(
    ("today", "is_long"), [(date(2026, 11, 16), False), (date(2026, 11, 17), True)]
)
def test_rule_28_unconfirmed_after_ten_working_days_is_listed(today, is_long):
    """Set on Monday 2 November 2026: the tenth working day after it is Monday the 16th."""
    (line,) = dependency_lines([HAND], basis(measured=Measured(today)))
    assert line.confirm_by == date(2026, 11, 16)
    assert line.is_long_unconfirmed is is_long
    counts = dependency_counts([line]).groups
    assert counts[DependencyGroup.LONG_UNCONFIRMED] == int(is_long)
    assert counts[DependencyGroup.UNCONFIRMED] == 1


def test_rule_28_an_ended_one_counts_no_more():
    ended = {"state": DependencyState.GIVEN, "closed_on": date(2026, 11, 5), "outcome": "Sent"}
    given = fact("D-103", row("HOU-05"), row("FIN-03"), date(2027, 6, 30), **ended)
    (line,) = dependency_lines([given], ROWS)
    assert (line.days_late, line.unconfirmed, line.groups) == (0, (), ())
    assert line.expected == date(2026, 11, 5)
    assert dependency_counts([line]).open == 0
    assert dependency_states_from(DependencyState.GIVEN) == [DependencyState.OPEN]


def test_rule_28_a_giver_that_is_complete_is_late_no_more():
    (line,) = dependency_lines([LATE], basis(stands("HOU-05", actual=date(2026, 11, 1))))
    assert line.giver.is_done and line.days_late == 0


def test_rule_28_a_slip_ripples_to_further_rows_and_on_to_gates():
    gate = parse_plan_date("31 December 2027", quarters=QuarterConvention.CALENDAR)
    dates = RequirementDates(
        ref="PO4-T1-2", title="Equal pay", dates=(RequirementDate(purpose="Assurance", date=gate),)
    )
    lines = dependency_lines([LATE, HAND], ROWS)
    found = Network(
        lines, ROWS, threatened={"FIN-03": ("PO8-T1-1",)}, requirements={"PO4-T1-2": dates}
    )
    chain = found.chain(lines[0])
    assert [(link.line.ref, link.arrives, link.passed) for link in chain.links] == [
        ("D-102", 34, 14)
    ]
    assert [
        (reached.requirement, reached.through, reached.days, reached.past)
        for reached in chain.gates
    ] == [
        ("PO8-T1-1", "FIN-03", 34, None),
        ("PO4-T1-2", "PPR-02", 14, 3),
    ]
    assert found.chain(lines[1]).links == ()


def test_rule_28_days_in_hand_end_the_chain():
    far = fact("D-102", row("FIN-03"), row("PPR-02"), date(2027, 12, 1), requirements=("X",))
    lines = dependency_lines([LATE, far], ROWS)
    chain = Network(lines, ROWS).chain(lines[0])
    assert [(link.arrives, link.passed) for link in chain.links] == [(34, 0)]
    assert chain.gates == ()


def test_the_next_date_of_a_requirement_is_the_first_that_is_not_past():
    first, second = (
        RequirementDate(purpose="Assurance", date=parse_plan_date(raw, quarters="calendar"))
        for raw in ("31 March 2026", "31 March 2027")
    )
    dates = (first, second)
    assert next_end(dates, measured=Measured(date(2026, 3, 31))) is first
    ended = Measured(date(2026, 3, 31), is_over=True)
    assert next_end(dates, measured=ended) is second  # Rule 14
    assert next_end(dates, measured=Measured(date(2026, 4, 1))) is second
    assert next_end(dates, measured=Measured(date(2028, 1, 1))) is second
    assert next_end((), measured=Measured(date(2026, 1, 1))) is None


ARROWS = [
    Arrow(ref="D-101", giver="A", taker="B", words="+34 days", is_late=True, is_confirmed=True),
    Arrow(ref="D-102", giver="B", taker="C", words="Staff", is_late=False, is_confirmed=False),
]
BOXES = [Box(ref=ref, title=f"<{ref}>", href=f"/m/{ref}") for ref in "ABC"]


def test_a_networks_boxes_take_the_room_there_is_and_days_stand_above_their_arrow():
    name = "Report on supply achieved for the year 2024/5"
    boxes = [Box(ref=ref, title=name) for ref in "ABCDEF"]
    late = {"words": "+45 days", "is_late": True, "is_confirmed": True}
    arrows = [
        Arrow(ref=f"D-{number}", giver=giver, taker=taker, **late)
        for number, (giver, taker) in enumerate(pairwise("ABCDEF"), 101)
    ]
    few = network_across(boxes[:2], arrows[:1], title="x")
    assert 'rect x="6" y="6" width="260"' in few and "…" not in few, "the whole name on two lines"
    assert 'rect x="6" y="6" width="150"' in network_across(boxes, arrows, title="x")
    arrow_at = float(re.search(r'<path d="M[\d.]+,([\d.]+)', few)[1])
    words = re.search(r'<text x="[\d.]+" y="([\d.]+)" font-size="14".*?dy="(\d+)"', few)
    assert float(words[1]) + float(words[2]) < arrow_at


@pytest.mark.parametrize("draw", [network_across, network_down])
def test_the_network_says_each_end_and_each_late_one_in_words(draw):
    drawn = draw(BOXES, ARROWS, title="1 of 2 late")
    assert "<title>1 of 2 late</title>" in drawn and "+34 days" in drawn
    assert "&lt;A&gt;" in drawn and "<A>" not in drawn
    assert drawn.count("stroke-dasharray") == 1 and drawn.count('href="/m/') == 3


def test_the_network_for_a_narrow_window_is_300_wide_however_many_ends():
    arrows = [
        Arrow(ref=f"D-{n}", giver=f"R{n}", taker=f"R{n + 1}", words="", is_late=False,
              is_confirmed=True)
        for n in range(30)
    ]  # fmt: skip
    boxes = [Box(ref=f"R{n}", title="A long name of a milestone of the plan") for n in range(31)]
    assert 'width="300"' in network_down(boxes, arrows, title="x")
