"""A result that is withheld before it is published reads "not shown", whatever it is (Rule 24e)."""

import itertools
import json
import re
from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from assurance.words import SPEAKERS, Judgement, Speaker
from assurance.words.step_down import Clause
from irp.words import WITHHELD
from packs import html
from packs.context import Edition, PackContext, compose
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts
from packs.facts.edition import PinnedFacts, SinceFacts, TextFacts
from packs.figures.key_facts import key_facts
from packs.figures.not_received import not_received
from packs.snapshot.codec import body_of, plan_in, values_of
from packs.snapshot.withhold import PublicPlan, public_plan
from packs.words import Audience, Forum, ItemKind
from packs.words.edition import TextKind
from tests.packs import said_around, test_withhold
from tests.packs.places_of_words import NAMES
from tests.packs.test_withhold import classed

ALONE = "PO6-T3-1"  # the one requirement under its test, which commissioners declared met
AMONG = "PO4-T1-2"  # one of five
AT = datetime.fromisoformat("2026-10-20T09:00:00+00:00")
CANARY = "Zebra crossing of the eleventh hour"
BY = {"by_name": "Ada Smith", "by_post": "Commissioner", "at": AT.isoformat()}
STATES = ("met", "partly_met", "not_met", "not_applicable", "withdrawn", "none")
KINDS = {
    ItemKind.RESULT: Speaker.COMMISSIONER,
    ItemKind.CPMO_VIEW: Speaker.CPMO,
    ItemKind.OWN_VIEW: Speaker.COUNCIL,
}

TIB = Forum.TIB


@cache
def plan() -> PlanFacts:
    """Return the demonstration's October 2026 with all of assurance and little of delivery."""
    whole = test_withhold.plan()
    return replace(
        whole,
        programmes=tuple(
            replace(programme, milestones=programme.milestones[:1])
            for programme in whole.programmes
        ),
        indicators=whole.indicators[:1],
        benefits=(),
        descents=(),
        errata=(),
    )


def said_of(state: str, speaker: Speaker) -> list[dict]:
    """Return what one speaker says of a requirement, as plain values."""
    given = {
        "speaker": speaker, "judgement": "met" if state == "withdrawn" else state,
        "rationale": f"{CANARY}: {state}", "evidence_cited": CANARY, "answer": None,
        "considered": [], "words_version": -1, **BY,
    }  # fmt: skip
    return [] if state == "none" else [given]


@cache
def judged(ref: str, state: str, speaker: Speaker = Speaker.COMMISSIONER) -> PlanFacts:
    """Return the month in which a speaker says this of a requirement.

    Where commissioners say "met" they settled its dates and declared its test met before, as they
    have to; where they say nothing its test was never spoken of.
    """
    values = json.loads(body_of(plan()))
    facts = values["plan"]
    row = next(
        row for outcome in facts["outcomes"] for row in outcome["requirements"] if row["ref"] == ref
    )
    given = said_of(state, speaker)
    for name in ("assessments", "withdrawn"):
        row[name] = [
            entry for entry in row[name] if (entry.get("said") or entry)["speaker"] != speaker
        ]
    if state == "withdrawn":
        row["withdrawn"] += [{"said": assessment, "reason": CANARY, **BY} for assessment in given]
    else:
        row["assessments"] += given
    if speaker is Speaker.COMMISSIONER:
        _follow(facts, row, state)
    return plan_in(values)


def _follow(facts: dict, row: dict, state: str) -> None:
    """Put in a month what goes with a commissioners' result: rulings, acts on the test."""
    cell = {"outcome": row["outcome"], "test": row["test"]}
    ruling = {"ruling": "satisfied", "reason": CANARY, "evidence_cited": CANARY, **BY}
    for gate in row["gates"]:
        gate["ruling"] = ruling if state == "met" else None
    told = facts["judged"]
    for name in ("acts", "courses"):
        told[name] = [entry for entry in told[name] if {key: entry[key] for key in cell} != cell]
    if state not in ("met", "withdrawn"):
        return
    at = "2026-10-21T09:00:00+00:00"
    act = {"subject": "met", "said": "met", "reason": CANARY, "evidence_cited": CANARY,
           "drafted_by": "", "drafted_in": "", **cell, **BY, "at": at}  # fmt: skip
    turns = [{"at": BY["at"], "judgement": "met"}]
    if state == "withdrawn":
        turns.append({"at": "2026-10-25T09:00:00+00:00", "judgement": None})
    told["acts"].append(act)
    for requirement in next(o for o in facts["outcomes"] if o["number"] == cell["outcome"])[
        "requirements"
    ]:
        if requirement["test"] == cell["test"]:
            course = {"ref": requirement["ref"], "title": requirement["title"], "added_on": None,
                      "retired_on": None, "turns": turns, **cell}  # fmt: skip
            told["courses"].append(course)


def beside(state: str, ref: str = AMONG) -> PinnedFacts:
    """Return what an edition prints beside its month: an opinion of it, and acts since."""
    by = {"by_name": "Ada Cpmo", "by_post": "CPMO", "at": AT}
    words = {
        TextKind.OPINION: f"We are glad of {ref.replace('-', ' ')}: it is {state}.",
        TextKind.STATEMENT: "Nothing to add.",
    }
    told = [
        f"CPMO: Met. {ref} Its title",
        "Commissioners: Declared met. Outcome 10, test 1",
        *([f"Commissioners: {Judgement(state).label}. {ref} Its title",
           f"Commissioners withdrew “test met in this outcome”. Outcome {ref[2]}, test {ref[5]}"]
          if state in list(Judgement) else []),
    ]  # fmt: skip
    return PinnedFacts(
        at=AT,
        texts=tuple(
            TextFacts(kind=kind, place=1, words=text, way_back="", owner="", due_on=None, **by)
            for kind, text in words.items()
        ),
        items=(),
        since=tuple(SinceFacts(what=sentence, who="Ada Smith", at=AT) for sentence in told),
    )


def edition(found: PublicPlan, forum: str = "irb") -> PackContext:
    """Return what the public edition of a month prints."""
    return compose(
        found.plan,
        Edition(
            forum=forum, number=1, standing="final", audience=Audience.PUBLIC, made_from="1" * 64
        ),
        sha256="0" * 64,
        before=key_facts(found.last, sha256="2" * 64) if found.last else None,
        last=found.last,
        pinned=found.pinned,
        held=found.withheld,
        hidden=found.hidden,
        not_shown=found.not_shown,
    )


@cache
def public(ref: str, state: str = "met", *more: ClassedFacts) -> PackContext:
    """Return the IRB's public edition of a month without the commissioners' result."""
    classes = [classed(ItemKind.RESULT, ref), *more]
    return edition(public_plan(judged(ref, state), classes, last=plan()))


@cache
def whole(ref: str = "") -> PackContext:
    """Return the edition of a month of which nothing is withheld; `ref` is judged met in it."""
    return edition(public_plan(judged(ref, "met") if ref else plan(), []))


def markup_of(context: PackContext) -> str:
    return "".join(html.render(context, file=file) for file in context.files)


def read(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


class TestWhateverItIs:
    @pytest.mark.parametrize(
        ("kind", "ref", "states"),
        [
            (ItemKind.RESULT, ALONE, STATES),
            (ItemKind.RESULT, AMONG, STATES),
            (ItemKind.CPMO_VIEW, AMONG, STATES[::2]),
            (ItemKind.OWN_VIEW, ALONE, STATES[1::2]),
        ],
    )
    def test_rule_24e_the_facts_are_the_same_whatever_a_withheld_result_is(self, kind, ref, states):
        """Of this month and of the one before, beside it too, counts of what is withheld too."""
        of = [judged(ref, state, KINDS[kind]) for state in states]
        assert all(month != other for month, other in itertools.pairwise(of))
        found = [
            public_plan(now, [classed(kind, ref)], last=then, pinned=beside(state, ref), forum=TIB)
            for now, then, state in zip(of, reversed(of), states, strict=True)
        ]
        if kind is not ItemKind.RESULT:  # what stands beside is of the commissioners' result
            found = [replace(edition_facts, pinned=None) for edition_facts in found]
        assert all(edition_facts == found[0] for edition_facts in found)
        assert CANARY not in body_of(found[0].plan) + body_of(found[0].last)

    @pytest.mark.parametrize("forum", ["tib", "irb"])
    def test_rule_24e_every_page_is_the_same_byte_for_byte(self, forum):
        pages = {
            markup_of(edition(public_plan(
                judged(ALONE, state), [classed(ItemKind.RESULT, ALONE)],
                last=judged(ALONE, before), pinned=beside(state, ALONE), forum=TIB,
            ), forum))
            for state, before in (("met", "none"), ("not_met", "met"), ("none", "withdrawn"))
        }  # fmt: skip
        assert len(pages) == 1
        assert CANARY not in pages.pop()

    def test_rule_24e_what_commissioners_say_of_a_test_is_withheld_by_itself(self):
        """The results of its requirements stay; the declaration and confidence go."""
        of = [judged(ALONE, state) for state in ("met", "withdrawn")]
        gone = replace(of[0], judged=replace(of[0].judged, acts=(), courses=()))
        test = classed(ItemKind.TEST, "PO6-T3")
        shown = [public_plan(month, [test]) for month in (of[0], gone)]
        now = next(row for row in shown[0].plan.requirements if row.ref == ALONE)
        given = {assessment.speaker: assessment.judgement for assessment in now.assessments}
        assert given[Speaker.COMMISSIONER] is Judgement.MET
        assert {(act.outcome, act.test) for act in shown[0].plan.judged.acts} == {(4, 2), (5, 3)}
        assert shown[0].not_shown.cells == {(6, 3)} and not shown[0].not_shown.results
        assert shown[0].withheld == shown[1].withheld

    def test_rule_29_reasons_that_are_withheld_too_are_counted_as_if_there_were_no_result(self):
        """Else the count would tell whether there is one."""
        classes = [classed(kind, ALONE) for kind in (*KINDS, ItemKind.JUDGEMENT)]
        counts = [public_plan(judged(ALONE, state), classes).withheld for state in STATES]
        assert all(count == counts[0] for count in counts)
        assert ItemKind.JUDGEMENT.label not in {count.what for count in counts[0]}


class TestNotShown:
    @pytest.mark.parametrize("state", ["met", "not_met"])
    def test_rule_24e_the_test_and_each_clause_that_looks_at_it_read_not_shown(self, state):
        page = public(ALONE, state).step_down
        words = {clause.clause: clause.words for clause in page.figure.clauses}
        assert words[Clause.C] == "Not shown: 1 of the 17 shown confident, 1 not shown"
        assert words[Clause.A] == "Not true: 0 of 10 met"
        assert page.figure.position.words == (
            "Of the clauses that are shown 0 of 2 are true; 1 not shown"
        )
        (place,) = [
            clause_place
            for row in page.figure.clauses
            for clause_place in row.places
            if clause_place.place.is_hidden
        ]
        assert (place.place.words, place.needs, place.missing) == ("Not shown", "Not shown", ())
        assert "?" in page.svg and "not shown" in page.finding

    @pytest.mark.parametrize("state", ["met", "not_met"])
    def test_rule_24e_a_clause_is_not_shown_where_all_else_of_it_is_true(self, state):
        """Whether it is true or not, nobody can tell of what is shown."""
        values = json.loads(body_of(judged("PO1-T1-1", state)))["plan"]
        act = next(
            candidate for candidate in values["judged"]["acts"] if candidate["subject"] == "met"
        )
        values["judged"]["acts"] += [act | {"outcome": n, "test": 1} for n in range(2, 11)]
        month = plan_in({"schema": 8, "plan": values})
        whole = edition(public_plan(month, [])).step_down.figure
        shown = edition(public_plan(month, [classed(ItemKind.RESULT, "PO1-T1-1")])).step_down.figure
        assert whole.clauses[0].is_true == (state == "met")
        assert not shown.clauses[0].is_true
        assert shown.clauses[0].words == "Not shown: 9 of the 9 shown met, 1 not shown"
        assert shown.clauses[1].words.startswith("Not shown: ")  # it looks at outcome 1 too

    @pytest.mark.parametrize("state", ["met", "withdrawn", "none"])
    def test_rule_24e_the_cell_of_the_map_says_not_shown(self, state):
        page = public(ALONE, state).heat
        (cell,) = [row.cell for row in page.rows[6] if row.cell.test == 3]
        assert cell.met.words == "Not shown" and not cell.is_framed
        assert cell.words(Speaker.COMMISSIONER) == "1 not shown"
        assert page.finding.startswith("Met: Commissioners 0 of 89 requirements, 1 not shown; ")
        assert [cell_line.met.words for cell_line in page.declared] == ["Not shown"]
        assert 'stroke-dasharray="6 4"' in page.svg and ">?<" in page.svg
        columns = {who: keys[4:] for who, keys in page.voices}
        assert columns == dict.fromkeys(SPEAKERS, ()) | {Speaker.COMMISSIONER: ("not_shown",)}

    def test_rule_24e_page_1_counts_what_is_shown_and_says_what_is_not(self):
        context = public(AMONG, "not_met")
        words = {who: judgement.words for who, judgement in context.headline.judgements}
        assert words[Speaker.COMMISSIONER].startswith("1 of 89 met, ")
        assert words[Speaker.COMMISSIONER].endswith(", 1 not shown")
        assert "not shown" not in words[Speaker.CPMO] + words[Speaker.COUNCIL]
        shown = read(markup_of(context))
        cover = shown[: shown.index("Control")]
        assert words[Speaker.COMMISSIONER] in cover and "not shown: 0 of the 9 shown met" in cover

    def test_rule_24e_a_date_that_is_over_is_not_said_to_be_passed(self):
        """Nor not to be: whether commissioners assured it is not shown."""
        ref = whole().passed[0].ref
        context = public(ref)
        dates = context.headline.dates_passed
        assert dates.requirements == whole().headline.dates_passed.requirements - 1
        assert dates.words.endswith("; 1 requirement not shown")
        assert ref not in {line.ref for line in context.passed}
        line = next(
            requirement
            for page in context.outcomes
            for requirement in page.requirements
            if requirement.ref == ref
        )
        notes = [note for gate in line.gates for note in gate.notes]
        assert "date over; not shown whether it is assured" in notes
        assert context.news.dates.not_shown == (ref,)

    def test_rule_24e_the_runway_says_what_is_not_shown(self):
        found = public(AMONG).runway.found
        assert [line.ref for line in found.standing("not_shown")] == [AMONG]
        assert "of 89 requirements are still to be assured" in found.finding
        assert found.finding.endswith(", 1 not shown")
        assert AMONG not in {line.ref for line in found.left}

    def test_rule_24e_changes_say_of_how_many_judgements_they_are_not_shown(self):
        context = public(AMONG, "not_met", classed(ItemKind.CPMO_VIEW, AMONG))
        assert context.changes.hidden == 2
        assert AMONG not in {move.ref for move in context.changes.judgements}
        shown = read(markup_of(context))
        assert "0 judgements changed, 2 not shown." in shown
        assert "Not shown: outcome 4, test 1." in shown
        assert shown.count("even where what is shown already makes it false.") == 1

    @pytest.mark.parametrize("kind", KINDS)
    def test_rule_24e_each_line_says_not_shown_for_whose_result_it_is(self, kind):
        context = edition(public_plan(plan(), [classed(kind, AMONG)], last=plan()))
        for page in context.outcomes:
            for line in page.requirements:
                for assessment in line.assessments:
                    hidden = (line.ref, assessment.speaker) == (AMONG, KINDS[kind])
                    assert (assessment.words == "Not shown") == hidden
        shown = read(markup_of(context))
        row = shown[shown.rindex(f" {AMONG} ") :]
        assert "Not shown" in row[: row.index("PO4-T1-3")]

    def test_rule_24e_views_of_the_council_and_cpmo_count_the_places_that_are_shown(self):
        found = edition(public_plan(plan(), [classed(ItemKind.OWN_VIEW, ALONE)]))
        views = {view.speaker: view.words for view in found.step_down.figure.clauses[2].views}
        assert views[Speaker.COUNCIL].endswith(" of 17, 1 not shown")
        assert views[Speaker.CPMO].endswith(" of 18")
        assert found.step_down.figure.clauses[2].words == "Not true: 2 of 18 confident"


class TestSubtraction:
    @pytest.mark.parametrize("ref", [ALONE, AMONG])
    def test_rule_29_no_count_is_the_whole_s_less_the_rest(self, ref):
        """What is shown and what is not come to all requirements, cell by cell and in all."""
        context = public(ref)
        cells = [row.cell for rows in context.heat.rows.values() for row in rows]
        for who in SPEAKERS:
            counts = dict(context.headline.judgements)[who]
            of_cells = [dict(cell.voices)[who] for cell in cells]
            for key in ("met", "partly_met", "not_met", "not_assessed", "not_shown"):
                assert counts.of(key) == sum(cell.of(key) for cell in of_cells)
            every = dict(whole(ref).headline.judgements)[who].n
            assert counts.n + counts.hidden == every == 90
        dates = context.headline.dates_passed
        assert dates.requirements == len(context.passed)
        assert dates.requirements == sum(cell.counts.passed for cell in cells)
        assert dates.may_have_passed == sum(cell.counts.may_have_passed for cell in cells)
        assert dates.requirements == sum(page.passed.requirements for page in context.outcomes)
        for clause in context.step_down.figure.position.clauses:
            held = clause.holding + len(clause.missing)
            assert held == len(clause.places)
        found = context.runway.found
        told = [line for line in found.lines if line.standing == "not_shown"]
        assert len(told) == 1 and len(found.lines) == 90

    def test_rule_29_who_is_more_confident_is_said_of_what_is_shown(self):
        context = public(AMONG)
        rows = [row for rows in context.heat.rows.values() for row in rows]
        assert context.heat.not_compared == ", 1 not shown"
        (row,) = [row for row in rows if row.not_compared]
        assert (row.cell.outcome, row.cell.test) == (4, 1)

    def test_rule_29_nobody_is_said_to_owe_a_judgement_that_is_not_shown(self):
        owed = whole().headline.not_received.judgements
        assert owed.startswith("27 requirements not assessed")
        assert public(AMONG, "none").headline.not_received.judgements.startswith(
            "27 requirements not assessed" if is_judged(AMONG) else "26 requirements not assessed"
        )

    def test_rule_24e_where_all_else_is_judged_nobody_says_that_everything_was(self):
        lines = [line for page in public(ALONE).outcomes for line in page.requirements]
        of = [line for line in lines if line.commissioners.key]
        assert not_received([], of, None).judgements == "0 requirements not assessed, 1 not shown"
        assert not_received([], [line for line in of if line.ref != ALONE], None).judgements == ""


def is_judged(ref: str) -> bool:
    row = next(requirement for requirement in plan().requirements if requirement.ref == ref)
    return any(assessment.speaker is Speaker.COMMISSIONER for assessment in row.assessments)


class TestTexts:
    def test_rule_29_a_text_that_names_the_requirement_is_withheld_and_no_other(self):
        found = public_plan(
            judged(AMONG, "met"),
            [classed(ItemKind.RESULT, AMONG)],
            pinned=beside("met"),
            forum=TIB,
        )
        texts = {text.kind: text.words for text in found.pinned.texts}
        assert texts == {TextKind.OPINION: WITHHELD, TextKind.STATEMENT: "Nothing to add."}
        assert [change.what for change in found.pinned.since] == [
            f"CPMO: Met. {AMONG} Its title", "Commissioners: Declared met. Outcome 10, test 1"
        ]  # fmt: skip

    def test_rule_29_a_risk_that_speaks_of_it_is_withheld_and_the_plan_s_own_words_are_not(self):
        first, *risks = plan().raid.risks
        named = replace(first, description="It turns on outcome 4, test 1, which is met.")
        raid = replace(plan().raid, risks=(named, *risks))
        outcomes = tuple(
            replace(outcome, outcome=f"{outcome.outcome} See PO4-T1-2.")
            for outcome in plan().outcomes
        )
        month = replace(plan(), raid=raid, outcomes=outcomes)
        found = public_plan(month, [classed(ItemKind.RESULT, AMONG)]).plan
        assert found.raid.risks[0].description == WITHHELD
        assert [outcome.outcome for outcome in found.outcomes] == [
            outcome.outcome for outcome in outcomes
        ]
        assert found.raid.risks[1:] == tuple(risks)

    def test_rule_29_words_that_a_withheld_result_says_are_repeated_nowhere(self):
        """Nor in an opinion that does not name the requirement."""
        beside_none = beside("none")
        copied = replace(beside_none.texts[1], words=f"As they say: {CANARY}: partly_met")
        found = public_plan(
            judged(AMONG, "partly_met"),
            [classed(ItemKind.RESULT, AMONG)],
            pinned=replace(beside_none, texts=(copied,)),
            forum=TIB,
        )
        assert CANARY not in body_of(found.plan)
        assert [text.words for text in found.pinned.texts] == [WITHHELD]

    def test_rule_29_what_is_withheld_is_counted_by_kind_and_ground(self):
        classes = [
            classed(ItemKind.RESULT, AMONG), classed(ItemKind.TEST, "PO4-T2"),
            classed(ItemKind.RESULT, "PO99-T1-1"),
        ]  # fmt: skip
        found = [row for row in public_plan(plan(), classes).withheld if row.what != "Evidence"]
        assert [(row.what, row.count) for row in found] == [
            (ItemKind.RESULT.label, 1), (ItemKind.TEST.label, 1)
        ]  # fmt: skip


def test_rule_24e_a_text_that_names_what_is_not_shown_goes_wherever_people_write():
    """Evidence that is cited, a title that somebody typed, an amendment, a report too."""
    words = f"Letter that {AMONG} is met"
    values = values_of(replace(plan(), assurance=said_around.one_of_each(
        lambda name: f"{name}: {words}", requirement="PO1-T1-1", concern="PO1-C1",
        milestone="HOU-01",
    )))  # fmt: skip
    for report in values["plan"]["assurance"]["reports"]:
        report["questions"] = [words, "", ""]
    values["plan"]["raid"]["risks"][0] |= {"title": words, "controls": words}
    judged_row = next(
        row
        for outcome in values["plan"]["outcomes"]
        for row in outcome["requirements"]
        if row["ref"] == "PO1-T1-1" and row["assessments"]
    )
    judged_row["assessments"][0] |= {"evidence_cited": words}
    month = plan_in(values)
    assert body_of(public_plan(month, []).plan).count(words) > 20
    left = body_of(public_plan(month, [classed(ItemKind.RESULT, AMONG)]).plan)
    # Names of people and posts are no texts, and of rows that serve it the titles are their own.
    names = set(re.findall(r'"([a-z_]+)":"[^"]*' + AMONG + " is met", left))
    assert names <= NAMES | {"title"} and left.count('"title":"title: ') == 2
