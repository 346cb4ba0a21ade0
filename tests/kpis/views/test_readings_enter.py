"""A month's readings as one table: one act, each row its own check (Rule 27, DESIGN 4a.1)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from irp.actions import Faulty
from irp.history import record
from kpis.actions import record_reading
from kpis.models import Indicator, Reading
from kpis.words import Figure
from tests.world import LOADED_AT, LOADER, NOW

ENTER = "/kpis/readings/enter"
MONTH = f"{ENTER}?month=2026-09"


def rows(**values):
    """Return what is sent of rows: by reference, what was typed into its boxes."""
    sent = {}
    for ref, typed in values.items():
        ref = ref.replace("_", "-")
        given = {"version": "0", "figure": "provisional", "value": "", "note": ""} | typed
        sent |= {f"{ref}-{name}": value for name, value in given.items()}
    return sent


def owned(world, indicators, **changes):
    indicator = Indicator.objects.get(pk=indicators["percent"].pk)
    for name, value in ({"owner": world.posts["officer"]} | changes).items():
        setattr(indicator, name, value)
    return record(indicator, by=LOADER, at=NOW)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_who_may_enter(world, indicators, sign_in):
    assert Client().get(ENTER).url.startswith("/sign-in")
    for who in ("nobody", "administrator", "sao", "commissioner", "officer"):
        assert sign_in(who).get(ENTER).status_code == 403
        assert sign_in(who).post(ENTER, {}).status_code == 403
    owned(world, indicators)
    assert sign_in("officer").get(ENTER).status_code == 200
    assert 'href="/kpis/readings/enter"' in text(sign_in("officer").get("/kpis"))
    assert 'href="/kpis/readings/enter"' not in text(sign_in("sao").get("/kpis"))


def test_an_owner_is_asked_for_their_own_and_the_cpmo_for_all(world, indicators, sign_in):
    owned(world, indicators)
    own, every = text(sign_in("officer").get(MONTH)), text(sign_in("cpmo").get(MONTH))
    assert "0 of 1 entered" in own and "KPI-3-02" not in own
    assert "0 of 2 entered" in every and "KPI-3-02" in every


def test_a_narrow_window_has_a_line_an_aim_and_one_save_for_all(world, indicators, sign_in):
    """The page was 11,954 pixels long at 320: more than eight rows are folded by aim."""
    few = text(sign_in("cpmo").get(MONTH))
    assert "Good services: 2 indicators, 0 entered" in few and 'app-fold app-printed" open' in few
    for number in range(10, 20):
        more = Indicator(
            ref=f"KPI-3-{number}", aim=indicators["percent"].aim, number=number, name=f"N{number}",
            unit="percent", polarity="higher",
        )  # fmt: skip
        record(more, by=LOADER, at=LOADED_AT)
    client = sign_in("cpmo")
    many = text(client.get(MONTH))
    assert "Good services: 12 indicators, 0 entered" in many and 'app-printed" open' not in many
    assert many.count('<form method="post" action="/kpis/readings/enter') == 1
    faulty = client.post(MONTH, rows(**{f"KPI_3_{n}": {"value": "130"} for n in range(10, 20)}))
    assert 'app-printed" open' in text(faulty)  # what is wrong is in sight


def test_the_rows_filled_in_are_recorded_together_and_the_others_left(indicators, sign_in):
    client = sign_in("cpmo")
    sent = rows(KPI_3_01={"value": "12.5%", "note": "Housing system"}, KPI_3_02={})
    answer = client.post(MONTH, sent, follow=True)
    assert answer.redirect_chain == [(MONTH, 302)] and "1 reading recorded." in text(answer)
    row = Reading.objects.get()
    assert (row.month, row.value, row.figure, row.note) == (
        date(2026, 9, 1), Decimal("12.5"), "provisional", "Housing system"
    )  # fmt: skip
    assert "1 of 2 entered" in text(answer)
    assert '<option value="revised" selected>' in text(answer)  # the next would revise it


def test_every_fault_is_told_with_its_row_and_nothing_is_recorded(indicators, sign_in):
    answer = sign_in("cpmo").post(MONTH, rows(KPI_3_01={"value": "130"}, KPI_3_02={"value": "2"}))
    page = text(answer)
    assert answer.status_code == 422 and not Reading.objects.exists()
    assert "KPI-3-01: Value: enter a percentage from 0 to 100" in page
    assert "KPI-3-02: Value: choose Yes or No" in page or "KPI-3-02: Choose" in page
    assert 'value="130"' in page


def test_4a1_a_conflict_of_one_row_keeps_the_rest_and_is_shown_beside_it(
    world, indicators, sign_in
):
    client = sign_in("cpmo")
    first = record_reading(
        indicators["percent"], month=date(2026, 9, 1), value=Decimal(11), figure=Figure.REVISED,
        note="", by=world.user("cpmo2"), at=NOW,
    )  # fmt: skip
    sent = rows(KPI_3_01={"value": "12", "figure": "revised"}, KPI_3_02={"value": "1"})
    answer = client.post(MONTH, sent)
    page = text(answer)
    assert answer.status_code == 409 and "recorded by someone else first" in page
    assert "Recorded meanwhile by Person cpmo2" in page and 'value="12"' in page
    assert "KPI-3-02" not in page and Reading.objects.count() == 2
    assert "2 of 2 entered" in page  # the one that was saved is counted
    revised = {"value": "12", "figure": "revised", "version": str(first.pk)}
    answer = client.post(MONTH, rows(KPI_3_01=revised))
    assert answer.status_code == 422
    assert "KPI-3-01: Enter the reason for the revision" in text(answer)
    again = rows(KPI_3_01=revised | {"reason": "Late records"})
    assert client.post(MONTH, again).status_code == 302
    assert list(indicators["percent"].readings.order_by("pk").values_list("value", flat=True)) == [
        11, 12
    ]  # fmt: skip


@pytest.mark.parametrize("month", ["2026-11", "2019-01", "soon"])
def test_rule_27_a_month_that_is_not_over_is_never_taken_for_another(
    world, indicators, sign_in, month
):
    owned(world, indicators)
    client = sign_in("officer")
    for answer in (
        client.get(f"{ENTER}?month={month}"),
        client.post(f"{ENTER}?month={month}", rows(KPI_3_02={"value": "1"})),
    ):
        assert answer.status_code == 422
        shown = " ".join(text(answer).split())
        assert "Choose a month from November 2024 to October 2026" in shown
    assert "value" in text(answer) and not Reading.objects.exists()


def test_a_row_that_is_anothers_by_now_is_told_of(world, indicators, sign_in):
    owned(world, indicators)
    client = sign_in("officer")
    answer = client.post(MONTH, rows(KPI_3_02={"value": "1"}))
    assert answer.status_code == 422 and "not among your indicators" in text(answer)
    assert not Reading.objects.exists()


def test_only_data_that_ends_with_the_month_is_asked_for(world, indicators, sign_in):
    owned(world, indicators, frequency="quarterly")
    client = sign_in("officer")
    assert "No indicator of yours" in text(client.get(f"{ENTER}?month=2026-10"))
    page = text(client.get(MONTH))
    assert "Jul to September 2026" in page
    client.post(MONTH, rows(KPI_3_01={"value": "12"}))
    assert Reading.objects.get().month == date(2026, 7, 1)


def test_numbers_are_asked_for_where_the_definition_says_what_they_are(world, indicators, sign_in):
    owned(world, indicators, numerator="Repairs on time", denominator="Repairs")
    client = sign_in("officer")
    assert "Repairs on time" in text(client.get(MONTH))
    sent = rows(KPI_3_01={"numerator": "1", "denominator": "8"})
    assert client.post(MONTH, sent).status_code == 302
    assert Reading.objects.get().value == Decimal("12.5")


@pytest.mark.parametrize("asked", ["2026-11", "2020-01", "soon", "x" * 300])
def test_a_month_that_cannot_be_entered_is_said_and_the_newest_shown(indicators, sign_in, asked):
    page = text(sign_in("cpmo").get(ENTER, {"month": asked}))
    assert "Enter readings for October 2026" in page


def test_60_readings_are_one_act_of_few_statements(world, indicators, sign_in):
    aim, client = indicators["percent"].aim, sign_in("cpmo")
    for number in range(3, 61):
        row = Indicator(ref=f"KPI-3-{number:02}", aim=aim, number=number, name=f"N{number}",
                        unit="number", polarity="none")  # fmt: skip
        record(row, by=LOADER, at=LOADED_AT)
    refs = list(Indicator.objects.values_list("ref", flat=True))
    sent = rows(**{ref: {"value": "1"} for ref in refs})
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(MONTH, sent)
    assert answer.status_code == 302 and Reading.objects.count() == 60
    assert len(asked) < 100
    with CaptureQueriesContext(connection) as asked:
        assert client.get(MONTH).status_code == 200
    assert len(asked) <= 20


def test_rule_27_what_was_typed_for_another_unit_or_period_is_not_recorded(
    world, indicators, sign_in
):
    """12.5 typed for a percentage became £12.50 once the unit had been changed meanwhile."""
    client, indicator = sign_in("cpmo"), indicators["percent"]
    assert 'name="KPI-3-01-asked" value="percent, September 2026"' in text(client.get(MONTH))
    sent = rows(KPI_3_01={"value": "12.5", "asked": "percent, September 2026"})
    single = {"month": "Sep 2026", "value": "12.5", "figure": "provisional", "version": "0",
              "asked": "percent"}  # fmt: skip
    aimed = {"kind": "target", "value": "95", "from_month": "Apr 2026", "decided_by": "Cabinet",
             "reason": "Budget", "version": "0", "asked": "percent"}  # fmt: skip
    indicator.unit, indicator.frequency = "pounds", "quarterly"
    record(indicator, by=LOADER, at=NOW)
    for address, typed, asks in (
        (MONTH, sent, "pounds, Jul to September 2026"),
        ("/kpis/KPI-3-01/readings/add", single, "pounds"),
        ("/kpis/KPI-3-01/targets/add", aimed, "pounds"),
    ):
        answer = client.post(address, typed)
        assert answer.status_code == 422 and not Reading.objects.exists()
        page = text(answer)
        assert "definition has changed since you opened the page" in page
        assert f'value="{asks}"' in page  # it is asked for anew
    sent["KPI-3-01-asked"] = "pounds, Jul to September 2026"
    assert client.post(MONTH, sent).status_code == 302


def test_rule_27_a_unit_that_changes_while_a_reading_is_saved_refuses_it(world, indicators):
    seen = Indicator.objects.get(ref="KPI-3-01")
    indicator = indicators["percent"]
    indicator.unit = "pounds"
    record(indicator, by=LOADER, at=NOW)
    with pytest.raises(Faulty) as refused:
        record_reading(
            seen, month=date(2026, 9, 1), value=Decimal("12.5"), figure=Figure.PROVISIONAL,
            note="", by=world.user("cpmo"), at=NOW,
        )  # fmt: skip
    assert refused.value.faults["value"].startswith("Enter this in pounds")
