"""What was assessed and changed after marks a judgement, and nothing before it does (19, 22)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assurance.facts.changes import AssessedFacts
from assurance.figures.assessments import changed_words
from assurance.rules.changes import ChangeSince, changes_since
from assurance.words import Speaker
from assurance.words.changes import Changed

AT = datetime(2026, 11, 9, 10, tzinfo=UTC)
MOMENTS = {
    "reworded_at": Changed.REWORDED,
    "date_at": Changed.DATE,
    "newer_at": Changed.NEWER,
    "sealed_at": Changed.SEALED,
    "reopened_at": Changed.REOPENED,
}


def since(**changed):
    return changes_since(AssessedFacts(ref="R", speaker=Speaker.COMMISSIONER, at=AT, **changed))


@pytest.mark.parametrize("name", MOMENTS)
def test_rule_19_a_change_after_the_judgement_marks_it_and_one_before_does_not(name):
    assert since(**{name: AT}) == ()
    assert since(**{name: AT - timedelta(days=1)}) == ()
    later = AT + timedelta(minutes=1)
    assert since(**{name: later}) == (ChangeSince(date(2026, 11, 9), MOMENTS[name]),)


def test_rule_22_evidence_that_had_expired_by_the_day_is_no_later_change():
    assert since(expired_on=date(2026, 11, 9)) == ()
    assert since(expired_on=date(2026, 11, 10)) == (
        ChangeSince(date(2026, 11, 10), Changed.EXPIRED),
    )


def test_what_changed_is_told_by_its_days_the_oldest_first():
    told = since(expired_on=date(2026, 12, 1), reworded_at=AT + timedelta(days=2))
    assert changed_words(told) == (
        "To be looked at again: 11 Nov 2026, the requirement was reworded; "
        "1 Dec 2026, evidence that it cites expired"
    )
    assert changed_words(()) == ""
