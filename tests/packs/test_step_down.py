"""Rule 21: the step-down position in the snapshot and in the IRB pack, from frozen facts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from packs import html, snapshot
from packs.context import Edition, compose
from packs.figures.key_facts import key_facts
from packs.snapshot import codec
from tests.assurance import shelf
from tests.world import NOW

pytestmark = pytest.mark.django_db
FROZEN = NOW + timedelta(hours=1)


def printed(plan, forum="irb"):
    edition = Edition(forum=forum, number=1, standing="draft")
    return " ".join(html.render(compose(plan, edition, sha256="0" * 64, before=None)).split())


@pytest.fixture
def read(world):
    """Return what reads a frozen month in which test 1 of outcome 8 was declared met."""
    shelf.judge(world, Judgement.MET)
    shelf.agreed(world, Said.MET)
    shelf.agreed(world, Said.NOT_CONFIDENT)

    def frozen(at=FROZEN):
        world.period.refresh_from_db()
        return snapshot.read_frozen(world.period, at=at)

    return frozen


def test_the_snapshot_keeps_acts_and_what_they_rest_on(read):
    plan = read()
    assert [act.said for act in plan.judged.acts] == [Said.MET, Said.NOT_CONFIDENT]
    assert [row.ref for row in plan.judged.courses] == ["PO8-T1-1"]
    assert codec.read_body(codec.body_of(plan)) == plan


def test_rule_23_a_draft_is_in_no_snapshot(world, read):
    shelf.draft(world, Said.CONFIDENT, reason="Between us")
    assert "Between us" not in codec.body_of(read())


def test_the_irb_pack_prints_it_from_frozen_facts(world, read):
    plan = read()
    shelf.judge(world, Judgement.NOT_MET, at=FROZEN + timedelta(minutes=1))  # after the freeze
    page = printed(plan)
    assert 'id="step_down"' in page and 'class="squares"' in page
    assert "a true: 1 of 1 met; b not true: 0 of 0 met; c not true: 0 of 2 confident" in page
    assert (
        "Not confident, 9 Nov 2026" in page
        and "%" not in page.partition('id="step_down"')[2][:3000]
    )
    assert 'id="step_down"' not in printed(plan, forum="tib")
    later = read(at=FROZEN + timedelta(hours=1))
    assert "no longer supported since 9 Nov 2026: PO8-T1-1 judged not met" in printed(later)
    assert "1 of 1 requirement not yet met (1 not met): PO8-T1-1" in printed(later)


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_21_both_packs_name_a_place_that_was_lost_since_the_last(world, read, forum):
    last = read()
    shelf.judge(world, Judgement.NOT_MET, at=FROZEN + timedelta(minutes=1))
    now = read(at=FROZEN + timedelta(hours=1))
    edition = Edition(forum=forum, number=1, standing="draft")
    before = key_facts(last, sha256="1" * 64)
    pack = compose(now, edition, sha256="0" * 64, before=before, last=last)
    page = " ".join(html.render(pack).split())
    assert '<span class="missed">Lost:</span> outcome 8, test 1 (clause a)' in page
    assert (before.judgements["PO8-T1-1"], len(pack.changes.judgements)) == (
        {Speaker.COMMISSIONER: Judgement.MET},
        1,
    )


def test_rule_16_a_month_that_kept_nothing_of_it_has_no_such_section(read):
    assert 'id="step_down"' not in printed(replace(read(), judged=None))
