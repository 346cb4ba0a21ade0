"""What a requirement lacks of evidence, in the words of the step-down position (21 and 22)."""

from datetime import UTC, date, datetime

import pytest

from assurance.facts.citations import ShelfFacts
from assurance.facts.evidence import CoveredFacts, HeldFacts, SustainedFacts
from assurance.figures.sustained import lacks_words
from assurance.words.evidence import Cadence, EvidenceKind
from irp.rules.measuring import Measured

ON = date(2027, 3, 9)
FILE, LINK = EvidenceKind.FILE, EvidenceKind.LINK


def held(month=date(2027, 2, 1), kind=FILE, *, covers=(), expires=None, retired=None, sealed=False):
    return HeldFacts(kind, retired, covers, month, month.replace(day=28), expires, sealed)


def words(*pieces, setting=None, sees_all=True):
    shelf = ShelfFacts(
        held={"PO1-T1-1": pieces}, sees_all=sees_all, measured=Measured(ON),
        sustained={"PO1-T1-1": setting} if setting else {},
    )  # fmt: skip
    return lacks_words("PO1-T1-1", shelf)


def a_setting(*names, periods=12):
    covered = tuple(CoveredFacts(name=name, since=None, until=None) for name in names)
    return SustainedFacts(
        periods=periods, cadence=Cadence.MONTH, directorates=covered, reason="A year.",
        by_name="A commissioner", at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pieces", "sentence"),
    [
        ([], "Nothing held"),
        ([held(sealed=True), held(retired=ON)], "Nothing held"),
        ([held(kind=LINK)], "Only links, nothing held"),
        ([held(expires=ON)], "1 held, expired"),
        ([held(expires=ON), held(expires=date(2027, 1, 1))], "2 held, all expired"),
        ([held(expires=ON), held(), held(kind=LINK)], "2 held, 1 expired"),
        ([held(expires=date(2027, 3, 10)), held(kind=EvidenceKind.RECORD)], "2 held"),
    ],
)
def test_rule_22_what_is_held_is_said_and_links_are_not_held(pieces, sentence):
    assert words(*pieces) == sentence


def test_rule_29_who_may_not_see_all_is_told_of_what_they_may_see():
    assert words(sees_all=False) == "Nothing held that you may see"


def test_rule_22_the_run_is_said_with_its_gaps():
    months = [date(2026, month, 1) for month in (6, 7, 8, 9, 10, 12)] + [date(2027, 2, 1)]
    sentence = words(*map(held, months), setting=a_setting())
    assert sentence == "7 held. Run 1 of 12; 7 of the last 9; gaps Nov, Jan"
    assert words(setting=a_setting()) == (
        "Nothing held. Run 0 of 12; no evidence in the last 12 months"
    )


def test_rule_22_of_directorates_the_shortest_run_is_named_and_the_others_counted():
    months = [held(date(2027, month, 1), covers=("City Housing",)) for month in (1, 2)]
    setting = a_setting("City Housing", "Place", "People", periods=2)
    sentence = words(*months, setting=setting)
    assert sentence == (
        "2 held. Place: run 0 of 2; no evidence in the last 2 months, and 1 more directorate short "
        "of it"
    )
    assert words(*months, setting=a_setting("City Housing", periods=2)) == (
        "2 held. City Housing: run 2 of 2; 2 of the last 2; no gaps"
    )
