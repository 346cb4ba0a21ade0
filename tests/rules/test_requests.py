"""Requests to the council: how far one has come, and how its answer stands to its days."""

from datetime import UTC, date, datetime

import pytest

from assurance.facts.requests import RequestFacts, RequestStepFacts
from assurance.figures.requests import count_not_over, request_line, request_lines
from assurance.rules.requests import request_faults, step_faults
from assurance.words.requests import RequestAct, RequestState
from irp.rules.measuring import Measured

ANSWERED, EXTENDED = RequestAct.ANSWERED, RequestAct.EXTENDED


def day(text: str) -> date:
    return datetime.strptime(f"{text} 2027", "%d %b %Y").date()


def step(what: RequestAct, on: str, due: str = "") -> RequestStepFacts:
    return RequestStepFacts(
        what=what,
        words="So.",
        due_on=day(due) if due else None,
        by_name="Ada",
        by_post="",
        at=datetime.combine(day(on), datetime.min.time(), UTC).replace(hour=10),
    )


def asked(*steps: RequestStepFacts, due: str = "12 Mar", number: int = 1) -> RequestFacts:
    return RequestFacts(
        number=number,
        owner="Director",
        requirements=(),
        words="Show it.",
        due_on=day(due),
        by_name="Commissioner",
        by_post="",
        at=datetime(2027, 2, 1, tzinfo=UTC),
        steps=steps,
    )


LONGER = step(EXTENDED, "10 Mar", "20 Mar")


@pytest.mark.parametrize(
    ("steps", "on", "state", "words"),
    [
        # Due 12 Mar, extended to 20 Mar, answered 18 Mar: the issue's own example.
        ([LONGER, step(ANSWERED, "18 Mar")], "25 Mar", "answered",
         "within the extension, 6 days after the original date"),
        ([step(ANSWERED, "13 Mar")], "25 Mar", "answered", "1 day late"),  # no extension
        ([step(ANSWERED, "12 Mar")], "25 Mar", "answered", "on the day it was due"),
        ([step(ANSWERED, "9 Mar")], "25 Mar", "answered", "3 days early"),
        ([LONGER, step(ANSWERED, "11 Mar")], "25 Mar", "answered", "1 day early"),
        ([LONGER, step(ANSWERED, "20 Mar")], "25 Mar", "answered",
         "within the extension, 8 days after the original date"),
        ([LONGER, step(ANSWERED, "23 Mar")], "25 Mar", "answered",
         "3 days after the extended date, 11 days after the original date"),
        ([], "10 Mar", "open", "due in 2 days"),
        ([], "12 Mar", "open", "due today"),
        ([], "13 Mar", "late", "1 day late"),
        ([LONGER], "15 Mar", "open", "due in 5 days, originally due 12 Mar 2027"),
        ([LONGER], "22 Mar", "late", "2 days late, 10 days after the original date"),
        ([step(ANSWERED, "9 Mar"), step(RequestAct.SENT_BACK, "11 Mar")], "14 Mar", "late",
         "2 days late"),  # answered is not accepted
        ([step(ANSWERED, "9 Mar"), step(RequestAct.SENT_BACK, "11 Mar"),
          step(ANSWERED, "14 Mar")], "20 Mar", "answered", "2 days late"),
        ([step(ANSWERED, "9 Mar"), step(RequestAct.ACCEPTED, "15 Mar")], "20 Mar", "accepted",
         "3 days early"),
        ([step(RequestAct.WITHDRAWN, "9 Mar")], "20 Mar", "withdrawn", "withdrawn"),
    ],
)  # fmt: skip
def test_rule_9_an_answer_is_measured_by_both_days(steps, on, state, words):
    line = request_line(asked(*steps), measured=Measured(day(on)))
    assert (line.state, line.timing) == (state, words)


def test_rule_14_what_fell_due_on_the_last_day_of_a_month_was_a_day_late_at_its_end():
    ended = Measured(day("12 Mar"), is_over=True)
    assert request_line(asked(), measured=ended).timing == "1 day late"


def test_the_first_day_stays_beside_the_extended_one():
    line = request_line(asked(LONGER), measured=Measured(day("15 Mar")))
    assert (line.facts.due_on, line.due_on, line.is_extended) == (
        day("12 Mar"),
        day("20 Mar"),
        True,
    )


def test_the_late_come_first_and_what_is_over_last():
    rows = [
        asked(step(RequestAct.WITHDRAWN, "9 Mar"), number=1),
        asked(step(ANSWERED, "9 Mar"), number=2),
        asked(due="1 Apr", number=3),
        asked(number=4),
    ]
    lines = request_lines(rows, measured=Measured(day("15 Mar")))
    assert [line.facts.number for line in lines] == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("state", "what", "allowed"),
    [
        (RequestState.OPEN, RequestAct.ANSWERED, True),
        (RequestState.OPEN, RequestAct.ACCEPTED, False),
        (RequestState.LATE, RequestAct.EXTENDED, True),
        (RequestState.ANSWERED, RequestAct.ANSWERED, False),
        (RequestState.ANSWERED, RequestAct.SENT_BACK, True),
        (RequestState.ACCEPTED, RequestAct.WITHDRAWN, False),
        (RequestState.WITHDRAWN, RequestAct.ANSWERED, False),
    ],
)
def test_which_step_is_next(state, what, allowed):
    faults = step_faults(
        what=what, state=state, words="So.", due_on=day("20 Mar"), standing=day("12 Mar")
    )
    assert (faults == {}) is allowed


def test_what_is_entered_is_held_to_the_rule():
    entered = {"what": EXTENDED, "state": RequestState.OPEN, "standing": day("12 Mar")}
    assert set(step_faults(words="", due_on=day("12 Mar"), **entered)) == {"due_on", "words"}
    assert step_faults(words="x", due_on=day("13 Mar"), **entered) == {}
    faults = request_faults(words=" ", due_on=day("1 Mar"), has_owner=False, on=day("2 Mar"))
    assert set(faults) == {"owner", "words", "due_on"}


def test_what_was_accepted_or_withdrawn_is_over_and_an_answer_is_still_to_be_read():
    counts = dict.fromkeys(RequestState, 1)
    over = [state for state in RequestState if state.is_over]
    assert RequestState.ANSWERED not in over and len(over) == 2
    assert count_not_over(counts) == len(RequestState) - 2
