"""What a person may not read yet: facts as each reader sees them (Rules 2 and 15)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from programmes.facts import MonthFacts, RatingFacts, ReturnFacts, SignatureFacts, StepFacts
from programmes.rules.withheld import OUTSIDER, Reader, is_withheld, return_seen, returns_seen
from programmes.words import Rating, ReturnState, Voice

AT = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)
OWN, CPMO = Reader(programmes=frozenset({"HOU"})), Reader(is_cpmo=True)
BOTH = Reader(is_cpmo=True, programmes=frozenset({"HOU"}))
D, S, G, A = (
    ReturnState.DRAFT,
    ReturnState.SUBMITTED,
    ReturnState.SIGNED,
    ReturnState.ASSURED,
)


def hours(number):
    return AT + timedelta(hours=number)


def step(number, from_state, to_state):
    return StepFacts(
        from_state=from_state, to_state=to_state, back_by=None, reason="Why", by_name="A",
        by_post="B", at=hours(number),
    )  # fmt: skip


def rating(number, voice, given=Rating.RED):
    return RatingFacts(
        voice=voice, rating=given, reason="Why", by_name="A", by_post="B", at=hours(number)
    )


def ret(state, *, steps=(), ratings=()):
    return ReturnFacts(
        programme="HOU", month=OCTOBER, state=state, state_since=AT, progress="P", next_steps="N",
        path_to_green="G", help_needed="H", steps=steps, ratings=ratings,
        signatures=(SignatureFacts(post="B", sha256="0", by_name="A", by_post="B", at=AT),),
    )  # fmt: skip


SIGNED = (step(0, ReturnState.NOT_STARTED, D), step(1, D, S), step(2, S, G))
SAO, FIRST, FINAL = rating(2, Voice.SAO), rating(3, Voice.CPMO), rating(4, Voice.CPMO)


@pytest.mark.parametrize("state", [D, S, ReturnState.NOT_REPORTED])
def test_rule_15_what_nobody_has_signed_has_a_state_and_nothing_more(state):
    facts = ret(state, steps=SIGNED[:2], ratings=(SAO,))
    seen = return_seen(facts, OUTSIDER, is_open=True)
    assert (seen.progress, seen.help_needed, seen.ratings, seen.signatures) == ("", "", (), ())
    assert [(signed.to_state, signed.reason, signed.by_name) for signed in seen.steps] == [
        (D, "", "A"),
        (S, "", "A"),
    ]
    assert return_seen(facts, OWN, is_open=True) == facts
    assert return_seen(facts, CPMO, is_open=True) == replace(facts, ratings=())


@pytest.mark.parametrize("state", [None, *ReturnState])
def test_rule_15_a_month_is_withheld_once_begun_until_it_is_signed_or_frozen(state):
    begun = state in {D, S}
    for reader, expected in ((OUTSIDER, begun), (OWN, False), (CPMO, False)):
        assert is_withheld(state, programme="HOU", reader=reader) is expected
    assert is_withheld(state, programme="JOB", reader=OWN) is begun


@pytest.mark.parametrize(
    ("steps", "ratings", "seen"),
    [
        (SIGNED, (SAO,), {OUTSIDER: [SAO], OWN: [SAO], CPMO: [], BOTH: [SAO]}),
        (
            SIGNED,
            (SAO, FIRST),
            {OUTSIDER: [SAO], OWN: [SAO], CPMO: [SAO, FIRST], BOTH: [SAO, FIRST]},
        ),
        (
            (*SIGNED, step(4, G, A)),
            (SAO, FIRST, FINAL),
            {OUTSIDER: [SAO, FIRST, FINAL], OWN: [SAO, FIRST, FINAL], CPMO: [SAO, FIRST, FINAL]},
        ),
    ],
)
def test_rule_2_cpmo_rates_first_and_its_rating_is_its_own_until_it_assures(steps, ratings, seen):
    facts = ret(steps[-1].to_state, steps=steps, ratings=ratings)
    for reader, expected in seen.items():
        assert list(return_seen(facts, reader, is_open=True).ratings) == expected, reader


def test_rule_2_sending_back_shows_cpmo_no_rating_and_the_freeze_does():
    """A rating that was not answered stays kept from CPMO whatever becomes of the return."""
    back = ret(D, steps=(*SIGNED, step(5, G, D)), ratings=(SAO,))
    assert return_seen(back, CPMO, is_open=True).ratings == ()
    anew = ret(G, steps=(*back.steps, step(6, D, S), step(7, S, G)),
               ratings=(SAO, FIRST, rating(7, Voice.SAO)))  # fmt: skip
    assert return_seen(anew, CPMO, is_open=True).ratings == (SAO, FIRST)
    assert return_seen(ret(G, steps=SIGNED, ratings=(SAO,)), CPMO, is_open=False).ratings == (SAO,)


def test_rule_2_the_strip_of_months_keeps_it_too():
    month = MonthFacts(month=OCTOBER, is_open=True, state=G, sao=Rating.RED, cpmo=None)
    for ratings, sao in (((SAO,), None), ((SAO, FIRST), Rating.RED)):
        facts = ret(G, steps=SIGNED, ratings=ratings)
        assert returns_seen(facts, None, (month,), CPMO)[2][0].sao is sao
        assert returns_seen(facts, None, (month,), OWN)[2] == (month,)


def test_rule_2_a_rating_of_an_earlier_submission_that_nobody_signed_never_counted():
    partly = rating(1, Voice.SAO)
    steps = (step(0, ReturnState.NOT_STARTED, D), step(1, D, S), step(2, S, D), step(3, D, S),
             step(4, S, G))  # fmt: skip
    facts = ret(G, steps=steps, ratings=(partly, rating(4, Voice.SAO)))
    assert return_seen(facts, OUTSIDER, is_open=True).ratings == (rating(4, Voice.SAO),)
