"""Rules 25 and 27: indicators in the packs; older snapshots kept nothing of their targets."""

from dataclasses import replace

import pytest

from kpis.words import Yardstick
from packs import html
from packs.context import Edition, compose
from packs.context.frame import Calendar
from packs.context.kpis import CADENCE, FACT, kpis_page
from packs.snapshot import codec
from tests.figures.test_indicators import MONTHLY, facts, reading, target
from tests.packs import made_up

INDICATORS = (
    facts(reading(9, "50"), reading(8, "50"), ref="KPI-1"),
    facts(reading(9, "94"), ref="KPI-2", targets=(target(1, 4, "95"), target(2, 10, "97"))),
    facts(ref="KPI-3", targets=(target(1, 4, "95"),)),
)


def printed(plan, forum="tib"):
    edition = Edition(forum=forum, number=1, standing="draft")
    return " ".join(html.render(compose(plan, edition, sha256="0" * 64, before=None)).split())


@pytest.fixture
def plan():
    return replace(made_up.facts_of(made_up.body()), indicators=INDICATORS)


def test_rule_27_off_target_comes_first_and_who_has_no_reading_is_named(plan):
    page = kpis_page(plan, Calendar.of(plan))
    assert [line.ref for line in page.lines] == ["KPI-2", "KPI-1"]
    assert [line.ref for line in page.unread] == ["KPI-3"]
    assert [line.ref for line in page.off_target] == ["KPI-2"]
    assert (page.counts.every, page.counts.with_target, page.counts.off_target) == (3, 2, 1)


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_25_both_packs_print_them_with_the_target_of_the_readings_month(plan, forum):
    page = printed(plan, forum)
    assert 'id="kpis"' in page and "Off target: 1 of 2 indicators with a target (KPI-2)" in page
    tables = made_up.printed(compose(plan, Edition(forum=forum, number=1, standing="draft"),
                                     sha256="0" * 64, before=None))  # fmt: skip
    assert "<td>95.0%" in tables and "<td>97.0%" not in tables
    assert "The plan has no indicators yet" in printed(replace(plan, indicators=()), forum)
    assert 'id="kpis"' not in printed(replace(plan, not_kept=(FACT,)), forum)


def test_rule_27_readings_late_and_missing_are_counted_and_named(plan):
    owed = replace(facts(reading(7, "50"), reading(5, "50")), **MONTHLY)
    page = printed(replace(plan, indicators=(owed,)))
    assert "Readings late: 2 (KPI-1). Missing in the last year: 1 (KPI-1)." in page
    assert "2 readings late, since August 2026" in page and "Missing: June 2026" in page


def test_small_charts_come_worst_mover_first_with_what_each_finds(plan):
    """PAGES 6: a page of eight. Without a baseline no move is called worse (Rule 27)."""
    since = target(1, 4, "40", kind=Yardstick.BASELINE)
    fell = facts(reading(9, "50"), reading(8, "60"), ref="KPI-4", targets=(since,))
    more = facts(reading(9, "90"), reading(8, "60"), ref="KPI-5", targets=(since,))
    off = facts(reading(9, "94"), reading(8, "93"), ref="KPI-6", targets=(target(1, 4, "95"),))
    rest = [facts(reading(9, "2"), reading(8, "1"), ref=f"KPI-9{n}") for n in range(9)]
    known = replace(plan, indicators=(*INDICATORS, *rest, more, fell, off))
    charts = kpis_page(known, Calendar.of(known)).charts
    assert [chart.line.ref for chart in charts[:3]] == ["KPI-4", "KPI-6", "KPI-90"]
    assert len(charts) == 8 and "svg" in charts[0].svg
    assert charts[0].finding.endswith("\N{MINUS SIGN}10.0 points since the reading before")
    page = printed(known)
    assert page.count("<figcaption>KPI-") == 8
    assert "<figcaption>KPI-" not in printed(replace(known, not_kept=(CADENCE,)))


def test_rule_16_a_month_that_kept_no_frequency_says_what_it_said(plan):
    """Before schema 6 a reading was overdue two times its own pace and a month later."""
    old = facts(reading(5, "50"), reading(4, "50"), ref="KPI-4")
    body = replace(plan, indicators=(*INDICATORS, old), not_kept=(CADENCE,))
    page = printed(body)
    assert "No recent reading: 1." in page and "no recent reading</span>" in page
    assert "Readings late" not in page and "Missing" not in page


def test_rule_16_targets_read_back_from_a_snapshot_as_they_were_written(plan):
    assert codec.read_body(codec.body_of(plan)).indicators == plan.indicators
