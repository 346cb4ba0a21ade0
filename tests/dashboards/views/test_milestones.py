"""The list of all milestones: every count opens its rows, the late first, and as a file."""

import csv
import re
from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.test import Client

from irp.history import record
from programmes.figures.counts import MilestoneCounts
from programmes.models import Milestone
from programmes.words import Delivery, MilestoneGroup, Rating
from tests.dashboards import months
from tests.programmes.steps import next_period, own_sao, rebaselined, signed
from tests.standing import standing
from tests.world import LOADER, NOW, when

PATHS = ["/milestones", "/milestones.csv"]
IN_DECEMBER = datetime(2026, 12, 9, 9, 0, tzinfo=UTC)


def refs_of(text):
    """Return the references of the rows of a page, in their order."""
    return re.findall(r'<tr id="row-([^"]+)"', text)


def refs_in_file(client, path):
    text = client.get(path).content.decode().lstrip("\ufeff")
    return [row["Ref"] for row in csv.DictReader(StringIO(text))]


@standing
def of_every_kind(world):
    """Let each milestone belong to groups of its own, in the month after October."""
    signed(world)
    next_period(world)
    rebaselined(world, "HOU-02", "Nov 2026")
    row = Milestone.objects.get(ref="JOB-03")
    row.kind = "tbc"
    record(row, by=LOADER, at=NOW)
    world.report("HOU-01", forecast=when("Sep 2027"), reason="Moved.", at=IN_DECEMBER)
    world.report("JOB-01", delivery=Delivery.COMPLETE, at=IN_DECEMBER,
                 actual_on=IN_DECEMBER.date())  # fmt: skip
    return world


@pytest.mark.parametrize("path", PATHS)
def test_who_may_see_it(sign_in, path):
    assert Client().get(path).url.startswith("/sign-in")
    assert sign_in("nobody").get(path).status_code == 403
    assert sign_in("commissioner").get(path).status_code == 200
    assert sign_in("cpmo").post(path).status_code == 405


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", "HOU-02 HOU-01 HOU-03 JOB-02 JOB-03 JOB-01"),
        ("show=late", "HOU-02"),
        ("show=late_b0", ""),
        ("show=due_30", "HOU-01 HOU-03 JOB-02"),
        ("show=moved", "HOU-01"),
        ("show=unreported", "HOU-02 HOU-03 JOB-02 JOB-03"),
        ("show=reported", "HOU-01 JOB-01"),
        ("show=unbaselined", "JOB-03"),
        ("show=rebaselined", "HOU-02"),
        ("show=done", "JOB-01"),
        ("show=due&programme=JOB", "JOB-02"),
        ("among=JOB", "JOB-02 JOB-03 JOB-01"),
        (
            "show=purple&programme=X&owner=Y&page=-1",
            "HOU-02 HOU-01 HOU-03 JOB-02 JOB-03 JOB-01",
        ),
    ],
)
def test_rule_9_filters_choose_rows_in_page_and_file(of_every_kind, sign_in, text_of, asked, shown):
    client = sign_in("cpmo")
    with time_machine.travel(IN_DECEMBER, tick=False):
        client = sign_in("cpmo")
        page = text_of(client, f"/milestones?{asked}")
        assert refs_of(page) == shown.split()
        assert ("“purple” is not a choice of Show" in page) == ("purple" in asked)
        if "purple" in asked:  # a file has no place to say what was left out
            assert client.get(f"/milestones.csv?{asked}").status_code == 400
        else:
            assert refs_in_file(client, f"/milestones.csv?{asked}") == shown.split()


def test_every_count_is_a_group_that_can_be_shown(of_every_kind, sign_in, text_of):
    """A count and its list are one question: the strip's number is how many rows it opens."""
    assert set(MilestoneCounts.__dataclass_fields__) == {group.value for group in MilestoneGroup}
    with time_machine.travel(IN_DECEMBER, tick=False):
        client = sign_in("cpmo")
        page = text_of(client, "/milestones")
        strip = page[page.index("<dl") : page.index("</dl>")]
        opened = re.findall(r'href="(\?show=\w+)">[^<]*</a></dt> ?<dd>(\d+)', strip)
        assert len(opened) == 10
        for href, number in opened:
            assert len(refs_of(text_of(client, f"/milestones{href}"))) == int(number), href


def test_rule_17_the_owner_is_the_rows_own_sao_or_the_programmes(world, sign_in, text_of):
    own_sao(world)
    client = sign_in("cpmo")
    assert refs_of(text_of(client, "/milestones?owner=Post+of+other+sao")) == ["HOU-02"]
    assert "HOU-02" not in refs_of(text_of(client, "/milestones?owner=Post+of+sao"))


def test_the_closed_are_one_line_where_nothing_is_asked_for(of_every_kind, sign_in, text_of):
    with time_machine.travel(IN_DECEMBER, tick=False):
        page, done = (
            text_of(sign_in("cpmo"), f"/milestones{asked}") for asked in ("", "?show=done")
        )
    first, folded = page.split(">1 completed or descoped milestone</span></summary>")
    assert 'id="row-JOB-01"' in folded.split("</details>")[0] and 'id="row-HOU-02"' in first
    assert refs_of(done) == ["JOB-01"] and "completed or descoped milestone<" not in done


def test_it_shows_a_past_date(world, sign_in, text_of):
    world.report("HOU-01", delivery=Delivery.COMPLETE, actual_on=NOW.date())
    client = sign_in("cpmo")
    assert refs_of(text_of(client, "/milestones?show=done")) == ["HOU-01"]
    assert refs_of(text_of(client, "/milestones?show=done&as_at=2026-11-08")) == []
    assert (
        "as-at-2026-11-08" in client.get("/milestones.csv?as_at=2026-11-08")["Content-Disposition"]
    )


def test_the_portfolio_counts_open_their_rows(of_every_kind, sign_in, text_of):
    with time_machine.travel(IN_DECEMBER, tick=False):
        client = sign_in("cpmo")
        page = text_of(client, "/portfolio").replace("&amp;", "&")
        opened = re.findall(r'href="(/milestones\?[^"]+)">(?:[^<]*</a></dt> ?<dd>)?(\d+)', page)
        assert len(opened) >= 5 + 2 * 2, "the strip's, and each row's done and reported"
        for href, number in opened:
            assert len(refs_of(text_of(client, href))) == int(number), href


@pytest.mark.parametrize(
    "query", ["", "?rating=green", "?rating=red", "?state=received", "?ratings=differ&rating=green"]
)
def test_the_portfolio_counts_open_their_rows_under_a_filter_too(world, sign_in, text_of, query):
    months.sign(world, "HOU")
    months.assure(world, "HOU", Rating.RED)
    client = sign_in("cpmo")
    page = text_of(client, f"/portfolio{query}").replace("&amp;", "&")
    strip = "".join(re.findall(r"<dl class=\"app-stats.*?</dl>", page, re.DOTALL))
    counted = re.findall(r'href="([^"]+)">[^<]*</a></dt> ?<dd>(\d+)', strip)
    of_milestones = [href for href, _ in counted if not href.startswith("?")]
    assert len(of_milestones) == (0 if query == "?rating=red" else 5), "none of no programme"
    assert len(counted) - len(of_milestones) >= 6, "ratings, where they differ, returns"
    for href, number in counted:
        if href.startswith("?"):
            shown = text_of(client, f"/portfolio{href}").count(
                'app-table__post" role="rowheader"> <a'
            )
        else:
            shown = len(refs_of(text_of(client, href)))
        assert shown == int(number), href
