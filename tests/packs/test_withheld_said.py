"""What stands in the place of what is withheld is true, said once, and gives nothing away (29)."""

import re
from dataclasses import replace
from datetime import date

from assurance.facts.considered import ConsideredFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.words import Judgement, Speaker
from assurance.words.classification import Classification
from irp.words import WITHHELD, Oversight
from packs import html
from packs.context import Edition, compose
from packs.context.sustained import RUN_HIDDEN
from packs.facts.edition import ExtractFacts, SinceFacts
from packs.snapshot.extract import withheld_from
from packs.snapshot.withhold import not_public
from packs.words import Audience, Forum, ItemKind
from packs.words.meetings import Decided
from tests.packs import said_around
from tests.packs.test_public_kinds import end, item, month, public
from tests.packs.test_shown import printed, section
from tests.packs.test_withhold import classed, plan

POST = "Reader of the council’s papers"
SAID = "The report does not say which homes."


def judged():
    """Return a month, and a requirement of which CPMO says in it what is missing."""
    row = next(
        row
        for outcome in plan().outcomes
        for row in outcome.requirements
        if any(
            assessment.speaker is Speaker.CPMO and assessment.rationale
            for assessment in row.assessments
        )
    )
    told = ConsideredFacts(number=1, words=row.considerations[0], missing=SAID)
    return changed(row, evidence_cited="Cabinet report", considered=(told,))


def changed(row, **changes):
    """Return a month in which CPMO says something else of a requirement, and how it reads then."""
    assessments = tuple(
        replace(assessment, judgement=Judgement.NOT_MET, by_post=POST, **changes)
        if assessment.speaker is Speaker.CPMO
        else assessment
        for assessment in row.assessments
    )
    now = replace(row, assessments=assessments)
    outcomes = tuple(
        replace(outcome, requirements=tuple(
            now if two.ref == row.ref else two for two in outcome.requirements
        ))
        for outcome in plan().outcomes
    )  # fmt: skip
    return replace(plan(), outcomes=outcomes, not_kept=()), now


def of(whole, row, *classes) -> str:
    """Return what the IRB's public edition prints of CPMO's assessment of a requirement."""
    context = printed(whole, *classes, forum=Forum.IRB)
    every = section(context, "outcomes") + section(context, "register")
    return re.search(rf"Not met ,((?:(?!Not met ,).)*{POST}.*?) (Council|Commis|PO\d)", every)[1]


def test_the_words_of_an_assessment_are_withheld_once_and_its_result_stays():
    whole, row = judged()
    assert f"Missing: (1) {SAID}" in of(whole, row)
    words = of(whole, row, classed(ItemKind.JUDGEMENT, row.ref))
    assert words.count(WITHHELD) == 1
    assert not re.search(r"\.\.|\.:|Missing|Evidence:|none cited", words)


def test_words_within_a_sentence_do_not_end_it():
    """What names a withheld row goes alone: the rest of the assessment stays."""
    _, row = judged()
    gone = ConsideredFacts(number=1, words=WITHHELD, missing=WITHHELD)
    words = of(*changed(row, evidence_cited=WITHHELD, considered=(gone,)))
    assert WITHHELD not in words and "Missing: (1) withheld, not public. " in words


def shown_over_time(**changes):
    """Return a month that asks for a run of a requirement with a piece that is not public."""
    piece = next(evidence for evidence in plan().evidence or () if evidence.requirements)
    ref = piece.requirements[0]
    told = said_around.kept(sustained=(said_around.sustained(ref),))
    return ref, replace(plan(), assurance=told, evidence=(replace(piece, **changes),))


def test_rule_22_no_run_is_told_where_evidence_is_withheld():
    """Of the rest alone it would be false: of every requirement, so that none is pointed at."""
    ref, whole = shown_over_time(classification=Classification.CONFIDENTIAL)
    context = printed(whole, forum=Forum.IRB)
    (row,) = (row for page in context.outcomes for row in page.sustained)
    assert (row.ref, row.runs, row.svg) == (ref, (("", RUN_HIDDEN),), "")
    assert "run 0 of 6" not in section(context, "outcomes") + section(context, "step_down")
    assert "No evidence in use is shown for this month" in section(context, "evidence")
    board = printed(whole, forum=Forum.IRB, audience=Audience.WHOLE)
    assert RUN_HIDDEN not in section(board, "outcomes")


def test_rule_22_a_run_is_told_where_all_evidence_is_shown():
    _, whole = shown_over_time(classification=Classification.PUBLIC)
    context = printed(whole, forum=Forum.IRB)
    (row,) = (row for page in context.outcomes for row in page.sustained)
    assert row.runs[0][1].startswith("run ") and "<svg" in row.svg


def test_a_decision_that_the_whole_edition_does_not_print_is_not_counted():
    """It was taken on the pack itself, before a correction of it was asked for."""
    whole, pinned = month()
    taken = item(1, "Agree the supplier", ends=(end("Agreed.", Decided.AGREED, "4.2"),))
    whole = replace(whole, boards=replace(whole.boards, meetings=()))
    pinned = replace(pinned, items=(taken,))
    ref = (ItemKind.DECISION, "TIB-2026-10-D1")
    assert public((whole, pinned), ref).withheld == public((whole, pinned)).withheld
    assert not [
        row
        for row in not_public(whole, [classed(*ref)], pinned=pinned, forum=Forum.TIB)
        if row.kind is ItemKind.DECISION
    ]


def test_an_edition_says_of_the_whole_one_no_more_than_is_known():
    """Whether its board has read it is an act of its own."""
    words = section(printed(plan(), classed(ItemKind.RISK, plan().raid.risks[0].ref)), "withheld")
    assert "from the whole edition. It leaves out" in words and "board read" not in words


def composed(whole, *, since=(), audience=Audience.PUBLIC, not_shown=ALL_SHOWN):
    edition = Edition(
        forum="irb", number=1, standing="final", audience=audience, made_from="1" * 64
    )
    pinned = replace(month()[1], texts=(), items=(), since=since)
    return compose(whole, edition, sha256="0" * 64, before=None, pinned=pinned, not_shown=not_shown)


def cover_of(context) -> str:
    found = html.render(context).partition('id="cover"')[2].partition("</section>")[0]
    return " ".join(re.sub("<[^>]+>", " ", found).split())


def test_rule_24e_page_1_names_what_was_withdrawn_since_its_counts_were_made():
    at = plan().taken_at
    acts = (
        "Commissioners withdrew “met”. PO6-T3-1 Its title",
        "Commissioners withdrew “test met in this outcome”. Outcome 6, test 3",
        "CPMO: Met. PO1-T1-1 Its title",
    )
    since = tuple(SinceFacts(what=what, who="Ada", at=at) for what in acts)
    for audience in (Audience.PUBLIC, Audience.WHOLE):
        context = composed(plan(), since=since, audience=audience)
        cover = cover_of(context)
        assert "Since the cut-off: PO6-T3-1; outcome 6, test 3 withdrawn by" in cover
        assert f"(section {context.places['since']})" in cover
    assert "Since the cut-off:" not in cover_of(composed(plan(), since=since[2:]))


def test_rule_24e_what_is_not_shown_has_no_next_date_and_stands_at_its_first():
    every = [line for page in composed(plan()).outcomes for line in page.requirements]
    shown = composed(plan(), not_shown=HiddenResults(
        results=frozenset((line.ref, Speaker.COMMISSIONER) for line in every), cells=frozenset()
    ))  # fmt: skip
    words = section(shown, "outcomes")
    other = next(line for page in shown.outcomes for part in page.parts for line in part.others)
    assert f"{other.ref} {other.title} Not shown Not shown" in words
    assert "0 dates passed" not in words + cover_of(shown)
    assert "No date that is shown has passed; of" in words
    assert "Dashed: not shown, in the quarter of its first date." in section(shown, "runway")


def test_what_is_withheld_explains_no_total_that_is_shown():
    first = plan().raid.risks[0].ref
    risk = section(printed(plan(), classed(ItemKind.RISK, first)), "withheld")
    assert "Where a saving" not in risk and "Where a sale" not in risk
    saving = section(printed(plan(), classed(ItemKind.SAVING, "SAV-S15")), "withheld")
    assert "Where a saving is left out" in saving and "Where a sale" not in saving


def test_the_audit_committee_is_told_that_milestones_are_withheld_since_it_reads_their_number():
    extract = ExtractFacts(
        committee="Audit Committee", oversight=Oversight.AUDIT, meets_on=date(2026, 12, 1),
        programmes=(),
    )  # fmt: skip
    ref = plan().milestones[0].ref
    kinds = (ItemKind.MILESTONE, ItemKind.INDICATOR)
    classes = tuple(classed(kind, ref) for kind in kinds)
    pinned = replace(month()[1], extract=extract, classes=classes)
    assert [row.kind for row in withheld_from(plan(), pinned)] == [ItemKind.MILESTONE]
