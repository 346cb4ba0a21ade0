"""Benefits are added, changed, read and loaded: whose, in which order, once (Rule 26)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt, Now
from programmes.actions.benefits import change_benefit, load_benefits
from programmes.models import Benefit, BenefitReading
from programmes.readings.benefits import benefits
from tests.programmes.benefit_steps import add, read, values
from tests.programmes.saving_steps import save
from tests.world import NOW


def test_references_count_on_within_a_programme(world):
    assert [add(world, title=str(n)).ref for n in (1, 2)] == ["HOU-B-01", "HOU-B-02"]
    assert add(world, "JOB").ref == "JOB-B-01"


def test_readings_are_kept_and_the_newest_is_in_force_also_as_at_a_past_day(world):
    row = add(world)
    read(world, row, 50)
    read(world, row, 44, at=NOW + timedelta(hours=1))
    assert read(world, row, 44, at=NOW + timedelta(hours=2)) is None, "said already"
    later = NOW + timedelta(days=1)
    assert [benefit.reading.value for benefit in benefits(Now(later))] == [Decimal(44)]
    assert [benefit.reading.value for benefit in benefits(AsAt(NOW))] == [Decimal(50)]
    assert benefits(AsAt(NOW - timedelta(days=1))) == []


def test_what_was_recorded_meanwhile_is_a_conflict(world):
    row = add(world)
    first = read(world, row, 50)
    with pytest.raises(Conflict) as conflict:
        read(world, row, 49, version=0)
    assert conflict.value.row == first


def test_the_owner_in_the_service_reads_it_and_changes_nothing(world):
    row = add(world, owner=world.posts["officer"])
    assert read(world, row, 50, by="officer")
    with pytest.raises(PermissionDenied):
        change_benefit(row, values(), version=1, by=world.user("officer"), at=NOW)
    with pytest.raises(PermissionDenied):
        read(world, row, 40, by="committee")


def test_rule_26_a_cashable_benefit_is_its_saving_and_is_not_read(world):
    saving = save(world, target=100)
    bare = {"measure": "", "unit": "", "baseline": None, "target": None, "target_on": None}
    row = add(world, saving=saving, **bare)
    with pytest.raises(Faulty, match="SAV-S01: it is counted there, once"):
        read(world, row, 50)


def test_what_is_read_stays_measured_in_its_unit(world):
    row = add(world)
    read(world, row, 50)
    by = world.user("cpmo")
    with pytest.raises(Faulty, match="Leave it as “days”"):
        change_benefit(row, values(unit="weeks"), version=1, by=by, at=NOW)
    changed = change_benefit(row, values(title="Sooner"), version=1, by=by, at=NOW)
    assert (changed.title, changed.version) == ("Sooner", 2)
    with pytest.raises(Conflict):
        change_benefit(row, values(), version=1, by=by, at=NOW)


def test_nothing_is_added_to_a_closed_programme_and_its_owner_still_reads(world):
    row = add(world)
    housing = world.programmes["HOU"]
    housing.closed_on = NOW.date()
    record(housing, by="test", at=NOW)
    with pytest.raises(Faulty, match="is closed"):
        add(world, title="Another")
    assert read(world, row, 40)


def test_a_file_adds_all_or_none_in_few_statements(world, django_assert_max_num_queries):
    housing, by = world.programmes["HOU"], world.user("cpmo")
    refused = pytest.raises(Refused, match="Enter what is measured")
    with refused, transaction.atomic():
        load_benefits([(housing, values()), (housing, values(measure=""))], by=by, at=NOW)
    assert not Benefit.objects.exists()
    rows = [(housing, values(title=f"Benefit {n}")) for n in range(200)]
    with django_assert_max_num_queries(20):
        assert load_benefits(rows, by=by, at=NOW)[-1].ref == "HOU-B-200"


@pytest.mark.parametrize(
    "changes", [{"measure": ""}, {"kind": "other"}, {"target_on": None}, {"baseline": 10**13}]
)
def test_the_database_refuses_what_the_rule_refuses(world, changes):
    row = Benefit(ref="HOU-B-09", programme=world.programmes["HOU"], number=9, **values(**changes))
    # A number too large is refused by the database's own type before any constraint.
    with pytest.raises((DatabaseError, ArithmeticError)), transaction.atomic():
        record(row, by="test", at=NOW)
    assert not BenefitReading.objects.exists()


def test_rule_26_a_reading_is_not_taken_in_another_unit_than_the_page_asked_for(
    world, sign_in, meanwhile
):
    row = add(world)
    page = "/benefits/HOU-B-01/read"
    sent = {"value": "40", "note": "", "version": "0", "asked": "days"}

    def change():
        by = world.user("cpmo")
        change_benefit(row, values(unit="weeks"), version=1, by=by, at=NOW)

    meanwhile(change)
    answer = sign_in("rdl").post(page, sent)
    assert answer.status_code == 422 and "Enter this in weeks." in answer.content.decode()
    month = {f"HOU-B-01-{name}": value for name, value in sent.items()} | {"period": "2026-10"}
    answer = sign_in("rdl").post("/benefits/month", month)
    assert answer.status_code == 422 and "Enter this in weeks." in answer.content.decode()
    assert 'name="HOU-B-01-asked" value="weeks"' in answer.content.decode()
    assert not BenefitReading.objects.exists()
    again = sign_in("rdl").post(page, sent).content.decode()
    assert 'name="asked" value="weeks"' in again
    assert sign_in("rdl").post(page, sent | {"asked": "weeks"}).status_code == 302
