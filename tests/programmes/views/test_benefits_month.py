"""A month of benefits as one table: one act, each row its own check (Rule 26, DESIGN 4a.1)."""

from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from irp.history import record
from irp.models import ReportingPeriod
from programmes.models import Benefit, BenefitReading
from tests.programmes.benefit_steps import add, read
from tests.programmes.saving_steps import save
from tests.programmes.views.test_savings import sent, shown
from tests.world import NOW, freeze

PAGE = "/benefits/month"
BARE = {"measure": "", "unit": "", "baseline": None, "target": None, "target_on": None}


def rows(world, **typed):
    """Return what a browser sends of rows: by reference, the value, or value, note and version."""
    boxes = {"period": ReportingPeriod.objects.open().get().slug}
    for ref, entered in typed.items():
        ref = ref.replace("_", "-")
        given = {"value": entered} if isinstance(entered, str) else entered
        for name, value in ({"value": "", "note": "", "version": "0"} | given).items():
            boxes[f"{ref}-{name}"] = value
    return boxes


def test_who_may_enter_and_which(world, sign_in):
    assert Client().get(PAGE).url.startswith("/sign-in")
    for who in ("nobody", "administrator", "commissioner", "committee"):
        shown(sign_in(who), PAGE, status=403)
    add(world, owner=world.posts["officer"])
    add(world, "JOB")
    add(world, title="Money", saving=save(world, target=100), **BARE)
    own = shown(sign_in("officer"), PAGE)
    assert "0 of 1 benefits are read" in own and "HOU-B-01" in own and "JOB-B-01" not in own
    every = shown(sign_in("cpmo"), PAGE)
    assert "0 of 2 benefits are read" in every and "HOU-B-02" not in every  # counted as its saving
    assert 'href="/benefits/month' in shown(sign_in("cpmo"), "/benefits")
    assert 'href="/benefits/month' not in shown(sign_in("committee"), "/benefits")


def test_the_rows_filled_in_are_recorded_together_and_the_others_left(world, sign_in):
    for ref in ("HOU", "JOB"):
        add(world, ref)
    cpmo = sign_in("cpmo")
    typed = rows(world, HOU_B_01={"value": "41.5", "note": " Depot "}, JOB_B_01="")
    assert sent(cpmo, PAGE, typed).url == "/benefits"
    reading = BenefitReading.objects.get()
    assert (reading.benefit.ref, reading.value, reading.note, reading.by_name) == (
        "HOU-B-01", Decimal("41.5"), "Depot", "Person cpmo"
    )  # fmt: skip
    page = shown(cpmo, PAGE)
    assert "1 of 2 benefits are read" in page and "41.5 days" in page
    assert page.index("JOB-B-01") < page.index("HOU-B-01")  # what is to be read first
    only = shown(cpmo, f"{PAGE}?show=unread")
    assert "JOB-B-01" in only and "HOU-B-01" not in only
    assert sent(cpmo, PAGE, rows(world, HOU_B_01="")).url == "/benefits"
    assert "You made no changes." in shown(cpmo, "/benefits")


def test_every_fault_is_told_with_its_row_and_nothing_is_recorded(world, sign_in):
    add(world)
    add(world)
    typed = rows(world, HOU_B_01="1.2m", HOU_B_02={"value": "", "note": "No figure"})
    answer = sent(sign_in("rdl"), PAGE, typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and not BenefitReading.objects.exists()
    assert "HOU-B-01: Value: enter all the digits, such as 1,200,000" in page
    assert "HOU-B-02: Enter the value" in page and 'value="1.2m"' in page


def test_4a1_a_conflict_of_one_row_keeps_the_rest_and_is_shown_beside_it(world, sign_in):
    row = add(world)
    add(world)
    first = read(world, row, 50, note="Theirs")
    rdl = sign_in("rdl")
    typed = rows(world, HOU_B_01={"value": "49", "note": "Mine"}, HOU_B_02="30")
    answer = sent(rdl, PAGE, typed)
    page = answer.content.decode()
    assert answer.status_code == 409 and BenefitReading.objects.count() == 2
    assert "Value: saved now 50 days, you typed" in page and "49 days" in page
    assert "Note: saved now Theirs" in page and "HOU-B-02" not in page
    version = page.split('name="HOU-B-01-version"')[1].split('value="')[1].split('"')[0]
    assert version == str(first.pk)
    again = rows(world, HOU_B_01={"value": "49", "note": "Mine", "version": str(first.pk)})
    assert sent(rdl, PAGE, again).status_code == 302
    assert [reading.value for reading in row.readings.order_by("pk")] == [50, 49]
    assert sent(rdl, PAGE, again).status_code == 302  # said already
    assert row.readings.count() == 2


def test_what_is_not_the_persons_or_of_another_month_is_refused(world, sign_in):
    add(world, "JOB")
    own = add(world, owner=world.posts["officer"])
    officer = sign_in("officer")
    assert sent(officer, PAGE, rows(world, JOB_B_01="30")).status_code == 302  # not theirs
    assert not BenefitReading.objects.exists()
    old = rows(world, HOU_B_01="30") | {"period": "2026-09"}
    answer = sent(officer, PAGE, old)
    assert answer.status_code == 422 and "The open month is October 2026 now" in (
        answer.content.decode()
    )
    assert not own.readings.exists()


def test_60_readings_are_one_act_of_few_statements(world, sign_in):
    first = add(world)
    for number in range(2, 61):
        row = Benefit(
            ref=f"HOU-B-{number:02}", programme=first.programme, number=number, title=f"N{number}",
            kind="benefit", better="lower", measure="Days",
        )  # fmt: skip
        record(row, by="test", at=NOW)
    cpmo = sign_in("cpmo")
    refs = Benefit.objects.values_list("ref", flat=True)
    typed = rows(world, **{ref.replace("-", "_"): "12.5" for ref in refs})
    with CaptureQueriesContext(connection) as asked:
        assert sent(cpmo, PAGE, typed).status_code == 302
    assert BenefitReading.objects.count() == 60 and len(asked) <= 25, len(asked)
    with CaptureQueriesContext(connection) as asked:
        shown(cpmo, PAGE)
    assert len(asked) <= 20, len(asked)


def test_without_an_open_month_the_page_says_so(world, sign_in):
    add(world)
    freeze(ReportingPeriod.objects.open().get())
    answer = sent(sign_in("rdl"), PAGE, {"HOU-B-01-value": "30", "HOU-B-01-version": "0"})
    assert answer.status_code == 409 and not BenefitReading.objects.exists()
