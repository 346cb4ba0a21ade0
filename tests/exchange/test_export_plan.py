"""The export: one JSON document with exactly the keys of docs/export.md (issue part C)."""

import json
import re
from dataclasses import fields
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchange.presenters import plan_document
from exchange.rules.cap_records import (
    AssuranceTestRecord,
    ConcernRecord,
    PriorityOutcomeRecord,
    QuestionRecord,
    RequirementRecord,
    TimelineRecord,
)
from exchange.rules.irp_records import (
    AimRecord,
    BoardRecord,
    DependencyRecord,
    IndicatorRecord,
    MilestoneRecord,
    PlanFigureRecord,
    PostRecord,
    ProgrammeRecord,
    ReceiptRecord,
    RecommendationRecord,
    RiskRecord,
    SavingRecord,
    TakenRecord,
)
from exchange.rules.plan_files import read_plan
from irp.history import act, record, write_acts
from irp.models import Board, Post, PostHolding, User
from programmes.actions.appointments import appoint_rdl
from programmes.models import Baseline, Milestone, Programme
from tests.exchange.conftest import AGAIN_AT, FIXTURES

EXTRA = {"note", "source", "erratum", "over_100", "cumulative", "targets", "target_of", "fund"}
DATE = {"raw", "precision", "earliest", "latest"}
KEYS = {
    "aims": {"number", "name", "outcomes"},
    "posts": {"title", "kind", "aliases", "parts", "committee"},
    "programmes": {
        *("number", "ref", "name", "aliases", "aim", "sao", "rdl", "lead_member"),
        *("workstreams", "notes", "milestones"),
    },
    "savings": {"ref", "title", "milestone", "sao", "lead_member", "start", "end"},
    "receipts": {"amount", "cumulative", "start", "end"},
    "plan_figures": {"number", "title", "amount"},
    "kpis": {"ref", "aim", "outcomes", "name", "unit", "polarity", "members"},
    "recommendations": {"source", "number", "title", "text", "responses", "due", "origin"},
    "risks": {"number", "title"},
    "dependencies": {"number", "title"},
    "boards": {"name", "abbreviation", "reports_to", "oversight", "takes"},
    "priority_outcomes": {
        *("number", "title", "statement", "progress", "strands", "concerns", "requirements"),
    },
    "tests": {"number", "name", "question"},
    "questions": {"number", "name", "text"},
    "timeline": {"raw", "start", "end", "title", "summary"},
}
NESTED = {
    ("boards", "takes"): {"ref", "words"},
    ("programmes", "milestones"): {
        *("ref", "title", "workstream", "kind", "start", "end", "sao", "lead_member", "details"),
    },
    ("priority_outcomes", "concerns"): {"ref", "strand", "summary"},
    ("priority_outcomes", "requirements"): {
        *("ref", "test", "title", "strand", "considerations", "raw", "gates", "odd_order"),
    },
}
COUNTS = {
    **{"aims": 3, "programmes": 16, "savings": 12, "receipts": 5, "plan_figures": 4},
    **{
        "recommendations": 25,
        "risks": 8,
        "dependencies": 6,
        "priority_outcomes": 10,
        "tests": 3,
        "questions": 3,
    },
}


def all_dates(value):
    """Yield every date of the document."""
    if isinstance(value, dict):
        if set(value) == DATE:
            yield value
        else:
            for inner in value.values():
                yield from all_dates(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from all_dates(inner)


@pytest.fixture
def document(loaded) -> dict:
    out = StringIO()
    call_command("export_plan", stdout=out)
    return json.loads(out.getvalue())


def test_the_keys_are_exactly_those_documented(document):
    assert set(document) == {"schema", *KEYS}
    assert document["schema"] == 1
    for name, keys in KEYS.items():
        for entry in document[name]:
            assert keys <= set(entry) <= keys | EXTRA, (name, entry)
    for (name, inner), keys in NESTED.items():
        for entry in document[name]:
            for row in entry[inner]:
                assert keys <= set(row) <= keys | EXTRA, (name, row)
                for gate in row.get("gates", []):
                    assert set(gate) == {"purpose", "raw", "earliest", "latest", "ongoing"}


def test_docs_export_names_every_key():
    text = (settings.ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    words = set(re.findall(r"`(\w+)`", text))
    for keys in (set(KEYS), *KEYS.values(), *NESTED.values(), DATE, EXTRA):
        assert keys <= words, keys - words


def test_everything_is_there(document):
    """DOMAIN section 2: the counts that the documents give."""
    assert {name: len(document[name]) for name in COUNTS} == COUNTS
    assert sum(len(aim["outcomes"]) for aim in document["aims"]) == 19
    assert sum(len(programme["milestones"]) for programme in document["programmes"]) == 187
    rows = [row for outcome in document["priority_outcomes"] for row in outcome["requirements"]]
    assert [sum(row["test"] == test for row in rows) for test in (1, 2, 3)] == [40, 29, 21]
    assert sum(len(outcome["concerns"]) for outcome in document["priority_outcomes"]) == 27
    assert {post["kind"] for post in document["posts"]} == {"sao", "lead_member"}


def test_rule_8_dates_are_words_precision_and_iso_days(document):
    dates = list(all_dates(document))
    assert len(dates) >= 2 * (187 + 12 + 5)
    for printed in dates:
        days = [date.fromisoformat(day) for day in (printed["earliest"], printed["latest"]) if day]
        assert days == sorted(days) and len(days) in (0, 2)
    housing = document["programmes"][14]["milestones"]
    decent_homes = [row for row in housing if row["end"]["raw"] == "Dec 2032"]
    assert decent_homes[0]["end"] == {
        **{"raw": "Dec 2032", "precision": "month"},
        **{"earliest": "2032-12-01", "latest": "2032-12-31"},
    }


def test_rule_25_receipts_are_pounds_as_text_and_750_million_in_all(document):
    amounts = [receipt["amount"] for receipt in document["receipts"]]
    assert amounts == ["15000000", "45000000", "185000000", "500000000", "250000000"]
    assert [receipt["cumulative"] for receipt in document["receipts"]] == [True] * 4 + [False]


def test_a_milestone_carries_the_posts_in_force_for_its_row(document):
    """DOMAIN section 2: the top savings have their own officers; no RDL is named anywhere."""
    savings = document["programmes"][0]
    others = {row["sao"] for row in savings["milestones"]} - {savings["sao"]}
    assert "Strategic Director of City Operations" in others
    assert {programme["rdl"] for programme in document["programmes"]} == {""}
    titles = {post["title"] for post in document["posts"]}
    for programme in document["programmes"]:
        for row in [programme, *programme["milestones"]]:
            assert {row["sao"], row["lead_member"]} <= titles


def test_the_document_is_the_same_each_time_and_holds_no_other_posts(document, capsys):
    record(Post(title="Portfolio Office", kind="cpmo"), by="Loader", at=AGAIN_AT)
    assert plan_document() == document
    call_command("export_plan")
    printed = capsys.readouterr().out
    assert printed.startswith('{\n "schema": 1,\n "aims": [\n  {\n   "number": 1,')
    assert "–" in printed and "\\u" not in printed


def test_rule_9_the_plan_stays_as_published_whatever_lives_beside_it(document):
    """Issue part C: an appointed RDL, the council's own posts and rows, a later baseline."""
    administrator = record(User(email="adm@x.example", name="Adm"), by="Loader", at=AGAIN_AT)
    post = record(Post(title="Administrator", kind="administrator"), by="Loader", at=AGAIN_AT)
    held = PostHolding(user=administrator, post=post, starts_on=date(2026, 1, 1))
    record(held, by="Loader", at=AGAIN_AT)
    housing = Programme.objects.get(ref="HOU")
    appoint_rdl(
        housing, title="Head of Housing", version=housing.version, by=administrator, at=AGAIN_AT
    )
    for own in (
        Post(title="Interim Director", kind="sao"),
        Board(name="Gold Group", kind="board"),
        Milestone(ref="HOU-99", programme=housing, number=99, title="Ours", kind="undated"),
    ):
        record(own, by="Loader", at=AGAIN_AT)
    moved = Milestone.objects.get(ref="HOU-01")
    moved.kind = "tbc"
    record(moved, by="Loader", at=AGAIN_AT)
    b1 = act(Baseline, by="Loader", at=AGAIN_AT, milestone=moved, number=1, reason="Agreed")
    write_acts([b1])
    assert Programme.objects.get(ref="HOU").rdl.title == "Head of Housing"
    assert plan_document() == document


def test_boards_stand_in_the_order_of_the_file(document):
    """IRP section 5: Directorate Boards report first, then TIB, then IRB."""
    names = [board["name"] for board in document["boards"]]
    assert names == [board.name for board in read_plan(FIXTURES).boards]
    assert [board["reports_to"] for board in document["boards"]][:4] == ["TIB", "IRB", "", ""]
    assert names[:3] == [
        "Directorate Boards",
        "Transformation and Improvement Board",
        "Improvement and Recovery Board",
    ]
    named = {"O&S Budget task and finish group", "Party Leadership"}
    assert named | {"Corporate Communications & Engagement"} <= set(names)


def test_rule_10_a_row_that_comes_round_keeps_an_end_printed_empty(document):
    rows = {
        row["ref"]: row for programme in document["programmes"] for row in programme["milestones"]
    }
    for ref in ("CHI-04", "CHI-07", "HOU-05"):
        assert rows[ref]["kind"] == "recurring"
        assert rows[ref]["start"]["precision"] == "recurring"
        assert rows[ref]["end"] == {
            **{"raw": "", "precision": "undated"},
            **{"earliest": None, "latest": None},
        }
    assert rows["COM-05"]["end"]["raw"] == "Monthly"


def test_recommendations_say_where_they_stand_and_what_recurs(document):
    found = {
        (recommendation["source"], recommendation["number"]): recommendation
        for recommendation in document["recommendations"]
    }
    recurring = {
        **{("auditor", 2): ["Quarterly"], ("auditor", 3): ["Monthly"]},
        **{("cfgs", 6): ["Monthly", "Quarterly"], ("cfgs", 8): ["Monthly"]},
    }
    for key, raws in recurring.items():
        assert [due["raw"] for due in found[key]["due"]] == raws
        assert {due["precision"] for due in found[key]["due"]} == {"recurring"}
    nine = found["auditor", 9]
    assert nine["origin"]["row"] == "9"
    assert [number in nine["text"] for number in ("(1)", "(2)", "(3)", "(4)")] == [True] * 3 + [
        False
    ]


def test_what_the_cap_says_of_an_outcome_stands_in_it(document):
    four = document["priority_outcomes"][3]
    assert [strand["name"] for strand in four["strands"]] == ["Workforce and Culture", "Equal Pay"]
    assert {row["strand"] for row in four["requirements"]} == {"", "a", "b"}
    assert all(
        outcome["statement"] and outcome["progress"] for outcome in document["priority_outcomes"]
    )


def test_posts_and_savings_say_what_else_they_are(document):
    posts = {post["title"]: post for post in document["posts"]}
    operations = posts["Strategic Director of City Operations"]
    assert operations["aliases"] == ["Strategic Director for City Operations"]
    both = posts["Leader of the Council and Deputy Leader of the Council"]
    assert both["parts"] == ["Leader of the Council", "Deputy Leader of the Council"]
    assert [saving["milestone"] for saving in document["savings"]] == [
        f"SAV-{n:02}" for n in range(2, 14)
    ]


def test_queries_do_not_grow_with_the_plan(loaded):
    with CaptureQueriesContext(connection) as whole:
        plan_document()
    assert Programme.objects.count() == 16
    assert len(whole) <= 35, len(whole)


# The record that the files give each list of the document as, and what only the export names: what
# is worked out (a row's kind, odd orders) and what it calls otherwise ("source", "statement").
AS_IN_FILES: dict[str, tuple[type, set[str]]] = {
    "aims": (AimRecord, set()),
    "posts": (PostRecord, set()),
    "programmes": (ProgrammeRecord, set()),
    "savings": (SavingRecord, set()),
    "receipts": (ReceiptRecord, set()),
    "plan_figures": (PlanFigureRecord, set()),
    "kpis": (IndicatorRecord, set()),
    "recommendations": (RecommendationRecord, {"origin"}),
    "risks": (RiskRecord, set()),
    "dependencies": (DependencyRecord, set()),
    "boards": (BoardRecord, set()),
    "takes": (TakenRecord, set()),
    "priority_outcomes": (PriorityOutcomeRecord, {"statement"}),
    "tests": (AssuranceTestRecord, set()),
    "questions": (QuestionRecord, set()),
    "timeline": (TimelineRecord, set()),
    "milestones": (MilestoneRecord, {"kind"}),
    "concerns": (ConcernRecord, set()),
    "requirements": (RequirementRecord, {"odd_order"}),
}


def test_rule_26_the_plans_totals_of_savings_stand_apart(document):
    """£226.1m is the total to 2025/26 and contains the £149.8m: nothing adds them up."""
    figures = document["plan_figures"]
    amounts = [(figure["amount"], figure.get("target_of")) for figure in figures]
    assert amounts[:3] == [("149800000", "2024/25"), ("226100000", None), ("67400000", None)]
    assert [figure["amount"] for figure in figures if figure.get("fund")] == ["20000000"]
    assert "contains the £149.8m" in figures[1]["note"]


@pytest.mark.parametrize("name", AS_IN_FILES)
def test_the_export_calls_what_it_gives_as_the_files_do(name):
    """ADR 0013."""
    nested = {inner: keys for (_, inner), keys in NESTED.items()}
    record_class, of_its_own = AS_IN_FILES[name]
    in_files = {field.name for field in fields(record_class)}
    assert (KEYS | nested)[name] - of_its_own <= in_files


def test_every_list_of_the_export_is_a_record_of_the_files():
    assert set(AS_IN_FILES) == set(KEYS) | {inner for _, inner in NESTED}
