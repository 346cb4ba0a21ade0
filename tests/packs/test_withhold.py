"""What a public edition says of a frozen month: nothing of what is withheld (Rules 24e and 29)."""

import gzip
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assurance.words.classification import Classification, Paragraph
from irp.words import WITHHELD
from packs import html
from packs.context import Edition, compose
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts
from packs.snapshot.along import records
from packs.snapshot.codec import body_of, plain_values
from packs.snapshot.held import EVIDENCE
from packs.snapshot.stored import opened
from packs.snapshot.withhold import public_plan
from packs.words import Audience, ItemKind

GOLDEN = Path(__file__).parent / "golden" / "schema-7.json.gz"


@cache
def plan() -> PlanFacts:
    """Return the demonstration's October 2026, as it was frozen."""
    return opened(gzip.decompress(GOLDEN.read_bytes()).decode()).plan


def classed(kind: ItemKind, ref: str, **more) -> ClassedFacts:
    """Return an item as exempt for its financial or business affairs, or as `more` says."""
    ground = {
        "classification": Classification.EXEMPT,
        "paragraph": Paragraph.THREE,
        "reason": "Bids",
    }
    return ClassedFacts(kind=kind, ref=ref, **ground | more)


@cache
def published(*classes: ClassedFacts) -> PlanFacts:
    """Return the plan of the public edition."""
    return public_plan(plan(), classes).plan


def risk():
    return next(risk_facts for risk_facts in plan().raid.risks if risk_facts.milestones)


def lot():
    return next(lot_facts for lot_facts in plan().money.lots if lot_facts.progress)


def saving():
    return next(
        line.initiative
        for line in plan().money.years[0].savings
        if line.initiative.ref == "SAV-S15"
    )


ROWS = {
    ItemKind.MILESTONE: lambda: next(
        row for row in plan().milestones if row.ref == plan().changes[0].rows[0].milestone
    ),
    ItemKind.RISK: risk,
    ItemKind.SAVING: saving,
    ItemKind.LOT: lot,
    ItemKind.BENEFIT: lambda: plan().benefits[0].benefit,
    ItemKind.CHANGE: lambda: plan().changes[0],
    ItemKind.POINT: lambda: plan().points[0],
    ItemKind.INDICATOR: lambda: next(
        indicator for indicator in plan().indicators if indicator.ref == "KPI-1-02"
    ),
    ItemKind.DEPENDENCY: lambda: next(
        dependency for dependency in plan().dependencies if dependency.giver
    ),
}


def test_with_nothing_classified_a_public_edition_says_what_the_exempt_one_does():
    """But for evidence, which each piece classifies itself (Rule 29)."""
    found = public_plan(plan(), [classed(ItemKind.RISK, risk().ref, **{
        "classification": Classification.PUBLIC, "paragraph": None,
    })])  # fmt: skip
    assert {row.what for row in found.withheld} == {EVIDENCE}
    assert found.plan.programmes == plan().programmes
    assert found.plan.raid == plan().raid and found.plan.money == plan().money
    assert not found.plan.evidence or all(
        piece.classification is Classification.PUBLIC for piece in found.plan.evidence
    )


@pytest.mark.parametrize("kind", ROWS)
def test_a_withheld_row_is_named_nowhere_in_the_facts(kind):
    """Neither by its reference nor by its title, whatever record speaks of it."""
    row = ROWS[kind]()
    body = body_of(published(classed(kind, row.ref))).casefold()
    assert f'"{row.ref.casefold()}"' not in body
    assert f"{row.ref.casefold()} " not in body and f"{row.ref.casefold()}:" not in body
    title = getattr(row, "title", "") or getattr(row, "name", "")
    assert not title or json.dumps(title, ensure_ascii=False).strip('"').casefold() not in body


def test_what_names_a_withheld_milestone_goes_with_it():
    """Its change request of one row, its dependencies, what reaches a gate through it."""
    request = next(
        change for change in plan().changes if len({row.milestone for row in change.rows}) == 1
    )
    ref = request.rows[0].milestone
    found = published(classed(ItemKind.MILESTONE, ref))
    assert ref not in {row.ref for row in found.milestones}
    assert ref not in found.published
    assert request.ref not in {change.ref for change in found.changes}
    assert not any(ref in {row.milestone for row in change.rows} for change in found.changes)
    ends = [
        end
        for dependency in found.dependencies
        for end in (dependency.giver, dependency.taker)
        if end
    ]
    assert ends and ref not in {end.milestone for end in ends}


def test_a_withheld_request_takes_no_baseline_along():
    """What it changed was approved and counts: the milestone keeps its current baseline."""
    found = published(*(classed(ItemKind.CHANGE, request.ref) for request in plan().changes))
    assert plan().changes and not found.changes
    before = {row.ref: len(row.baselines) for row in plan().milestones}
    assert {row.ref: len(row.baselines) for row in found.milestones} == before


def test_a_withheld_amount_cannot_be_had_by_subtraction():
    """Totals are made of what stays: what is left out of a list is left out of its sum."""
    row = saving()
    found = published(classed(ItemKind.SAVING, row.ref))
    for was, now in zip(plan().money.years, found.money.years, strict=True):
        savings = [line for line in was.savings if line.initiative.ref != row.ref]
        assert [line.initiative.ref for line in now.savings] == [
            line.initiative.ref for line in savings
        ]
        assert all(row.ref not in {link.by, link.replaced} for link in now.links)


def test_the_words_of_a_return_go_and_its_ratings_stay():
    """Rule 29: the text of a rating is an item of its own; whose rating it is stays known."""
    ret = next(
        programme for programme in plan().programmes if programme.ret and programme.ret.ratings
    )
    found = published(classed(ItemKind.RETURN, ret.ref))
    now = next(programme for programme in found.programmes if programme.ref == ret.ref)
    assert [rating.rating for rating in now.ret.ratings] == [
        rating.rating for rating in ret.ret.ratings
    ]
    assert {rating.reason for rating in now.ret.ratings} <= {WITHHELD, ""}
    assert now.ret.progress == WITHHELD
    assert all(
        report.narrative in {WITHHELD, ""} for row in now.milestones for report in row.reports
    )
    others = [programme.ret for programme in plan().programmes if programme.ref != ret.ref]
    assert [programme.ret for programme in found.programmes if programme.ref != ret.ref] == others


def test_a_judgement_keeps_result_date_and_author_whatever_is_withheld():
    """Rule 24e: a published result is never withheld; rationale and evidence may be."""
    was = next(row for row in plan().requirements if len(row.assessments) > 1)
    found = published(classed(ItemKind.JUDGEMENT, was.ref))
    now = next(row for row in found.requirements if row.ref == was.ref)
    for before, after in zip(was.assessments, now.assessments, strict=True):
        assert (after.judgement, after.at, after.by_name) == (
            before.judgement, before.at, before.by_name
        )  # fmt: skip
        assert after.rationale == WITHHELD
        assert after.evidence_cited in {WITHHELD, ""}


def test_what_is_withheld_is_counted_by_kind_and_ground():
    """Rule 29: a public twin says what is withheld and under which paragraph."""
    found = public_plan(plan(), [
        classed(ItemKind.RISK, risk_facts.ref) for risk_facts in plan().raid.risks[:2]
    ] + [classed(ItemKind.LOT, lot().ref, classification=Classification.CONFIDENTIAL,
                 paragraph=None)])  # fmt: skip
    rows = [row for row in found.withheld if row.what != EVIDENCE and not row.along]
    assert [(row.what, row.count, row.ground) for row in rows] == [
        (ItemKind.RISK.label, 2, "Exempt, paragraph 3: financial or business affairs"),
        (ItemKind.LOT.label, 1, "Confidential"),
    ]
    pieces = [
        piece for piece in plan().evidence if piece.classification is not Classification.PUBLIC
    ]
    counted = sum(row.count for row in found.withheld if row.what == EVIDENCE)
    assert counted == len(pieces) > 0


def named_by_a_dependency() -> str:
    return next(
        end.milestone
        for dependency in plan().dependencies
        for end in (dependency.giver, dependency.taker)
        if end and end.milestone
    )


def test_what_goes_with_a_withheld_item_has_a_row_of_its_own():
    """Rule 29: a dependency that names a withheld milestone is withheld, and says so and why."""
    ref = named_by_a_dependency()
    gone = [
        dependency.ref
        for dependency in plan().dependencies
        if ref in {end.milestone for end in (dependency.giver, dependency.taker) if end}
    ]
    milestone = classed(ItemKind.MILESTONE, ref)
    found = {
        (count_row.kind, count_row.along): count_row
        for count_row in public_plan(plan(), [milestone]).withheld
    }
    row = found[ItemKind.DEPENDENCY, ItemKind.MILESTONE]
    assert (row.count, row.refs) == (len(gone), ())
    assert row.ground == "Exempt, paragraph 3: financial or business affairs"
    assert found[ItemKind.MILESTONE, None].count == 1
    itself = classed(ItemKind.DEPENDENCY, gone[0], classification=Classification.CONFIDENTIAL,
                     paragraph=None)  # fmt: skip
    kinds = [
        (count_row.along, count_row.ground, count_row.count)
        for count_row in public_plan(plan(), [milestone, itself]).withheld
        if count_row.kind is ItemKind.DEPENDENCY
    ]
    also = [(ItemKind.MILESTONE, row.ground, len(gone) - 1)] if len(gone) > 1 else []
    assert kinds == [(None, "Confidential", 1), *also]


@pytest.mark.parametrize("kind", ROWS)
def test_every_item_that_a_public_edition_loses_is_counted(kind):
    """Rule 29: it says how many of each kind, those too that nobody classified."""
    ref = ROWS[kind]().ref
    found = public_plan(plan(), [classed(kind, ref)])
    months = [plain_values(body_of(month))["plan"] for month in (plan(), found.plan)]
    was, now = map(records, months)
    assert (kind, ref) in was
    lost = Counter(of for of, _ in set(was) - set(now))
    counts = Counter()
    for row in found.withheld:
        if row.kind:
            counts[row.kind] += row.count
    assert counts == lost


def test_the_page_says_how_many_go_along_and_with_what():
    """DOMAIN 29: the ground of each, and why what nobody classified is not there."""
    found = public_plan(plan(), [classed(ItemKind.MILESTONE, named_by_a_dependency())])
    edition = Edition(forum="irb", number=1, standing="final", audience=Audience.PUBLIC)
    markup = html.render(
        compose(found.plan, edition, sha256="0" * 64, before=None, held=found.withheld)
    )
    page = " ".join(markup.split())
    along = sum(row.count for row in found.withheld if row.along)
    assert f" items, and {along} more that name one of them." in page
    assert '<th scope="row">Dependency</th><td>Names what is withheld (milestones): Exempt' in page


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_no_page_of_a_public_pack_speaks_of_what_is_withheld(forum):
    """Text, charts, titles and alternative texts are made of what is left (Rule 29)."""
    rows = {kind: make() for kind, make in ROWS.items()}
    classes = [classed(kind, row.ref) for kind, row in rows.items()]
    edition = Edition(forum=forum, number=1, standing="final")
    found = compose(published(*classes), edition, sha256="0" * 64, before=None)
    markup = html.render(found).casefold()
    for row in rows.values():
        assert row.ref.casefold() not in markup, row.ref
        assert not (title := getattr(row, "title", "").casefold()) or title not in markup, title
