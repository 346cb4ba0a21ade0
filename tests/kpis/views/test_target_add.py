"""Setting a target: who, what is refused, what the pages then say (Rules 25 and 27)."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from irp.history import enact
from irp.models import ReportingPeriod
from kpis.actions import NewTarget, record_reading, set_target
from kpis.models import Target
from kpis.words import Figure, Yardstick
from tests.world import NOW, freeze

PATH, PAGE = "/kpis/KPI-3-01/targets/add", "/kpis/KPI-3-01"
GOOD = {
    "kind": "target", "value": "95", "from_month": "Apr 2026", "decided_by": "Cabinet",
    "reason": "The budget.", "version": "0",
}  # fmt: skip


def read(world, indicator, month, value):
    return record_reading(
        indicator, month=month, value=Decimal(value), figure=Figure.PROVISIONAL, note="",
        by=world.user("cpmo"), at=NOW,
    )  # fmt: skip


def newest() -> dict[str, str]:
    return {"version": str(Target.objects.latest("pk").pk)}


def test_who_is_not_signed_in_or_not_of_the_cpmo_sets_none(indicators, sign_in):
    assert Client().get(PATH).url.startswith("/sign-in")
    for who in ("nobody", "administrator", "sao", "rdl", "commissioner"):
        assert sign_in(who).post(PATH, GOOD).status_code == 403
    assert "Set a target" not in sign_in("sao").get(PAGE).content.decode()
    assert sign_in("cpmo").get("/kpis/KPI-9-99/targets/add").status_code == 404
    assert not Target.objects.exists()


def test_rule_25_a_target_judges_from_its_month_on_and_is_told_with_who_and_why(
    world, indicators, sign_in
):
    client, indicator = sign_in("cpmo"), indicators["percent"]
    for month, value in ((date(2026, 3, 1), "90"), (date(2026, 9, 1), "94")):
        read(world, indicator, month, value)
    assert client.post(PATH, GOOD).status_code == 302
    page = " ".join(client.get(PAGE).content.decode().split())
    assert "Set in the plan" not in page and "<dd>95.0%, from April 2026</dd>" in page
    assert "Off target</span>: 95.0%" in page and page.count("Off target</span>") == 2
    assert "Cabinet" in page and "The budget." in page and "Target, version 1" in page
    assert "Dashed: target, now 95.0%." in page
    listed = client.get("/kpis?show=off_target").content.decode()
    assert re.findall(r">(KPI-3-\d\d) [^<]*</a>", listed) == ["KPI-3-01"]
    rows = client.get("/kpis.csv").content.decode().splitlines()
    assert any("95.0000,,April 2026,Cabinet" in row for row in rows[1:3])


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": ""}, "Choose what to set"),
        ({"value": ""}, "Enter the value, or tick"),
        ({"value": "many"}, "Enter a number such as 12.5"),
        ({"value": "101"}, "Enter a percentage from 0 to 100"),
        ({"is_none": "on"}, "remove the tick"),
        ({"value": "", "is_none": "on"}, "Enter a month from which there is one"),
        ({"from_month": "soon"}, "Enter a month such as"),
        ({"decided_by": " "}, "Enter who decided it"),
        ({"reason": ""}, "Enter the reason"),
        ({"reason": "x" * 1001}, "Shorten “Reason” to 1,000 characters: it has 1,001"),
    ],
)
def test_a_faulty_target_is_refused_and_what_was_typed_stays(indicators, sign_in, changes, fault):
    answer = sign_in("cpmo").post(PATH, GOOD | changes)
    assert answer.status_code == 422 and fault in answer.content.decode()
    assert 'value="0"' in answer.content.decode() and not Target.objects.exists()


def test_all_faults_are_told_in_one_round(indicators, sign_in):
    page = sign_in("cpmo").post(PATH, {"version": "0"}).content.decode()
    for fault in ("Choose what to set", "Enter the value", "Enter who decided it", "Enter the"):
        assert fault in page


def test_rule_25_figures_that_were_judged_keep_their_target(world, indicators, sign_in):
    client, indicator = sign_in("cpmo"), indicators["percent"]
    client.post(PATH, GOOD)
    read(world, indicator, date(2026, 9, 1), "94")
    answer = client.post(PATH, GOOD | {"value": "90", "from_month": "Jul 2026"} | newest())
    assert answer.status_code == 422
    assert "Enter a month after September 2026" in answer.content.decode()
    later = GOOD | {"value": "90", "from_month": "Oct 2026"} | newest()
    assert client.post(PATH, later).status_code == 302
    corrected = GOOD | {"value": "93"} | newest()  # of April 2026 again
    assert client.post(PATH, corrected).status_code == 302
    numbers = Target.objects.order_by("pk").values_list("number", "value")
    assert list(numbers) == [(1, 95), (2, 90), (3, 93)]
    page = " ".join(client.get(PAGE).content.decode().split())
    assert "<span>On target</span>: 93.0%" in page


def test_rule_25_what_a_frozen_month_was_judged_by_is_not_corrected(world, indicators, sign_in):
    """95% from April, shown in a frozen month: 80% from April would make every month On target."""
    client, indicator = sign_in("cpmo"), indicators["percent"]
    client.post(PATH, GOOD)
    read(world, indicator, date(2026, 9, 1), "94")
    with time_machine.travel(NOW + timedelta(days=40)):
        freeze(ReportingPeriod.objects.open().get(), at=NOW + timedelta(days=39))
        client = sign_in("cpmo")
        answer = client.post(PATH, GOOD | {"value": "80"} | newest())
        page = answer.content.decode()
        assert answer.status_code == 422 and "judged and keep their target" in page
        later = GOOD | {"value": "80", "from_month": "Oct 2026"} | newest()
        assert client.post(PATH, later).status_code == 302
        corrected = GOOD | {"value": "90", "from_month": "Oct 2026"} | newest()
        read(world, indicator, date(2026, 10, 1), "94")
        assert client.post(PATH, corrected).status_code == 302  # set since the freeze
    assert list(Target.objects.order_by("pk").values_list("value", flat=True)) == [95, 80, 90]


def test_a_benchmark_is_shown_and_judges_nothing(world, indicators, sign_in):
    client = sign_in("cpmo")
    read(world, indicators["percent"], date(2026, 9, 1), "94")
    assert client.post(PATH, GOOD | {"kind": "benchmark", "value": "99"}).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "<dd>99.0%, from April 2026</dd>" in page and "Not set in the plan" in page
    assert "Off target" not in page


def test_a_target_can_be_taken_away_from_a_month_on(indicators, sign_in):
    client = sign_in("cpmo")
    client.post(PATH, GOOD)
    ended = GOOD | {"value": "", "is_none": "on", "from_month": "Sep 2026"} | newest()
    assert client.post(PATH, ended).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "Not set in the plan" in page and "None from this month on" in page


def test_4a1_who_did_not_see_the_newest_version_is_told_of_it(indicators, sign_in):
    sign_in("cpmo2").post(PATH, GOOD)
    answer = sign_in("cpmo").post(PATH, GOOD | {"value": "90"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "by Person cpmo2" in page
    assert "<dt>Saved now</dt><dd>95</dd>" in page and "<dt>You typed</dt><dd>90</dd>" in page
    assert Target.objects.count() == 1


def test_a_past_day_shows_the_target_set_by_then(world, indicators, sign_in):
    read(world, indicators["percent"], date(2026, 9, 1), "94")
    for value, seen, at in (("95", 0, NOW), ("90", 1, NOW + timedelta(days=3))):
        set_target(
            indicators["percent"],
            NewTarget(
                kind=Yardstick.TARGET, value=Decimal(value), from_month=date(2026, 4, 1),
                decided_by="Cabinet", reason="Budget",
            ),
            by=world.user("cpmo"), at=at, seen=seen and Target.objects.get().pk,
        )  # fmt: skip
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        client = sign_in("cpmo")
        now = client.get(PAGE).content.decode()
        then = client.get(PAGE + "?as_at=2026-11-09").content.decode()
    assert "<dd>90.0%, from April" in now and "<dd>90.0%, from April" not in then
    assert "<dd>95.0%, from April" in then and PATH not in then


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "wish"},
        {"decided_by": "", "reason": ""},
        {"value": Decimal("100000000000")},
        {"number": 0},
    ],
)
def test_4a3_the_database_refuses_a_target_that_is_none(indicators, changes):
    values = {
        "indicator": indicators["percent"], "kind": "target", "number": 1,
        "from_month": date(2026, 4, 1), "value": Decimal(95), "decided_by": "Cabinet",
        "reason": "Budget",
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(Target, by="import", at=NOW, **values | changes)


def test_rule_25_a_target_is_never_changed(indicators, sign_in):
    sign_in("cpmo").post(PATH, GOOD)
    for write in (
        lambda: Target.objects.update(value=1),
        lambda: Target.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            write()


def test_the_same_target_is_set_once_and_a_version_that_no_page_showed_sets_none(
    indicators, sign_in
):
    client = sign_in("cpmo")
    assert client.post(PATH, GOOD).status_code == 302
    answer = client.post(PATH, GOOD | newest())
    assert answer.status_code == 422 and "This is set from April 2026" in answer.content.decode()
    for version in ("1000", str(10**30)):
        answer = client.post(PATH, GOOD | {"value": "96", "version": version})
        assert "which targets you read" in answer.content.decode()
    assert Target.objects.count() == 1
