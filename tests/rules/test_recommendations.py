"""Recommendations: which date counts, what is overdue, and whose word is whose."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assurance.facts.recommendations import (
    ActionFacts,
    ExtensionFacts,
    ProgressFacts,
    RecommendationFacts,
    ViewFacts,
)
from assurance.figures.recommendation_acts import quarter_changes
from assurance.figures.recommendations import (
    recommendation_counts,
    recommendation_line,
    recommendation_lines,
)
from assurance.rules.quarters import Quarter
from assurance.rules.recommendations import (
    date_named,
    extension_faults,
    recommendation_faults,
    report_faults,
    standing_of,
)
from assurance.words.recommendations import (
    STATE_NOT_KNOWN,
    Body,
    Opinion,
    Progress,
    RecommendationStanding,
    Viewer,
)
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date

AT = datetime(2026, 9, 30, 9, tzinfo=UTC)
BY = {"by_name": "Ada", "by_post": "SAO", "at": AT}
NOV = Measured(date(2026, 11, 9))


def when(raw: str):
    return parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL) if raw else UNDATED


def said(progress: Progress) -> ProgressFacts:
    return ProgressFacts(progress=progress, words="So.", evidence="Minute 4", **BY)


def moved(raw: str) -> ExtensionFacts:
    return ExtensionFacts(due=when(raw), reason="Later", **BY)


def action(due: str = "", *, extended=(), progress=None, number=1) -> ActionFacts:
    return ActionFacts(
        number=number,
        words="Do it.",
        owner="",
        due=when(due),
        milestones=(),
        reports=(said(progress),) if progress else (),
        extensions=tuple(map(moved, extended)),
    )


def view(viewer: Viewer, opinion: Opinion) -> ViewFacts:
    return ViewFacts(viewer=viewer, opinion=opinion, reason="Seen", evidence="", **BY)


def made(*actions: ActionFacts, views=(), printed=(), number=1) -> RecommendationFacts:
    return RecommendationFacts(
        body=Body.AUDITOR,
        made_by="",
        number=number,
        title="Do",
        text="",
        printed=tuple(map(when, printed)),
        source="",
        erratum="",
        actions=actions,
        views=views,
    )


def standing(*actions, measured=NOV, **more) -> RecommendationStanding:
    return standing_of(made(*actions, **more), measured=measured)


@pytest.mark.parametrize(
    ("raw", "on", "expected"),
    [
        ("Sep 2026", date(2026, 9, 30), RecommendationStanding.OPEN),  # due until midnight
        ("Sep 2026", date(2026, 10, 1), RecommendationStanding.OVERDUE),
        ("30 November 2026", date(2026, 11, 9), RecommendationStanding.OPEN),
        ("Quarterly", date(2026, 11, 9), RecommendationStanding.OPEN),  # never overdue
        ("", date(2026, 11, 9), RecommendationStanding.OPEN),
    ],
)
def test_rule_8_an_action_is_overdue_from_the_day_after_its_date(raw, on, expected):
    assert standing(action(raw), measured=Measured(on)) is expected


def test_rule_9_an_extension_moves_the_date_and_the_first_one_stays():
    line = recommendation_line(
        made(action("Sep 2026", extended=["Oct 2026", "Dec 2026"])), measured=NOV
    ).actions[0]
    assert not line.is_overdue
    assert (line.due.raw, line.n_extended) == ("Dec 2026", 2)
    assert line.first_due and line.first_due.raw == "Sep 2026"
    late = recommendation_line(made(action("Sep 2026", extended=["Oct 2026"])), measured=NOV)
    assert late.actions[0].is_overdue and late.actions[0].days_over == 9


def test_rule_14_what_fell_due_on_the_last_day_of_a_month_was_a_day_over_at_its_end():
    ended = Measured.month_end(date(2026, 9, 1))
    line = recommendation_line(made(action("Sep 2026")), measured=ended).actions[0]
    assert (line.is_overdue, line.days_over) == (True, 1)


def test_rule_10_the_first_date_of_an_action_without_one_is_no_extension():
    line = recommendation_line(made(action("", extended=["Dec 2026"])), measured=NOV).actions[0]
    assert (line.n_extended, line.first_due, line.due.raw) == (0, None, "Dec 2026")


@pytest.mark.parametrize(
    ("raw", "progress", "expected"),
    [
        ("30 November 2023", None, RecommendationStanding.UNKNOWN),
        ("29 February 2024", None, RecommendationStanding.UNKNOWN),
        ("1 March 2024", None, RecommendationStanding.OVERDUE),
        ("30 November 2023", Progress.IN_PROGRESS, RecommendationStanding.OVERDUE),  # answered
        ("30 November 2023", Progress.DONE, RecommendationStanding.DONE),
    ],
)
def test_due_before_march_2024_reads_state_not_known_until_answered(raw, progress, expected):
    action_facts = action(raw, progress=progress)
    assert standing(action_facts) is expected
    status = recommendation_line(made(action_facts), measured=NOV).actions[0].status
    assert (status == STATE_NOT_KNOWN) is (expected is RecommendationStanding.UNKNOWN)


def test_a_date_printed_in_the_recommendation_alone_makes_its_state_unknown():
    assert standing(action(), printed=["30 November 2023"]) is RecommendationStanding.UNKNOWN
    answered = action(progress=Progress.IN_PROGRESS)
    assert standing(answered, printed=["30 November 2023"]) is RecommendationStanding.OPEN


def test_rule_19_the_three_records_stay_apart():
    """The council's "done" is its own; a doubt of either other sets it among the open."""
    done = action("Sep 2026", progress=Progress.DONE)
    views = (
        view(Viewer.INTERNAL_AUDIT, Opinion.IMPLEMENTED),
        view(Viewer.AUDITOR, Opinion.PARTLY),
    )
    assert standing(done) is RecommendationStanding.DONE
    assert standing(done, views=views[:1]) is RecommendationStanding.DONE
    assert standing(done, views=views) is RecommendationStanding.DISPUTED
    again = (*views, view(Viewer.AUDITOR, Opinion.IMPLEMENTED))
    assert standing(done, views=again) is RecommendationStanding.DONE
    line = recommendation_line(made(done, views=views), measured=NOV)
    words = [line.council, *(line.view_words(viewer) for viewer in Viewer)]
    assert words == ["Council says done", "Implemented", "Partly implemented"]
    open_still = recommendation_line(
        made(action("Dec 2026"), views=(view(Viewer.AUDITOR, Opinion.IMPLEMENTED),)), measured=NOV
    )
    assert (open_still.standing, open_still.council) == (
        RecommendationStanding.OPEN,
        "Not yet reported",
    )


def test_one_action_decides_over_the_others_and_all_are_counted():
    rows = [
        made(action("Sep 2026"), action("Dec 2026", progress=Progress.DONE, number=2)),
        made(action("Dec 2026", extended=["Jan 2027"]), number=2),
        made(action("Oct 2026", progress=Progress.NO_LONGER), number=3),
        made(number=4),
    ]
    lines = recommendation_lines(rows, measured=NOV)
    assert [line.facts.number for line in lines] == [1, 2, 4, 3]
    counts = recommendation_counts(lines)
    assert (counts.total, counts.open, counts.actions) == (4, 3, 4)
    assert (counts.overdue, counts.extended, counts.unowned) == (1, 1, 2)
    assert lines[0].council == "2 actions: 1 council says done, 1 not yet reported"
    assert lines[2].council == "No response yet"


def test_rule_11_a_quarter_says_its_months():
    words = [Quarter.of(date(2026, month, 15)).words for month in (2, 4, 9, 11)]
    assert words == [
        "Q4 2025/26 (Jan to Mar 2026)",
        "Q1 2026/27 (Apr to Jun 2026)",
        "Q2 2026/27 (Jul to Sep 2026)",
        "Q3 2026/27 (Oct to Dec 2026)",
    ]
    quarter = Quarter.of(date(2026, 11, 9))
    assert (quarter.begins, quarter.ends) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.is_whole and not Quarter(date(2026, 11, 1)).is_whole
    assert quarter.previous.following == quarter


def test_a_quarter_has_what_was_said_in_it_alone():
    row = made(action("Sep 2026", extended=["Dec 2026"], progress=Progress.IN_PROGRESS))
    later = replace(view(Viewer.AUDITOR, Opinion.PARTLY), at=datetime(2026, 10, 1, tzinfo=UTC))
    line = recommendation_line(replace(row, views=(later,)), measured=NOV)
    second, third = Quarter(date(2026, 7, 1)), Quarter(date(2026, 10, 1))
    found = [
        [
            change.what
            for change in quarter_changes([line], begins=quarter.begins, ends=quarter.ends)
        ]
        for quarter in (second, third)
    ]
    assert found == [
        ["Action 1: In progress", "Action 1: due date set to Dec 2026"],
        ["External auditor’s view: Partly implemented"],
    ]


@pytest.mark.parametrize(
    ("words", "printed", "expected"),
    [
        ("Close the accounts by 30 November 2023.", ["30 November 2023"], "30 November 2023"),
        ("Set up a quarterly review.", ["Quarterly"], "Quarterly"),
        ("Report in November 2023.", ["30 November 2023", "November 2023"], "November 2023"),
        ("By 30 November 2023.", ["November 2023", "30 November 2023"], "30 November 2023"),
        ("Readiness review.", ["30 November 2023"], ""),
    ],
)
def test_a_printed_date_belongs_to_the_action_that_names_it_and_is_never_guessed(
    words, printed, expected
):
    assert date_named(words, printed) == expected


def test_what_is_entered_is_held_to_the_rule():
    assert report_faults(progress=Progress.DONE, words="Done", evidence="") == {
        "evidence": "Enter the evidence that it is done: each document with its date"
    }
    assert set(report_faults(progress=None, words=" ", evidence="")) == {"progress", "words"}
    assert report_faults(progress=Progress.IN_PROGRESS, words="So", evidence="") == {}
    extension = {"reason": "x", "standing": when("Sep 2026"), "is_open": True}
    assert extension_faults(due=when("Oct 2026"), **extension) == {}
    for due in (UNDATED, when("Sep 2026"), when("Aug 2026"), when("Ongoing")):
        assert set(extension_faults(due=due, **extension)) == {"due"}
    closed = extension | {"is_open": False, "reason": " "}
    assert set(extension_faults(due=when("Oct 2026"), **closed)) == {"due", "reason"}


def test_rule_24_no_number_is_given_twice():
    given = {"has_name": False, "is_other": False, "taken": {12: "Close the accounts."}}
    assert recommendation_faults(number=13, **given) == {}
    assert recommendation_faults(number=12, **given) == {
        "number": "Enter another number: 12 is “Close the accounts.”"
    }
    assert set(recommendation_faults(number=None, **given | {"is_other": True})) == {"made_by"}
