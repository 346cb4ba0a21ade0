"""Rules 2 and 15: asks and challenges, what is done next to one, by whom it is owed, how old."""

from datetime import UTC, date, datetime

import pytest

from irp.rules.measuring import Measured
from programmes.facts.points import PointFacts, PointStepFacts
from programmes.figures.points import point_counts, point_line, point_lines
from programmes.rules.points import (
    ask_faults,
    challenge_faults,
    next_stages,
    owed_by,
    point_seen,
    points_on_return,
    step_faults,
)
from programmes.rules.withheld import OUTSIDER, Reader
from programmes.words import (
    ChallengeOutcome,
    Ladder,
    PointKind,
    PointStage,
    ReturnPart,
    ReturnState,
)

ASK, CHALLENGE = PointKind
ACCEPTED, _, DATE_CHANGED, UNRESOLVED = ChallengeOutcome
ON = date(2026, 11, 20)


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


def step(stage, when, **entered):
    empty = {"forum": None, "meeting_on": None, "minute": "", "outcome": None, "words": "So be it."}
    who = {"by_name": "Person cpmo", "by_post": "CPMO"}
    return PointStepFacts(stage=stage, at=when, **who, **{**empty, **entered})


def point(kind=ASK, *steps, raised=None, state=ReturnState.SIGNED, month=date(2026, 10, 1)):
    is_ask = kind is ASK
    return PointFacts(
        kind=kind, ref=f"HOU-{kind.letters}-01", programme="HOU", month=month, words="More money?",
        asked_of="TIB" if is_ask else "", due_on=date(2026, 11, 24) if is_ask else None,
        part=None if is_ask else ReturnPart.PROGRESS, milestone=None, state=state,
        by_name="Person sao", by_post="SAO", at=raised or at(9), steps=steps,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "stage", "following", "owes"),
    [
        (ASK, "raised", ["tabled", "declined"], "CPMO"),
        (ASK, "tabled", ["answered", "tabled", "declined"], "CPMO"),
        (ASK, "answered", [], ""),
        (ASK, "declined", [], ""),
        (ASK, "withdrawn", [], ""),
        (CHALLENGE, "raised", ["answered", "closed"], "programme"),
        (CHALLENGE, "asked_again", ["answered", "closed"], "programme"),
        (CHALLENGE, "answered", ["closed", "asked_again"], "CPMO"),
        (CHALLENGE, "closed", [], ""),
    ],
)
def test_what_is_next_and_who_owes_it(kind, stage, following, owes):
    assert [stage.value for stage in next_stages(kind, PointStage(stage))] == following
    assert owed_by(kind, PointStage(stage)) == owes


def test_nobody_has_to_ask_but_an_ask_names_whom_and_by_when():
    assert ask_faults(words=" ", asked_of="", due_on=None, on=ON) == {}
    assert set(ask_faults(words="Money", asked_of="", due_on=None, on=ON)) == {
        "asked_of", "ask_due_on",
    }  # fmt: skip
    assert set(ask_faults(words="", asked_of="TIB", due_on=ON, on=ON)) == {"ask"}
    past = ask_faults(words="Money", asked_of="TIB", due_on=date(2026, 11, 19), on=ON)
    assert past == {"ask_due_on": "Enter 20 Nov 2026 or a later day"}


def test_a_challenge_of_a_milestones_report_names_it():
    faults = challenge_faults(part=ReturnPart.MILESTONE, milestone=None, words=" ")
    assert set(faults) == {"milestone", "words"}
    assert challenge_faults(part=ReturnPart.RATING, milestone=None, words="Why?") == {}


@pytest.mark.parametrize(
    ("kind", "stage", "to", "entered", "faults"),
    [
        (ASK, "raised", "tabled", {}, {"forum", "meeting_on"}),
        (ASK, "raised", "tabled", {"forum": Ladder.TIB, "meeting_on": date(2026, 11, 1)},
         {"meeting_on"}),
        (ASK, "raised", "tabled", {"forum": Ladder.TIB, "meeting_on": ON}, set()),
        (ASK, "raised", "declined", {}, {"words"}),
        (ASK, "raised", "answered", {"words": "Yes"}, {"stage"}),
        (ASK, "answered", "tabled", {"forum": Ladder.TIB, "meeting_on": ON}, {"stage"}),
        (CHALLENGE, "raised", "closed", {"words": "x", "outcome": ACCEPTED}, {"outcome"}),
        (CHALLENGE, "raised", "closed", {"words": "x", "outcome": UNRESOLVED}, set()),
        (CHALLENGE, "answered", "closed", {}, {"outcome", "words"}),
        (CHALLENGE, "answered", "closed", {"words": "x", "outcome": DATE_CHANGED}, set()),
        (CHALLENGE, "answered", "asked_again", {"words": " "}, {"words"}),
    ],
)  # fmt: skip
def test_a_step_is_refused_by_field(kind, stage, to, entered, faults):
    typed = {"words": ""} | entered
    found = step_faults(kind=kind, stage=PointStage(stage), to=PointStage(to), on=ON, **typed)
    assert set(found) == faults


def line_of(facts, on):
    return point_line(facts, until=on, measured=Measured(on))


def test_rule_14_a_month_counts_what_was_overdue_at_its_end_and_ages_run_to_its_freeze():
    line = point_line(point(ASK), until=date(2026, 12, 8), measured=Measured(date(2026, 11, 24)))
    assert (line.age, line.is_overdue) == (29, False)
    ended = Measured(date(2026, 11, 24), is_over=True)
    assert point_line(point(ASK), until=ended.on, measured=ended).is_overdue


def test_the_age_runs_until_the_end():
    tabled = step(PointStage.TABLED, at(12), forum=Ladder.TIB, meeting_on=date(2026, 11, 19))
    line = line_of(point(ASK, tabled), ON)
    assert (line.age, line.is_open, line.is_overdue) == (11, True, False)
    assert line.status == "Tabled at TIB on 19 Nov 2026" and line.about == "TIB"
    assert line_of(point(ASK, tabled), date(2026, 11, 25)).is_overdue
    done = point(ASK, tabled, step(PointStage.ANSWERED, at(19), words="Yes.", minute="4.2"))
    line = line_of(done, date(2027, 6, 1))
    assert (line.age, line.is_open, line.is_overdue) == (10, False, False)
    assert (line.status, line.answer) == ("Answered (minute 4.2)", "Yes.")


def test_open_ones_come_first_then_asks_then_the_oldest():
    closed = step(PointStage.CLOSED, at(10), outcome=ChallengeOutcome.UNRESOLVED)
    rows = [point(CHALLENGE, closed), point(CHALLENGE), point(ASK, raised=at(15)), point(ASK)]
    found = point_lines(rows, until=ON, measured=Measured(ON))
    assert [(line.facts.kind.value, line.age) for line in found] == [
        ("ask", 11), ("ask", 5), ("challenge", 11), ("challenge", 1),
    ]  # fmt: skip
    counts = point_counts(found)
    assert (counts.open, counts.overdue, counts.settled) == (3, 0, 1)


@pytest.mark.parametrize(
    ("state", "steps", "seen"),
    [
        (ReturnState.SUBMITTED, (), False),
        (ReturnState.DRAFT, (), False),
        (ReturnState.NOT_REPORTED, (), False),
        (ReturnState.SIGNED, (), True),
        (ReturnState.ASSURED, (), True),
        (ReturnState.SIGNED, (step(PointStage.WITHDRAWN, at(10)),), False),
    ],
)
def test_rule_15_who_may_not_read_a_return_reads_nothing_asked_about_it(state, steps, seen):
    asked = point(ASK, *steps, state=state)
    assert point_seen(asked, OUTSIDER) is seen
    assert point_seen(asked, Reader(is_cpmo=True))
    assert point_seen(asked, Reader(programmes=frozenset({"HOU"})))


def test_the_answer_to_an_ask_stands_on_the_next_return():
    november, december = date(2026, 11, 1), date(2026, 12, 1)
    open_one = point(ASK)
    answered = point(ASK, step(PointStage.ANSWERED, at(24)))
    withdrawn = point(ASK, step(PointStage.WITHDRAWN, at(24)))
    every = (open_one, answered, withdrawn)
    assert points_on_return(every, month=date(2026, 10, 1), until=None) == every
    assert points_on_return(every, month=november, until=None) == (open_one, answered)
    assert points_on_return(every, month=december, until=None) == (open_one,)
    assert points_on_return(every, month=date(2026, 9, 1), until=None) == ()
    assert points_on_return(every, month=date(2026, 10, 1), until=at(8)) == ()
