"""The indicators' pages: who sees them, what they say, what bad input meets."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from irp.history import record
from kpis.actions import record_reading
from kpis.models import Indicator, Reading
from kpis.words import Figure
from tests.world import LOADED_AT, LOADER, NOW

PAGES = ["/kpis", "/kpis/KPI-3-01", "/kpis/KPI-3-01/readings/add"]
GOOD = {
    "month": "Sep 2026", "value": "12.5", "figure": "provisional", "note": "", "version": "0"
}  # fmt: skip


def newest() -> dict[str, str]:
    """Return what a form hides that was opened now."""
    return {"version": str(Reading.objects.latest("pk").pk)}


@pytest.mark.parametrize("path", PAGES)
def test_who_is_not_signed_in_is_sent_to_sign_in(indicators, path):
    assert Client().get(path).url.startswith("/sign-in")


@pytest.mark.parametrize("path", PAGES)
def test_without_a_post_nothing_is_shown(indicators, sign_in, path):
    assert sign_in("nobody").get(path).status_code == 403


@pytest.mark.parametrize("who", ["sao", "rdl", "commissioner", "committee", "administrator"])
def test_readers_read_and_do_not_record(indicators, sign_in, who):
    client = sign_in(who)
    assert client.get(PAGES[0]).status_code == 200
    assert "Record a reading" not in client.get(PAGES[1]).content.decode()
    assert client.get(PAGES[2]).status_code == 403
    assert client.post(PAGES[2], GOOD).status_code == 403
    assert not Reading.objects.exists()


def test_each_aim_is_a_line_that_says_what_is_off_target_and_opens(indicators, sign_in):
    client = sign_in("sao")
    page = " ".join(client.get("/kpis").content.decode().split())
    words = re.findall(r'app-fold app-printed"> <summary[^>]*><span[^>]*>([^<]+)<', page)
    told = [re.fullmatch(r".+: (\d+) indicators?, 0 off target, (\d+) with no reading", label)
            for label in words]  # fmt: skip
    assert (
        sum(int(label[1]) for label in told)
        == Indicator.objects.count()
        == page.count('"/kpis/KPI-')
    )
    shown = " ".join(client.get("/kpis?show=unread").content.decode().split())
    assert 'app-fold app-printed" open>' in shown


@pytest.mark.parametrize("path", ["/kpis/KPI-9-99", "/kpis/KPI-9-99/readings/add"])
def test_an_unknown_indicator_is_not_found(indicators, sign_in, path):
    assert sign_in("cpmo").get(path).status_code == 404


def test_rule_27_without_readings_target_or_baseline_the_page_says_so(indicators, sign_in):
    listed = sign_in("sao").get("/kpis").content.decode()
    assert listed.count("No readings yet") >= 2
    assert "No baselines are set" in listed and "Not set in the plan" not in listed
    assert "No outcome named in the plan" in listed
    page = sign_in("sao").get("/kpis/KPI-3-01").content.decode()
    assert "No readings yet." in page
    assert page.count("Not set in the plan") == 1 and "no baseline for this indicator" in page
    assert "No owner named" in page


def test_recording_shows_both_readings_and_a_line(indicators, sign_in):
    client = sign_in("cpmo")
    assert client.post(PAGES[2], GOOD).status_code == 302
    client.post(PAGES[2], GOOD | {"value": "1,00.5", "figure": "revised"})
    assert client.post(PAGES[2], GOOD | {"month": "Aug 2026"}).status_code == 302
    page = client.get(PAGES[1]).content.decode()
    assert "(replaced)" not in page  # the revised one was refused: "1,00.5"
    revised = GOOD | {"value": "13", "figure": "revised"} | newest()
    refused = client.post(PAGES[2], revised)
    assert refused.status_code == 422
    assert "12.5% is recorded" in refused.content.decode()
    client.post(PAGES[2], revised | {"reason": "Late records of a depot"})
    page = client.get(PAGES[1]).content.decode()
    assert "(replaced)" in page and "<svg" in page and "13.0%" in page
    assert "12.5%" in page and "Late records of a depot" in page
    history = " ".join(client.get("/kpis/KPI-3-01/history").content.decode().split())
    assert "Reading of September 2026 revised" in history and "Late records of a depot" in history
    assert "<del>12.5%</del>" in history and "<ins>13.0%</ins>" in history
    assert "Late records of a depot" in client.get("/kpis/KPI-3-01/readings.csv").content.decode()
    assert "Person cpmo" in page
    listed = client.get("/kpis").content.decode()
    assert "13.0%" in listed and "September 2026" in listed and "provisional" not in listed


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": "100.5", "month": "soon", "figure": ""}, "Enter a percentage from 0 to 100"),
        ({"value": "many"}, "Enter a number such as 12.5"),
        ({"value": "1.2m"}, "Enter all the digits, such as 1,200,000."),
        ({"value": ""}, "Enter the value"),
        ({"value": "NaN"}, "Enter a number such as 12.5"),
        ({"value": "1e2"}, "Enter a number such as 12.5"),
        ({"value": "\u0663"}, "Enter a number such as 12.5"),
        ({"value": "£12"}, "Enter a number such as 12.5"),
        ({"value": "100.5"}, "Enter a percentage from 0 to 100"),
        ({"value": "1" * 12}, "at most 11 digits"),
        ({"value": "1.23456"}, "at most 4 decimal places"),
        ({"month": "Dec 2026"}, "Enter October 2026 or earlier: December 2026 is not over"),
        ({"month": "30/06/2026"}, "Enter a month such as"),
        ({"month": "Jun 2016"}, "Enter a month from November 2018 to November 2026"),
        ({"month": "Jun 2050"}, "Enter a month from November 2018 to November 2026"),
        ({"month": "soon"}, "Enter a month such as"),
        ({"figure": ""}, "Choose the figure"),
        ({"figure": "final"}, "Choose the figure from those shown"),
        ({"note": "x" * 1001}, "Shorten “Note” to 1,000 characters: it has 1,001"),
    ],
)
def test_a_bad_reading_is_refused_and_what_was_typed_stays(indicators, sign_in, changes, fault):
    response = sign_in("cpmo").post(PAGES[2], GOOD | changes)
    text = response.content.decode()
    assert response.status_code == 422 and "There is a problem" in text
    assert fault in text
    assert (GOOD | changes)["month"] in text
    assert not Reading.objects.exists()


def test_a_provisional_after_a_revised_is_refused_beside_its_field(indicators, sign_in):
    client = sign_in("cpmo")
    client.post(PAGES[2], GOOD | {"figure": "revised"})
    response = client.post(PAGES[2], GOOD | newest())
    assert response.status_code == 422
    assert "already been revised" in response.content.decode()


def test_4a1_who_did_not_see_a_reading_of_the_month_is_told_of_it(world, indicators, sign_in):
    """Both texts, and what was typed stays; sent again it is recorded beside the other."""
    first, second = sign_in("cpmo2"), sign_in("cpmo")
    first.post(PAGES[2], GOOD | {"note": "Theirs."})
    answer = second.post(PAGES[2], GOOD | {"value": "13", "note": "Mine."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Someone else saved this first" in page and "by Person cpmo2" in page
    assert "<dt>Saved now</dt><dd>12.5</dd>" in page and "<dt>You typed</dt><dd>13</dd>" in page
    assert "Theirs." in page and 'value="13"' in page
    assert Reading.objects.count() == 1
    again = GOOD | {"value": "13", "note": "Mine.", "reason": "Late records"} | newest()
    assert second.post(PAGES[2], again).status_code == 302
    other = GOOD | {"month": "Aug 2026", "csrfmiddlewaretoken": "of an older page"}
    assert second.post(PAGES[2], other).status_code == 302  # another month is no clash
    assert Reading.objects.count() == 3


def test_4a1_a_version_that_no_page_showed_records_nothing(world, indicators, sign_in):
    client = sign_in("cpmo")
    assert client.post(PAGES[2], GOOD).status_code == 302
    own = Reading.objects.get().pk
    other = "/kpis/KPI-3-02/readings/add"
    assert client.post(other, GOOD | {"value": "1"}).status_code == 302
    of_other = Reading.objects.latest("pk").pk
    sent = GOOD | {"value": "13"}
    unreadable = ("", "x", "-1", "1.0", "1_0", "٣", "\n", "\0")
    for version in (*unreadable, str(own + 999), str(2**63), "9" * 39, str(of_other)):
        assert client.post(PAGES[2], sent | {"version": version}).status_code == 422, version
    missing = {name: value for name, value in sent.items() if name != "version"}
    assert client.post(PAGES[2], missing).status_code == 422
    assert client.post(PAGES[2], sent | {"version": "0"}).status_code == 409  # a stale one
    assert Reading.objects.count() == 2


def test_a_yes_or_no_indicator_offers_yes_or_no(indicators, sign_in):
    client = sign_in("cpmo")
    path = "/kpis/KPI-3-02/readings/add"
    assert 'type="radio"' in client.get(path).content.decode()
    assert client.post(path, GOOD | {"value": "2"}).status_code == 422
    assert client.post(path, GOOD | {"value": "1"}).status_code == 302
    page = client.get("/kpis/KPI-3-02").content.decode()
    assert "<b>Yes</b>, September 2026, provisional" in page


def test_rule_27_which_way_is_better_and_the_unit_are_told_as_assumptions(indicators, sign_in):
    client = sign_in("cpmo")
    indicator = indicators["percent"]
    indicator.polarity = "none"
    record(indicator, by=LOADER, at=LOADED_AT)
    page = client.get("/kpis/KPI-3-01").content.decode()
    assert "No agreed direction" in page and "starting values to agree" in page
    assert "agreed assumptions" in client.get("/kpis").content.decode()


def test_queries_do_not_grow_with_indicators_or_readings(
    world, indicators, sign_in, django_assert_max_num_queries
):
    client = sign_in("cpmo")
    indicator = indicators["percent"]
    for number in range(3, 9):
        more = Indicator(ref=f"KPI-3-{number:02}", aim=indicator.aim, number=number,
                         name=f"N{number}", unit="number", polarity="none")  # fmt: skip
        record(more, by=LOADER, at=LOADED_AT)
    for month in range(1, 10):
        record_reading(
            indicator, month=date(2026, month, 1), value=Decimal(month),
            figure=Figure.PROVISIONAL, note="", by=world.user("cpmo"), at=NOW,
        )  # fmt: skip
    with django_assert_max_num_queries(14):
        assert client.get("/kpis").status_code == 200
    with django_assert_max_num_queries(16):
        assert client.get("/kpis/KPI-3-01").status_code == 200


def test_rule_27_a_past_day_shows_the_figure_recorded_by_then_and_offers_nothing(
    world, indicators, sign_in
):
    indicator = indicators["percent"]
    for value, figure, at in (
        ("12.5", Figure.PROVISIONAL, NOW), ("13", Figure.REVISED, NOW + timedelta(days=3))
    ):  # fmt: skip
        record_reading(
            indicator, month=date(2026, 9, 1), value=Decimal(value), figure=figure, note="",
            reason="Late records", by=world.user("cpmo"), at=at,
        )  # fmt: skip
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        client = sign_in("cpmo")
        for page in PAGES[:2]:
            now = client.get(page).content.decode()
            then = client.get(page + "?as_at=2026-11-09").content.decode()
            assert "13.0%" in now and "13.0%" not in then and "12.5%" in then
        assert PAGES[2] in now and PAGES[2] not in then


def test_ten_times_the_readings_make_the_same_page_of_indicators(world, indicators, sign_in):
    indicator, client = indicators["percent"], sign_in("cpmo")
    for number in range(30):
        record_reading(
            indicator, month=date(2024 + number // 12, 1 + number % 12, 1), value=Decimal(5),
            figure=Figure.PROVISIONAL, note="", by=world.user("cpmo"), at=NOW,
        )  # fmt: skip
        if number == 2:
            few = client.get("/kpis").content.decode().count("<td")
    assert client.get("/kpis").content.decode().count("<td") == few


def test_the_file_has_a_line_for_each_indicator_of_the_page(indicators, sign_in):
    client = sign_in("committee")
    lines = client.get("/kpis.csv").content.decode().splitlines()
    assert lines[0].startswith("\ufeffRef,Indicator,")
    assert len(lines) == 1 + Indicator.objects.count()
    assert 'href="/kpis.csv?"' in client.get("/kpis").content.decode()
    assert len(client.get("/kpis.csv?show=unread").content.decode().splitlines()) == 3
    assert len(client.get("/kpis.csv?show=off_target").content.decode().splitlines()) == 1


def test_a_long_list_is_paged_and_its_counts_are_of_all(world, indicators, sign_in):
    indicator, client = indicators["percent"], sign_in("cpmo")
    for number in range(3, 63):
        more = Indicator(ref=f"KPI-3-{number:02}", aim=indicator.aim, number=number,
                         name=f"N{number}", unit="number", polarity="none")  # fmt: skip
        record(more, by=LOADER, at=LOADED_AT)
    record_reading(
        more, month=date(2026, 9, 1), value=Decimal(5), figure=Figure.PROVISIONAL, note="",
        by=world.user("cpmo"), at=NOW,
    )  # fmt: skip
    first, second = (
        " ".join(client.get(f"/kpis?page={n}").content.decode().split()) for n in (1, 2)
    )
    refs = [re.findall(r">(KPI-3-\d\d) [^<]*</a>", text) for text in (first, second)]
    assert [len(some) for some in refs] == [50, 12]
    assert len({*refs[0], *refs[1]}) == 62
    assert "Showing 1 to 50 of 62" in first and "Showing 51 to 62 of 62" in second
    for text in (first, second):
        counts = re.findall(r"<dd>(\d+)", text)
        assert counts[:4] == ["62", "0", "0", "61"]  # all, off target, worse, no readings yet
