"""The exempt part of an extract shows nothing that is withheld on another ground (Rule 29)."""

import json

import pytest

from assurance.words.classification import Classification, Paragraph
from irp.words import Oversight
from packs.context.exempt import exempt_in
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


def found_of(facts, *classes):
    extract = ExtractFacts(
        committee="Scrutiny", oversight=Oversight.WHOLE, meets_on=NOW.date(), programmes=()
    )
    beside = PinnedFacts(at=NOW, texts=(), items=(), since=(), classes=classes, extract=extract)
    return {one.ref: one for one in exempt_in(facts, beside)}


def test_rule_29_a_confidential_milestone_is_not_told_by_its_exempt_return():
    facts, programme, row = month()
    exempt = classed(ItemKind.RETURN, programme)
    assert MARK in str(found_of(facts, exempt)[programme])
    found = found_of(facts, exempt, classed(ItemKind.MILESTONE, row, **CONFIDENTIAL))
    assert found.keys() == {programme} and found[programme].said
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
    row = next(one for one in values["plan"]["programmes"] if one["ref"] == programme)
    row["ret"]["progress"] = f"We know of {risk.ref} and wait."
    found = found_of(
        plan_in(values),
        classed(ItemKind.RETURN, programme),
        classed(ItemKind.RISK, risk.ref, **others),
    )
    assert (risk.ref in str(found[programme])) is not bool(others)
