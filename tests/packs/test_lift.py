"""Bodies of schema 1 lifted to facts: what they kept, "not recorded" where they kept nothing."""

import copy
import gzip
import json
from pathlib import Path

import pytest

from packs.figures.returns import sent_back
from packs.snapshot import codec, lift
from packs.snapshot.stored import opened
from packs.words import NOT_KEPT

GOLDEN = Path(__file__).parent / "golden" / "schema-1.json.gz"
SINCE_7 = lift.BROUGHT[7]
SINCE_6 = (*lift.BROUGHT[6], *SINCE_7)
SINCE_4 = (*lift.BROUGHT[5], *SINCE_6)
SINCE_3 = (*lift.BROUGHT[3], *SINCE_4)


@pytest.fixture(scope="module")
def golden():
    return json.loads(gzip.decompress(GOLDEN.read_bytes()))


@pytest.fixture
def body(golden):
    return copy.deepcopy(golden)


def test_everything_that_was_kept_is_there(body):
    plan = lift.schema_1(body)
    assert len(plan.programmes) == 16
    assert sum(len(programme.milestones) for programme in plan.programmes) == 187
    assert sum(len(outcome.requirements) for outcome in plan.outcomes) == 90
    assert (len(plan.indicators), len(plan.savings), len(plan.receipts)) == (46, 12, 5)
    assert (len(plan.timeline), len(plan.errata)) == (9, 36)
    assert plan.period.frozen_at == plan.taken_at


def test_what_it_kept_nothing_of_says_so(body):
    """DESIGN 2a: never "none"."""
    plan = lift.schema_1(body)
    assert "programmes.ret_before" in plan.not_kept
    assert plan.indicators[0].note == plan.tests[0].erratum == NOT_KEPT
    assert plan.programmes[0].milestones[0].reports[0].by_name == NOT_KEPT


def test_a_body_from_before_errata_were_kept_lifts(body):
    for outcome in body["outcomes"]:
        for row in (*outcome["concerns"], *outcome["requirements"]):
            del row["erratum"]
    plan = lift.schema_1(body)
    assert not any(row.erratum for outcome in plan.outcomes for row in outcome.requirements)
    assert not any(row.erratum for outcome in plan.outcomes for row in outcome.concerns)


@pytest.mark.parametrize(
    ("from_state", "reason", "by"),
    [("submitted", "Say more.", ["sao"]), ("signed", "Say more.", ["cpmo"]), ("draft", "", [])],
)
def test_rule_15_a_body_that_did_not_keep_who_sent_it_back_tells_by_where_it_was(
    body, from_state, reason, by
):
    stored = body["programmes"][0]["return"]
    stored["steps"] = [
        {"from_state": from_state, "to_state": "draft", "reason": reason, "by_name": "A",
         "by_post": "B", "at": "2026-11-03T09:00:00+00:00"},
    ]  # fmt: skip
    ret = lift.schema_1(body).programmes[0].ret
    assert [step.back_by for step in sent_back(ret)] == by


def test_a_missing_return_was_waited_for_since_the_month_was_opened(body):
    opened = "2026-10-15T09:00:00+01:00"
    body["programmes"][1]["return"] |= {
        "state": "not_reported", "received": False, "held_by": "RDL", "held_since": opened,
        "steps": [], "ratings": {}, "signatures": [],
    }  # fmt: skip
    plan = lift.schema_1(body)
    assert plan.programmes[1].ret is None
    assert plan.period.opened_at.isoformat() == opened


def test_it_carries_what_the_pack_before_said(body):
    before = lift.last_pack_of_schema_1(body)
    assert before.month.isoformat() == "2026-09-01" and len(before.milestones) == 187
    assert before.received["HOU"] and before.ratings["SAV"] == {"sao": "amber", "cpmo": "red"}
    assert lift.last_pack_of_schema_1(body | {"previous": None}) is None


def test_rule_18_each_row_of_schema_4_asks_what_its_request_did():
    body = gzip.decompress((GOLDEN.parent / "schema-4.json.gz").read_bytes()).decode()
    kinds = {change["ref"]: change["kind"] for change in json.loads(body)["plan"]["changes"]}
    lifted = {change.ref: change for change in opened(body).plan.changes}
    assert kinds["HOU-CR-01"] == "split" and len(lifted["HOU-CR-01"].rows) == 2
    assert {ref: change.kinds for ref, change in lifted.items()} == {
        ref: (kind,) for ref, kind in kinds.items()
    }
    assert {row.part for change in lifted.values() for row in change.rows} == {1}


def test_a_body_of_schema_4_that_is_none_is_refused():
    with pytest.raises(codec.Unreadable):
        opened('{"schema": 4}')


@pytest.mark.parametrize(
    ("schema", "kept_nothing_of"),
    [
        (2, ("raid", *SINCE_3)),
        (3, SINCE_3),
        (4, SINCE_4),
        (5, SINCE_4),
        (6, SINCE_6),
        (7, SINCE_7),
    ],
)
def test_a_later_body_says_what_its_schema_kept_nothing_of(schema, kept_nothing_of):
    """What a later schema brought is "not recorded" in it, never "none"."""
    body = (GOLDEN.parent / f"schema-{schema}.json.gz").read_bytes()
    plan = opened(gzip.decompress(body).decode()).plan
    assert plan.not_kept == kept_nothing_of
    assert len(plan.programmes) == 16
