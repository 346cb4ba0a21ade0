"""Rules 15 and 16: the states of a return, who may take which step, and what a hash means."""

from datetime import date
from types import SimpleNamespace

import pytest

from programmes.rules.returns import (
    FROM,
    TO,
    People,
    canonical,
    deadline,
    fingerprint,
    return_step_words,
    step_refusals,
)
from programmes.words import ReturnState, Step

PREPARER, SIGNER, REVIEWER = 1, 2, 3
PEOPLE = People(preparers=frozenset({PREPARER}), signers=frozenset({SIGNER}))


def refusals(step, state, by, people=PEOPLE, reason="because"):
    return step_refusals(step=step, state=state, by=by, people=people, reason=reason)


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("state", list(ReturnState))
def test_rule_15_a_step_is_taken_from_its_own_states_only(step, state):
    by, people = REVIEWER, People()
    if step is Step.TAKE_BACK:  # its preparer's alone
        by, people = PREPARER, PEOPLE
    refused = refusals(step, state, by, people)
    assert (refused == []) == (state in FROM[step])


def test_rule_15_the_way_of_a_return_ends_with_the_cpmo():
    way = [ReturnState.NOT_STARTED]
    for step in (Step.START, Step.SUBMIT, Step.SIGN, Step.ASSURE):
        assert way[-1] in FROM[step]
        way.append(TO[step])
    assert way == ["not_started", "draft", "submitted", "signed", "assured"]


def test_rule_15_the_preparer_does_not_sign():
    assert refusals(Step.SIGN, ReturnState.SUBMITTED, PREPARER) == [
        "You prepared this return, so somebody else must sign it."
    ]
    assert refusals(Step.SIGN, ReturnState.SUBMITTED, SIGNER) == []


@pytest.mark.parametrize(("by", "verb"), [(PREPARER, "prepared"), (SIGNER, "signed")])
def test_rule_15_the_reviewer_is_neither_preparer_nor_signer(by, verb):
    assert refusals(Step.ASSURE, ReturnState.SIGNED, by) == [
        f"You {verb} this return, so somebody else must assure it."
    ]


def test_rule_15_a_reviewer_who_did_neither_assures():
    assert refusals(Step.ASSURE, ReturnState.SIGNED, REVIEWER) == []


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_rule_15_sending_back_needs_a_reason(reason):
    assert refusals(Step.SEND_BACK, ReturnState.SIGNED, REVIEWER, reason=reason) == [
        "Enter the reason for sending the return back."
    ]


@pytest.mark.parametrize(
    ("by", "reason", "refusal"),
    [
        (PREPARER, " ", "Enter the reason for taking the return back."),
        (
            REVIEWER,
            "Too early",
            "You did not prepare this return. Its SAO or CPMO sends it back.",
        ),
    ],
)
def test_rule_15_a_preparer_takes_a_submission_back_with_a_reason(by, reason, refusal):
    assert refusals(Step.TAKE_BACK, ReturnState.SUBMITTED, by, reason=reason) == [refusal]


@pytest.mark.parametrize(
    ("back_by", "words"),
    [
        ("sao", "Sent back by the SAO"),
        ("cpmo", "Sent back by CPMO"),
        ("preparer", "Taken back by its preparer"),
        ("", "Back to draft"),
    ],
)
def test_rule_15_a_step_back_says_who_made_it_a_draft_again(back_by, words):
    assert return_step_words(from_state="submitted", to_state="draft", back_by=back_by) == words


def test_every_refusal_is_given_at_once():
    both = People(preparers=frozenset({PREPARER}), signers=frozenset({PREPARER}))
    assert len(refusals(Step.ASSURE, ReturnState.DRAFT, PREPARER, both)) == 3


def test_rule_16_only_a_signed_return_is_received():
    assert [state for state in ReturnState if state.is_received] == ["signed", "assured"]


def test_rule_16_nothing_leads_out_of_not_reported():
    assert not [step for step in Step if ReturnState.NOT_REPORTED in FROM[step]]


def test_a_return_is_held_by_whoever_acts_next():
    assert {state.value: state.holder for state in ReturnState} == {
        "not_started": "RDL",
        "draft": "RDL",
        "submitted": "SAO",
        "signed": "CPMO",
        "assured": "",
        "not_reported": "",
    }


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("not_started", "draft", "Started"),
        ("draft", "draft", "Prepared by another person too"),
        ("draft", "submitted", "Submitted"),
        ("submitted", "signed", "Signed"),
        ("signed", "draft", "Back to draft"),
        ("signed", "assured", "Assured"),
        ("draft", "not_reported", "Not reported"),
    ],
)
def test_steps_are_named_in_the_councils_words(before, after, words):
    assert return_step_words(from_state=before, to_state=after) == words


def test_rule_15_equal_content_has_one_spelling_and_one_hash():
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})


def test_rule_14_each_holder_has_a_deadline_and_nobody_has_none():
    period = SimpleNamespace(
        return_due_on=date(2026, 11, 5),
        sign_off_on=date(2026, 11, 9),
        challenge_on=date(2026, 11, 11),
    )
    days = {holder: deadline(holder, period) for holder in ("RDL", "SAO", "CPMO", "")}
    assert [day and day.day for day in days.values()] == [5, 9, 11, None]
