"""What an assessment may rest on, and what is said of it when evidence expires (22, 24b)."""

from datetime import date

import pytest

from assurance.rules.citations import (
    NEEDS_HELD,
    Cited,
    citation_faults,
    rest_on_expired,
    rest_words,
)
from assurance.words import Judgement, Speaker
from assurance.words.evidence import EvidenceKind

FILE, LINK, RECORD = EvidenceKind.FILE, EvidenceKind.LINK, EvidenceKind.RECORD


def piece(kind=FILE, **changes):
    cited = {"ref": "EV-0001", "kind": kind, "is_gone": False, "prepared_by": 7}
    return Cited(**cited | {"prepared_by_name": "Repairs team"} | changes)


def faults(*cited, speaker=Speaker.COMMISSIONER, judgement=Judgement.MET, issued=True):
    return citation_faults(
        cited, speaker=speaker, judgement=judgement, issued=issued, by=1, by_name="Ada Byron"
    )


@pytest.mark.parametrize("kinds", [(), (LINK,), (LINK, LINK)])
def test_rule_22_links_alone_do_not_support_met(kinds):
    assert faults(*map(piece, kinds)) == [NEEDS_HELD]


@pytest.mark.parametrize("kinds", [(FILE,), (RECORD,), (LINK, FILE)])
def test_rule_22_one_held_file_or_record_does(kinds):
    assert faults(*map(piece, kinds)) == []


def test_rule_22_only_what_commissioners_issue_as_met_needs_it():
    assert faults(issued=False) == []
    assert faults(judgement=Judgement.PARTLY) == faults(judgement=None) == []
    assert faults(speaker=Speaker.CPMO) == faults(speaker=Speaker.COUNCIL) == []


@pytest.mark.parametrize("speaker", list(Speaker))
@pytest.mark.parametrize("who", [{"prepared_by": 1}, {"prepared_by_name": " ada  byron "}])
def test_rule_24b_the_preparer_of_evidence_is_not_its_assessor(speaker, who):
    told = faults(piece(**who), speaker=speaker, issued=False)
    assert told == ["You prepared EV-0001. Somebody else has to assess what it is evidence for"]


def test_rule_22_what_is_gone_supports_nothing():
    (gone, held) = faults(piece(is_gone=True))
    assert gone.startswith("EV-0001 was changed, sealed or retired") and held == NEEDS_HELD


def test_rule_22_judgements_on_expired_evidence_are_counted_once_each():
    on = date(2026, 11, 9)
    found = rest_on_expired(
        [("A", on), ("A", on), ("B", date(2026, 11, 8)), ("C", date(2026, 11, 10)), ("D", None)],
        on=on,
    )
    assert found == ("A", "B") and rest_words(found) == "2 judgements rest on expired evidence"
    assert rest_words(("A",)) == "1 judgement rests on expired evidence" and rest_words(()) == ""
