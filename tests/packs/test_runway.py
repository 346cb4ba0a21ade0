"""The runway in the snapshot and in the IRB pack, from frozen facts (PAGES 5.10)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from packs import html, snapshot
from packs.context import Edition, compose
from packs.snapshot import codec
from tests.assurance.link_steps import confirm, propose
from tests.world import NOW

pytestmark = pytest.mark.django_db
FROZEN = NOW + timedelta(hours=1)


def printed(plan, forum="irb"):
    edition = Edition(forum=forum, number=1, standing="draft")
    return " ".join(html.render(compose(plan, edition, sha256="0" * 64, before=None)).split())


@pytest.fixture
def plan(world):
    confirm(world, *propose(world, "HOU-01"))
    world.period.refresh_from_db()
    return snapshot.read_frozen(world.period, at=FROZEN)


def test_the_snapshot_keeps_what_the_runway_needs(plan):
    assert [(reach.milestone, reach.requirement) for reach in plan.runway.reaches] == [
        ("HOU-01", "PO8-T1-1")
    ]
    assert codec.read_body(codec.body_of(plan)) == plan


def test_the_irb_pack_prints_the_runway_in_landscape_and_the_tib_pack_does_not(plan):
    page = printed(plan)
    assert '<section id="runway" class="wide">' in page
    assert "1 of 1 requirements are still to be assured by 31 Oct 2028: 1 with a date" in page
    assert 'id="runway"' not in printed(plan, "tib")


def test_a_month_that_kept_nothing_of_it_has_no_such_section(plan):
    assert 'id="runway"' not in printed(replace(plan, runway=None))
