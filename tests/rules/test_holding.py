"""Rules 14, 16 and 17: who has to act next on a return, since when, and how late."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from programmes.facts import StepFacts
from programmes.figures.holding import held_before_freeze, with_whom
from programmes.words import ReturnState

OPENED = datetime(2026, 11, 1, 9, tzinfo=UTC)
SINCE = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
DAYS = SimpleNamespace(
    return_due_on=date(2026, 11, 30), sign_off_on=date(2026, 12, 2), challenge_on=date(2026, 12, 4)
)


def holding(state, on=date(2026, 12, 3), rdl="Head of Repairs", deadlines=DAYS):
    return with_whom(
        state=state,
        since=SINCE,
        rdl=rdl,
        signing=["Director", "Second"],
        on=on,
        deadlines=deadlines,
    )


@pytest.mark.parametrize(
    ("state", "words", "late"),
    [
        (ReturnState.NOT_STARTED, "RDL (Head of Repairs)", 3),
        (ReturnState.DRAFT, "RDL (Head of Repairs)", 3),
        (ReturnState.SUBMITTED, "SAO (Director; Second)", 1),
        (ReturnState.SIGNED, "CPMO", 0),
        (ReturnState.ASSURED, "", 0),
        (ReturnState.NOT_REPORTED, "", 0),
        (None, "", 0),
    ],
)
def test_rule_14_each_holder_is_late_after_a_day_of_its_own(state, words, late):
    found = holding(state)
    assert (found.words, found.days_late, found.is_late) == (words, late, late > 0)


def test_rule_14_the_day_itself_is_in_time_and_days_are_londons():
    found = holding(ReturnState.DRAFT, on=DAYS.return_due_on)
    assert (found.due_on, found.days_late, found.days_held) == (DAYS.return_due_on, 0, 10)


def test_without_deadlines_nobody_is_late():
    found = holding(ReturnState.DRAFT, deadlines=None)
    assert (found.due_on, found.days_late) == (None, 0)


def test_a_delivery_lead_whom_the_plan_does_not_name_is_not_made_up():
    found = holding(ReturnState.DRAFT, rdl=None)
    assert (found.posts, found.title) == ((), found.words) and "not named" in found.words


def step(before, after, day):
    return StepFacts(
        from_state=before, to_state=after, back_by=None, reason="", by_name="", by_post="",
        at=datetime(2026, 11, day, tzinfo=UTC),
    )  # fmt: skip


def test_rule_16_who_held_a_return_that_a_freeze_took_away():
    drafted = step(ReturnState.NOT_STARTED, ReturnState.DRAFT, 5)
    edited = step(ReturnState.DRAFT, ReturnState.DRAFT, 6)
    submitted = step(ReturnState.DRAFT, ReturnState.SUBMITTED, 7)
    lost = step(ReturnState.SUBMITTED, ReturnState.NOT_REPORTED, 8)
    found = held_before_freeze(
        ReturnState.NOT_REPORTED, [drafted, edited, submitted, lost], since=SINCE, opened=OPENED
    )
    assert found == (ReturnState.SUBMITTED, submitted.at)
    never = [step(ReturnState.NOT_STARTED, ReturnState.NOT_REPORTED, 8)]
    assert held_before_freeze(ReturnState.NOT_REPORTED, never, since=SINCE, opened=OPENED) == (
        ReturnState.NOT_STARTED,
        OPENED,
    )
    assert held_before_freeze(ReturnState.SIGNED, [], since=None, opened=OPENED) == (
        ReturnState.SIGNED,
        OPENED,
    )
