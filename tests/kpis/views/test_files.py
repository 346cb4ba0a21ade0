"""Readings and targets from a file: previewed, all or none, the same file twice adds nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from irp.history import record
from kpis.columns import READING, TARGET
from kpis.models import Indicator, Reading, Target
from tests.programmes.views.test_register_load import as_file, confirm, send
from tests.world import LOADER, NOW

READINGS, TARGETS = "/kpis/readings/load", "/kpis/targets/load"
GOOD = {"Ref": "kpi-3-01", "Month of data": "Sep 2026", "Value": "12.5", "Figure": "Provisional"}
YES = {"Ref": "KPI-3-02", "Month of data": "Sep 2026", "Value": "yes", "Figure": "revised"}
AIMED = {
    "Ref": "KPI-3-01", "What": "Target", "From": "Apr 2026", "Value": "95",
    "Who decided it": "Cabinet", "Why": "The budget",
}  # fmt: skip


def text(answer):
    return " ".join(answer.content.decode().split())


def marked(client, content, address):
    """Send a file, and confirm it with the mark that its preview showed."""
    page = text(send(client, content, address))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return lambda: client.post(
        address, {"file_text": content, "confirmed": "yes", "seen": seen}, follow=True
    )


def test_who_may_load(world, indicators, sign_in):
    for address in (READINGS, TARGETS):
        assert Client().get(address).url.startswith("/sign-in")
        for who in ("nobody", "administrator", "sao", "officer"):
            assert sign_in(who).get(address).status_code == 403
    indicator = Indicator.objects.get(ref="KPI-3-01")
    indicator.owner = world.posts["officer"]
    record(indicator, by=LOADER, at=NOW)
    assert sign_in("officer").get(READINGS).status_code == 200
    assert sign_in("officer").get(TARGETS).status_code == 403
    page = text(send(sign_in("officer"), as_file([GOOD, YES]), READINGS))
    assert "line 3, Ref: Leave this row out. You do not answer for KPI-3-02" in page


@pytest.mark.parametrize(("address", "columns"), [(READINGS, READING), (TARGETS, TARGET)])
def test_the_page_says_what_each_column_is(indicators, sign_in, address, columns):
    page = text(sign_in("cpmo").get(address))
    for column in columns:
        assert column.meaning, column.label
        needed = f'<td role="cell" data-label="Needed">{"Yes" if column.is_needed else "No"}<'
        assert f">{column.label}</th>{needed if column.is_read else '<'}" in page


def test_rule_27_readings_are_shown_first_and_then_recorded_together(indicators, sign_in):
    client = sign_in("cpmo")
    confirmed = marked(client, as_file([GOOD, YES]), READINGS)
    assert not Reading.objects.exists()
    assert "2 readings added from the file." in text(confirmed())
    assert set(Reading.objects.values_list("indicator__ref", "value", "figure")) == {
        ("KPI-3-01", Decimal("12.5"), "provisional"), ("KPI-3-02", Decimal(1), "revised")
    }  # fmt: skip


def test_the_same_file_twice_and_the_own_file_add_nothing(indicators, sign_in):
    client = sign_in("cpmo")
    marked(client, as_file([GOOD]), READINGS)()
    revised = GOOD | {"Value": "13", "Figure": "Revised"}
    page = text(send(client, as_file([revised]), READINGS))
    assert "line 2, Reason for the revision: Enter the reason for the revision" in page
    revised["Reason for the revision"] = "Late records"
    marked(client, as_file([revised]), READINGS)()
    own = client.get("/kpis/readings.csv").content.decode("utf-8-sig")
    assert "Late records" in own
    for content in (as_file([GOOD]), as_file([revised]), own):
        page = text(send(client, content, READINGS))
        assert "There is nothing to save." in page and "There is a problem" not in page
    marked(client, as_file([AIMED]), TARGETS)()
    own = client.get("/kpis/targets.csv").content.decode("utf-8-sig")
    for content in (as_file([AIMED]), own):
        assert "There is nothing to save." in text(send(client, content, TARGETS))
    assert Reading.objects.count() == 2 and Target.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"Ref": "KPI-9-99"}, "line 2, Ref: Enter the reference of an indicator"),
        ({"Month of data": "Nov 2026"}, "line 2, Month of data: Enter October 2026 or earlier"),
        ({"Value": "130"}, "line 2, Value: Enter a percentage from 0 to 100"),
        ({"Value": ""}, "line 2, Value: Enter the value"),
        ({"Value": "=1+1"}, "line 2, Value: Begin with a letter"),
        ({"Figure": "final"}, "line 2, Figure: Choose the figure from those shown"),
        ({"Answers": "400"}, "line 2, Answers: Leave this empty"),
        ({"Numerator": "1", "Denominator": "3"}, "line 2, Value: Enter 33.33%"),
    ],
)
def test_a_fault_names_its_line_and_column_and_nothing_is_recorded(
    indicators, sign_in, changes, fault
):
    client = sign_in("cpmo")
    content = as_file([GOOD | changes, YES])
    for answer in (send(client, content, READINGS), confirm(client, content, READINGS)):
        assert answer.status_code == 422 and fault in text(answer)
    assert not Reading.objects.exists()


def test_a_month_stands_on_one_line_and_rows_are_held_to_those_above(indicators, sign_in):
    client = sign_in("cpmo")
    page = text(send(client, as_file([GOOD, GOOD | {"Value": "13"}]), READINGS))
    assert "line 3, Ref: Put KPI-3-01 of September 2026 on one line only. Line 2 has it" in page


def test_what_was_recorded_since_the_preview_is_a_conflict(indicators, sign_in):
    client = sign_in("cpmo")
    again = GOOD | {"Reason for the revision": "Late records"}
    confirmed = marked(client, as_file([again]), READINGS)
    without_reason = marked(client, as_file([GOOD]), READINGS)
    marked(sign_in("cpmo2"), as_file([GOOD | {"Value": "11"}]), READINGS)()
    answer = without_reason()
    assert answer.status_code == 422 and "such as late records: 11.0% is recorded" in text(answer)
    answer = confirmed()
    assert answer.status_code == 409 and "Somebody else saved some" in text(answer)
    assert Reading.objects.count() == 1
    confirmed = marked(client, as_file([AIMED]), TARGETS)
    marked(sign_in("cpmo2"), as_file([AIMED | {"Value": "90"}]), TARGETS)()
    assert confirmed().status_code == 409 and Target.objects.count() == 1


@pytest.mark.parametrize(("address", "row"), [(READINGS, GOOD), (TARGETS, AIMED)])
def test_rule_27_a_unit_that_changed_since_the_preview_is_said_with_what_to_do(
    indicators, sign_in, address, row
):
    client, content = sign_in("cpmo"), as_file([row])
    page = text(send(client, content, address))
    fields = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("seen", "asked")
    }
    indicator = Indicator.objects.get(ref="KPI-3-01")
    indicator.unit = "number"
    record(indicator, by=LOADER, at=NOW)
    sent = {"file_text": content, "confirmed": "yes"} | fields
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert (
        "line 2, Value: Enter this in number, then choose the file again. When you checked the "
        "file, the indicator was in percent" in text(answer)
    )
    assert not Reading.objects.exists() and not Target.objects.exists()
    assert 'type="file"' in text(answer)
    again = marked(client, content, address)
    assert again().status_code == 200
    assert Reading.objects.count() + Target.objects.count() == 1


def test_rule_25_targets_are_set_from_a_file_each_beside_those_above(indicators, sign_in):
    client = sign_in("cpmo")
    rows = [AIMED, AIMED | {"What": "Baseline", "Value": "80"},
            AIMED | {"From": "Oct 2026", "Value": "None"}]  # fmt: skip
    answer = marked(client, as_file(rows), TARGETS)()
    assert "3 targets added from the file." in text(answer)
    assert list(Target.objects.values_list("kind", "number", "from_month", "value")) == [
        ("target", 1, date(2026, 4, 1), 95), ("baseline", 1, date(2026, 4, 1), 80),
        ("target", 2, date(2026, 10, 1), None),
    ]  # fmt: skip
    marked(client, as_file([GOOD]), READINGS)()
    late = AIMED | {"From": "Jun 2026", "Value": "90"}
    page = text(send(client, as_file([late]), TARGETS))
    assert "line 2, From: Enter a month after September 2026" in page
