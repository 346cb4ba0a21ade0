"""Evidence: what an entry holds, who sees it, which links are taken, what has expired (22, 29)."""

from datetime import date

import pytest

from assurance.rules.evidence import (
    evidence_faults,
    expires_before,
    is_expired,
    is_seen,
    version_faults,
)
from assurance.rules.links import link_fault
from assurance.rules.sealing import is_sealed, open_ask, seal_fault
from assurance.rules.uses import UnreadableUses, uses_read, uses_written
from assurance.words.classification import Classification
from assurance.words.evidence import SealStep
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from tests.assurance.evidence_steps import about, held

ON = date(2026, 11, 9)


def gate(words: str):
    return parse_plan_date(words, quarters=QuarterConvention.CALENDAR)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"directorates": []}, "directorates"),
        ({"directorates": ["City Housing", "city  housing"]}, "directorates"),
        ({"classification": "exempt"}, "paragraph"),
        ({"classification": "exempt", "paragraph": "3"}, "exempt_reason"),
        ({"classification": "public", "paragraph": "3"}, "paragraph"),
        ({"classification": "confidential", "exempt_reason": "x"}, "exempt_reason"),
    ],
)
def test_rule_22_and_29_what_a_piece_lacks_is_told_by_field(changes, field):
    assert field in evidence_faults(about(**changes))


def test_rule_22_a_council_wide_piece_may_name_no_directorate():
    assert not evidence_faults(about(council_wide=True, directorates=[]))
    exempt = about(classification="exempt", paragraph="3", exempt_reason="A tender is open.")
    assert not evidence_faults(exempt)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"effective_from": date(2026, 11, 10)}, "effective_from"),
        ({"effective_to": date(2026, 9, 30)}, "effective_to"),
        ({"expires_on": date(2026, 9, 30)}, "expires_on"),
        ({"prepared_by_name": ""}, "prepared_by_name"),
    ],
)
def test_rule_22_effective_days_are_in_order_and_begun(changes, field):
    assert field in version_faults(held(**changes), on=ON)
    assert not version_faults(held(), on=ON)


def test_rule_22_it_expires_on_its_day():
    assert not is_expired(None, on=ON)
    assert not is_expired(date(2026, 11, 10), on=ON)
    assert is_expired(ON, on=ON)


def test_rule_22_it_expires_before_a_gate_still_to_come():
    soon = date(2027, 3, 1)
    assert expires_before(soon, [gate("Q1 2027")], measured=Measured(ON))
    assert not expires_before(date(2027, 4, 1), [gate("Q1 2027")], measured=Measured(ON))
    assert not expires_before(soon, [gate("Q3 2026"), gate("Ongoing")], measured=Measured(ON))
    assert not expires_before(
        ON, [gate("Q1 2027")], measured=Measured(ON)
    )  # it has expired: told apart
    assert not expires_before(None, [gate("Q1 2027")], measured=Measured(ON))


@pytest.mark.parametrize(
    ("kinds", "seen"),
    [
        ({"commissioner"}, 4), ({"cpmo"}, 4), ({"sao"}, 3), ({"rdl"}, 3),
        ({"finance_validator"}, 3),
        ({"committee"}, 2), ({"administrator"}, 2), ({"lead_member"}, 2), ({"officer"}, 2),
    ],
)  # fmt: skip
def test_rule_29_a_classification_decides_who_sees(kinds, seen):
    assert [is_seen(classification, kinds=kinds) for classification in Classification] == [
        True
    ] * seen + [False] * (4 - seen)
    assert is_seen(Classification.CONFIDENTIAL, kinds=kinds, is_own=True)


@pytest.mark.parametrize(
    "address",
    ["https://www.birmingham.gov.uk/plan?a=b#c", "http://gov.uk", "https://[2606:4700::1111]/",
     "https://8.8.8.8/x", "https://xn--bcher-kva.ch", "https://bücher.ch/a"],
)  # fmt: skip
def test_rule_22_public_addresses_are_taken(address):
    assert link_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "", "plan.pdf", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "ftp://gov.uk/x", "//gov.uk", "https://", "https:///x", "https://gov.uk:99999/",
        "https://user:secret@gov.uk/", "https://user@gov.uk/", "https://@gov.uk/",
        "http://localhost/", "http://intranet/plan", "http://server.local/", "http://a.internal/",
        "http://127.0.0.1/", "http://10.1.2.3/", "http://192.168.0.1/", "http://172.16.0.1/",
        "http://169.254.169.254/latest", "http://0.0.0.0/", "http://100.64.0.1/",
        "http://224.0.0.1/", "http://[::1]/", "http://[fe80::1]/", "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25eth0]/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
        "http://\uff11\uff12\uff17.0.0.1/", "http://localhost./", "http://a b.uk/", "http://gov.uk\\@evil.uk/",
        "http://-a.uk/", "https://gov.uk/\u202ea", "http://x.onion/",
    ],
)  # fmt: skip
def test_rule_22_private_addresses_and_credentials_are_refused(address):
    assert link_fault(address).startswith("Enter ")


def test_rule_22_what_it_is_for_is_read_as_typed():
    typed = "po1-t1-2, PO1-T1-3 (2);\nPO1-T1-3(2) , PO1-T1-3"
    read = uses_read(typed)
    assert read == [("PO1-T1-2", 0), ("PO1-T1-3", 2), ("PO1-T1-3", 0)]
    assert uses_written(read) == "PO1-T1-2, PO1-T1-3 (2), PO1-T1-3"
    for bad in ("PO1-T1-2 and PO1-T1-3", "(2)", "PO1-T1-3 (0)", "PO1-T1-٣", "x" * 9 + "!"):
        with pytest.raises(UnreadableUses, match="such as PO1-T1-2"):
            uses_read(bad)


def test_rule_22_a_seal_is_asked_by_one_and_confirmed_by_another():
    asked = [(SealStep.ASKED, 1)]
    assert seal_fault(SealStep.ASKED, [], by=1) == ""
    assert "already" in seal_fault(SealStep.ASKED, asked, by=2)
    assert "Another person" in seal_fault(SealStep.CONFIRMED, asked, by=1)
    assert seal_fault(SealStep.DECLINED, asked, by=1) == ""
    assert seal_fault(SealStep.CONFIRMED, asked, by=2) == ""
    declined = [*asked, (SealStep.DECLINED, 2)]
    assert open_ask(declined) is None and seal_fault(SealStep.ASKED, declined, by=1) == ""
    assert "Nobody has asked" in seal_fault(SealStep.CONFIRMED, declined, by=2)
    done = [*asked, (SealStep.CONFIRMED, 2)]
    assert is_sealed(done) and not is_sealed(declined)
    assert all("sealed already" in seal_fault(step, done, by=3) for step in SealStep)
