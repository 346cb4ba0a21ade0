"""Facts to stored text and back (DESIGN 2a): the same, or refused."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from irp.rules.plan_dates import Precision, QuarterConvention, parse_plan_date
from packs.snapshot import codec
from packs.snapshot.stored import opened

GOLDEN = Path(__file__).parent / "golden" / "schema-1.json.gz"
AWKWARD = 'a NUL \0, a line separator \u2028, a quote ", a backslash \\, an emoji 😀 and </script>'


@pytest.fixture(scope="module")
def plan():
    return opened(gzip.decompress(GOLDEN.read_bytes()).decode()).plan


def with_summary(plan, text):
    first, *others = plan.programmes
    return replace(plan, programmes=(replace(first, summary=text), *others))


def test_what_is_written_reads_back_the_same(plan):
    assert opened(codec.body_of(plan)).plan == plan


def test_rule_8_a_period_reads_back_with_both_its_ends(plan):
    """A precision that older bodies do not know: they read as before, and no key has changed."""
    programme, *others = plan.programmes
    milestone, *rest = programme.milestones
    end = parse_plan_date("Apr – Jun ’27", quarters=QuarterConvention.FINANCIAL)
    assert end.precision is Precision.PERIOD
    baselines = (replace(milestone.baselines[0], end=end), *milestone.baselines[1:])
    milestones = (replace(milestone, baselines=baselines), *rest)
    ranged = replace(plan, programmes=(replace(programme, milestones=milestones), *others))
    read = codec.read_body(codec.body_of(ranged))
    assert read.programmes[0].milestones[0].baselines[0].end == end


def test_the_same_facts_make_the_same_text(plan):
    text = codec.body_of(plan)
    assert codec.body_of(codec.read_body(text)) == text
    assert json.loads(text)["schema"] == codec.SCHEMA == 8


def test_awkward_text_survives(plan):
    awkward = with_summary(plan, AWKWARD)
    text = codec.body_of(awkward)
    assert "\0" not in text, "PostgreSQL keeps no NUL in text"
    assert codec.read_body(text).programmes[0].summary == AWKWARD


def test_what_cannot_be_kept_is_refused_before_it_is_stored(plan):
    for fault in (with_summary(plan, "\ud800"), with_summary(plan, 7)):
        with pytest.raises(codec.NotWhole, match="cannot be saved"):
            codec.body_of(fault)


@pytest.mark.parametrize(
    ("name", "value"),
    [("number", "7"), ("aim", None), ("summary", 7), ("months", [{"month": "today"}])],
)
def test_a_value_of_another_type_is_refused_with_its_path(plan, name, value):
    body = json.loads(codec.body_of(plan))
    body["plan"]["programmes"][3][name] = value
    with pytest.raises(codec.Unreadable, match=rf"programmes\[3\]\.{name}"):
        codec.read_body(json.dumps(body))


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"schema": "2"}', '{"schema": 99}'])
def test_a_body_of_no_known_schema_is_refused(body):
    with pytest.raises(codec.Unreadable):
        opened(body)
