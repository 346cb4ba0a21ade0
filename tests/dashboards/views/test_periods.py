"""The list of periods and the period board."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from irp.actions import end_holding
from irp.history import record
from irp.models import PostHolding
from packs.rules.issue import is_issued
from tests.assurance import shelf
from tests.dashboards import months
from tests.world import LOADER, NOW, build

PATHS = ["/periods", "/periods/2026-10"]


@pytest.mark.parametrize("path", PATHS)
def test_who_may_see_it(sign_in, path):
    assert Client().get(path).url.startswith("/sign-in")
    assert sign_in("nobody").get(path).status_code == 403
    for who in ("administrator", "sao", "rdl", "lead_member", "commissioner", "committee"):
        assert sign_in(who).get(path).status_code == 200
    assert sign_in("cpmo").post(path).status_code == 405


@pytest.mark.parametrize("path", ["/periods/2026-09", "/periods/2026-13", "/periods/1999-12"])
def test_a_month_that_was_never_opened_is_not_found(sign_in, path):
    assert sign_in("cpmo").get(path).status_code == 404


def test_the_board_counts_and_offers_the_freeze_to_the_cpmo_alone(world, sign_in, text_of):
    months.sign(world, "HOU")
    page = text_of(sign_in("cpmo"), "/periods/2026-10")
    assert "/periods/2026-10/freeze" in page and "of 2" in page
    assert "Who is in the post today" in page
    assert "/freeze" not in text_of(sign_in("sao"), "/periods/2026-10")


@pytest.mark.parametrize("name", ["cpmo", "sao"])
def test_before_the_freeze_there_are_no_packs_to_see(world, sign_in, text_of, name):
    page = text_of(sign_in(name), "/periods/2026-10")
    assert "There are no packs yet." in page and "You cannot see" not in page


def test_rule_16_a_frozen_board_says_by_whom_and_when(world, sign_in, text_of):
    months.sign(world, "HOU")
    months.freeze(world)
    page = text_of(sign_in("cpmo"), "/periods/2026-10")
    assert "Frozen by Person cpmo (Post of cpmo) on 9 Nov 2026 at 11:00" in page
    assert "Not reported" in page and "Open the next period" in page
    assert "TIB pack" in page
    assert "Who is in the post today" not in page  # nobody holds a frozen return
    assert "You cannot see any packs of this period" in text_of(sign_in("sao"), "/periods/2026-10")
    listed = text_of(sign_in("sao"), "/periods")
    assert "Person cpmo" in listed and "1 of 2" in listed


def test_rule_17_a_joint_post_is_vacant_on_the_board_only_where_a_part_of_it_is(
    world, sign_in, text_of
):
    """A return that is not submitted yet names the posts that will sign it, as a submitted one."""
    joint = world.posts["sao"]
    joint.part_titles = ["Post of other sao", "Post of cpmo"]
    record(joint, by=LOADER, at=NOW)
    holder = PostHolding.objects.get(post=joint)
    left = {"ends_on": NOW.date(), "reason": "Left", "version": 1, "by": "test", "at": NOW}
    end_holding(holder, **left)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert "SAO post vacant" not in text_of(sign_in("cpmo"), "/periods/2026-10")
    end_holding(PostHolding.objects.get(post=world.posts["other_sao"]), **left)
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        page = text_of(sign_in("cpmo"), "/periods/2026-10")
    assert "SAO post vacant: Post of other sao" in page


def test_the_list_offers_the_next_period_only_when_none_is_open(world, sign_in, text_of):
    assert "/periods/open" not in text_of(sign_in("cpmo"), "/periods")
    months.freeze(world)
    assert "/periods/open" in text_of(sign_in("cpmo"), "/periods")
    assert "/periods/open" not in text_of(sign_in("rdl"), "/periods")


def test_while_one_is_open_no_page_of_the_list_offers_another(world, sign_in, text_of, monkeypatch):
    months.freeze(world)
    months.open_november(world)
    monkeypatch.setattr("dashboards.views.periods.A_PAGE", 1)
    client = sign_in("cpmo")
    page = text_of(client, "/periods?page=2")
    assert "October 2026" in page and "/periods/open" not in page
    assert "/periods/open" not in text_of(client, "/periods/2026-10")


def test_rule_14_deadlines_say_how_far_off_they_are_as_home_does(world, sign_in, text_of):
    page = text_of(sign_in("cpmo"), "/periods/2026-10")
    assert "4 days past" in page and "Today" in page and "In 4 days" in page


@pytest.mark.django_db
def test_before_the_first_period_the_page_says_what_happens_next(text_of):
    world = build(with_period=False)
    client = Client()
    client.force_login(world.users["rdl"])
    assert "CPMO opens the first one" in text_of(client, "/periods")


def test_queries_do_not_grow_with_periods(world, sign_in, queries_of):
    client = sign_in("sao")
    before = queries_of(client, "/periods"), queries_of(client, "/periods/2026-10")
    assert max(before) <= 12
    months.freeze(world)
    assert months.open_november(world).month == date(2026, 11, 1)
    assert queries_of(client, "/periods") == before[0]
    assert queries_of(client, "/periods/2026-11") == before[1]


def test_a_frozen_period_without_packs_offers_the_cpmo_to_draw_them(world, sign_in, text_of):
    shelf.freeze(world, drafts=False)
    page = text_of(sign_in("cpmo"), "/periods/2026-10")
    for forum in ("tib", "irb"):
        assert f'href="/packs/draw?pack=2026-10-{forum}"' in page
    assert "/packs/draw" not in text_of(sign_in("sao"), "/periods/2026-10")


def test_rule_14_a_period_opened_early_says_the_day_on_which_it_was(world, sign_in, text_of):
    months.freeze(world)
    months.open_november(world)  # on 9 November; its published opening is the 26th
    page = text_of(sign_in("sao"), "/periods/2026-11")
    opened = page.partition("Opened")[2].partition("</li>")[0]
    assert "9 Nov 2026" in opened and "26 Nov 2026" not in opened and "Done" in opened


def test_each_packs_standing_is_said_and_issued_means_both_boards(world, sign_in, text_of):
    """DOMAIN 4: DRAFT, FINAL or SUPERSEDED; one board's pack is not the month's packs."""
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1))
    first = shelf.pack(world, snapshot, forum="tib", standing="draft")
    final = shelf.pack(world, snapshot, standing="final", supersedes=first)
    draft = shelf.pack(world, snapshot, forum="irb", standing="draft")
    page = text_of(sign_in("cpmo"), "/periods/2026-10")
    assert f"{first.version}</a>: SUPERSEDED, ready" in page
    assert f"{final.version}</a>: FINAL, ready" in page
    home = text_of(sign_in("cpmo"), "/")
    assert f"Have the {draft} issued" in home  # who asked for it does not issue it
    assert str(first) not in home
    assert not is_issued([final, draft])
    assert is_issued([final, shelf.pack(world, snapshot, forum="irb", standing="final")])
