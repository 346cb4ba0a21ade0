"""The exempt part of an extract shows nothing that is withheld on another ground (Rule 29)."""

import json
from dataclasses import replace

import pytest

from assurance.words.classification import Classification, Paragraph
from assurance.words.evidence import EvidenceType
from irp.words import Oversight
from packs.context.exempt import exempt_in
from packs.facts.classification import ClosedFacts
from packs.facts.edition import ExtractFacts, PinnedFacts
from packs.snapshot.codec import body_of, plan_in
from packs.words import ItemKind
from tests.packs.test_withhold import classed, plan
from tests.world import NOW

CONFIDENTIAL = {"classification": Classification.CONFIDENTIAL, "paragraph": None}
MARK = "Zqmark of the milestone"


def month():
    """Return a month with a marked report, its return's programme and its milestone."""
    values = json.loads(body_of(plan()))
    programme, row, report = next(
        (programme, row, report)
        for programme in values["plan"]["programmes"]
        if programme["ret"]
        for row in programme["milestones"]
        for report in row["reports"][:1]
        if report["month"] == programme["ret"]["month"]
    )
    report["narrative"] = MARK
    return plan_in(values), programme["ref"], row["ref"]


def found_of(facts, *classes, oversight=Oversight.WHOLE, closed=()):
    extract = ExtractFacts(
        committee="Scrutiny", oversight=oversight, meets_on=NOW.date(), programmes=()
    )
    beside = PinnedFacts(
        at=NOW, texts=(), items=(), since=(), classes=classes, closed=closed, extract=extract
    )
    return {item.ref: item for item in exempt_in(facts, beside)}


def test_rule_29_a_confidential_milestone_is_not_told_by_its_exempt_return():
    facts, programme, row = month()
    exempt = classed(ItemKind.RETURN, programme)
    assert MARK in str(found_of(facts, exempt)[programme])
    found = found_of(facts, exempt, classed(ItemKind.MILESTONE, row, **CONFIDENTIAL))
    assert found.keys() == {programme} and found[programme].passages
    assert MARK not in str(found) and row not in str(found)


def test_rule_29_an_exempt_milestone_stands_under_its_own_paragraph_alone():
    facts, programme, row = month()
    other = classed(ItemKind.MILESTONE, row, paragraph=Paragraph.ONE)
    found = found_of(facts, classed(ItemKind.RETURN, programme), other)
    assert MARK in str(found[row]) and found[row].paragraph is Paragraph.ONE
    assert MARK not in str(found[programme])


@pytest.mark.parametrize("others", [{}, CONFIDENTIAL])
def test_rule_29_words_of_a_confidential_risk_are_hushed_in_an_exempt_return(others):
    facts, programme, _ = month()
    risk = facts.raid.risks[0]
    values = json.loads(body_of(facts))
    row = next(
        candidate for candidate in values["plan"]["programmes"] if candidate["ref"] == programme
    )
    row["ret"]["progress"] = f"We know of {risk.ref} and wait."
    found = found_of(
        plan_in(values),
        classed(ItemKind.RETURN, programme),
        classed(ItemKind.RISK, risk.ref, **others),
    )
    assert (risk.ref in str(found[programme])) is not bool(others)


def with_issue(facts, risk: str):
    """Return a month in which an issue names a risk, and its reference."""
    values = json.loads(body_of(facts))
    issue = values["plan"]["raid"]["issues"][0]
    issue["risk"] = risk
    return plan_in(values), issue["ref"]


@pytest.mark.parametrize("oversight", [Oversight.WHOLE, Oversight.AUDIT])
def test_rule_29_what_the_public_extract_goes_without_along_with_an_exempt_item_is_here(oversight):
    """An issue names the risk that it came from: no public extract shows it."""
    facts, issue = with_issue(plan(), plan().raid.risks[0].ref)
    risk = classed(ItemKind.RISK, facts.raid.risks[0].ref)
    found = found_of(facts, risk, oversight=oversight)
    assert found.keys() >= {risk.ref, issue}
    assert found[issue].goes_along and found[issue].paragraph is risk.paragraph
    assert not found[risk.ref].goes_along
    confidential = classed(ItemKind.RISK, risk.ref, **CONFIDENTIAL)
    assert not found_of(facts, confidential, oversight=oversight)


def test_rule_29_an_exempt_piece_of_evidence_is_named_beside_what_is_confidential():
    facts, _, row = month()
    piece = replace(
        facts.evidence[0], classification=Classification.EXEMPT, title="", type=EvidenceType.MINUTES
    )
    facts = replace(facts, evidence=(piece, *facts.evidence[1:]))
    closed = ClosedFacts(
        ref=piece.ref, classification=Classification.EXEMPT, paragraph=Paragraph.THREE
    )
    found = found_of(facts, classed(ItemKind.MILESTONE, row, **CONFIDENTIAL), closed=(closed,))
    assert found[piece.ref].title == "Minutes"
