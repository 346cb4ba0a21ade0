"""The pen: who, when and why are kept, and nothing is silently overwritten (DESIGN 4a)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from irp import triggers
from irp.history import record, record_all
from irp.models import Aim, Conflict, PenRequired, PeriodStep
from programmes.models import Baseline, Milestone, MilestoneReport, Programme
from tests.world import LOADER, NOW, freeze


def test_a_change_keeps_who_when_why_and_in_what_post(world):
    milestone = Milestone.objects.get(ref="HOU-01")
    milestone.title = "A clearer title"
    record(milestone, by=world.user("cpmo"), at=NOW, reason="Made clearer")
    row = milestone.history.first()
    assert (row.actor_name, row.actor_post) == ("Person cpmo", "Post of cpmo")
    assert (row.history_change_reason, row.history_date) == ("Made clearer", NOW)
    assert row.history_user_id == world.users["cpmo"].pk
    assert row.recorded_at is not None


def test_4a7_the_claimed_time_and_the_database_clock_are_two_fields(world):
    milestone = Milestone.objects.get(ref="HOU-01")
    milestone.note = "Entered late"
    record(milestone, by=LOADER, at=NOW - timedelta(days=400), reason="Late entry")
    latest = Milestone.history.filter(id=milestone.pk).order_by("-history_id").first()
    assert latest.history_date == NOW - timedelta(days=400)
    assert latest.recorded_at > latest.history_date


def test_a_save_without_a_change_writes_nothing(world):
    milestone = Milestone.objects.get(ref="HOU-01")
    record(milestone, by=LOADER, at=NOW)
    assert milestone.history.count() == 1
    assert milestone.version == 1


def test_4a1_a_stale_write_is_a_conflict_and_writes_nothing(world):
    first = Milestone.objects.get(ref="HOU-01")
    second = Milestone.objects.get(ref="HOU-01")
    first.title = "First"
    record(first, by=LOADER, at=NOW)
    second.title = "Second"
    with pytest.raises(Conflict), transaction.atomic():
        record(second, by=LOADER, at=NOW)
    saved = Milestone.objects.get(ref="HOU-01")
    assert (saved.title, saved.version, saved.history.count()) == ("First", 2, 2)
    assert second.version == 1


def test_a_row_cannot_be_saved_without_the_pen(world):
    milestone = Milestone.objects.get(ref="HOU-01")
    milestone.title = "By the back door"
    with pytest.raises(PenRequired):
        milestone.save()


def test_many_rows_are_kept_with_their_marks(world):
    aims = record_all([Aim(number=n, name=f"Aim {n}") for n in (7, 8)], by=LOADER, at=NOW)
    rows = Aim.history.filter(id__in=[aim.pk for aim in aims])
    assert {row.actor_name for row in rows} == {LOADER}
    assert rows.count() == 2


def test_many_changes_take_three_statements_each_with_its_own_reason_and_day(
    world, django_assert_num_queries
):
    """The first asks which posts the person holds."""
    rows = list(Milestone.objects.order_by("pk"))
    for row in rows[1:]:
        row.note = f"Note of {row.ref}"
    rows[-1].title = "A clearer title"
    day, cpmo = NOW.date(), world.user("cpmo")
    with django_assert_num_queries(3):
        record_all(
            rows,
            by=cpmo,
            at=NOW,
            reason=lambda row: f"Of {row.ref}",
            happened_on=lambda row: day if row is rows[1] else None,
        )
    assert [row.version for row in rows] == [1, *[2] * (len(rows) - 1)]
    last = [row.history.first() for row in rows]
    assert [version.version for version in last] == [row.version for row in rows]
    assert last[0].history_type == "+" and {version.history_type for version in last[1:]} == {"~"}
    assert [version.history_change_reason for version in last[1:]] == [
        f"Of {row.ref}" for row in rows[1:]
    ]
    assert [version.happened_on for version in last] == [None, day, *[None] * (len(rows) - 2)]
    assert {version.actor_name for version in last[1:]} == {"Person cpmo"}
    assert Milestone.objects.get(pk=rows[-1].pk).title == last[-1].title == "A clearer title"
    with django_assert_num_queries(0):
        record_all(rows, by=LOADER, at=NOW)  # nothing of them is changed any more


def test_changed_rows_whose_history_keeps_ties_are_not_written_together(world):
    """Their new versions would have none of their ties."""
    housing = Programme.objects.get(ref="HOU")
    record_all([housing], by=LOADER, at=NOW)  # nothing of it is changed
    housing.name = "Homes"
    with pytest.raises(PenRequired, match=r"each changed programmes\.Programme"):
        record_all([housing], by=LOADER, at=NOW)
    assert Programme.objects.get(ref="HOU").name != "Homes"


def test_4a1_of_many_rows_a_stale_one_is_a_conflict_and_writes_none(world):
    rows, other = list(Milestone.objects.order_by("pk")), Milestone.objects.order_by("pk")[1]
    other.title = "First"
    record(other, by=LOADER, at=NOW)
    for row in rows:
        row.title = "Second"
    with pytest.raises(Conflict) as conflict, transaction.atomic():
        record_all(rows, by=LOADER, at=NOW)
    assert conflict.value.row is rows[1]
    assert {row.version for row in rows} == {1}
    saved = Milestone.objects.order_by("pk")
    assert [row.title for row in saved].count("Second") == 0 and saved[1].version == 2
    assert saved[0].history.count() == 1


def test_4a1_a_row_written_with_others_is_changed_on_the_same_instance(world):
    """Nothing was written, and nothing was said: what it held was not remembered."""
    aim, other = record_all([Aim(number=n, name=f"Aim {n}") for n in (7, 8)], by=LOADER, at=NOW)
    aim.name = "Good homes"
    record(aim, by=LOADER, at=NOW)
    record(other, by=LOADER, at=NOW)
    assert Aim.objects.get(number=7).name == "Good homes" and aim.version == 2
    assert (aim.history.count(), other.history.count()) == (2, 1)


def test_4a1_a_column_that_was_not_read_is_changed_all_the_same(world):
    milestone = Milestone.objects.only("ref", "version").get(ref="HOU-01")
    milestone.title = "A clearer title"
    record(milestone, by=LOADER, at=NOW)
    again = Milestone.objects.only("ref", "version").get(ref="HOU-01")
    assert again.title == "A clearer title"  # read one by one, it is no change
    record(again, by=LOADER, at=NOW)
    assert again.history.count() == 2


def test_4a1_what_was_read_anew_is_no_change(world):
    milestone, other = (Milestone.objects.get(ref="HOU-01") for _ in range(2))
    other.title = "A clearer title"
    record(other, by=LOADER, at=NOW)
    milestone.refresh_from_db()
    record(milestone, by=LOADER, at=NOW)
    assert milestone.history.count() == 2


def test_every_trigger_stands(db):
    assert triggers.missing(connection) == []


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [Baseline, PeriodStep, Milestone.history.model])
def test_4a5_kept_rows_refuse_update_and_delete_even_in_raw_sql(world, model, statement):
    sql = statement.format(model._meta.db_table).replace(
        "SET id = id", f"SET {model._meta.pk.column} = {model._meta.pk.column}"
    )
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)


def test_4a4_a_frozen_period_refuses_every_write_raw_sql_included(world):
    report = world.report("HOU-01")
    period = world.period
    freeze(period)
    table = MilestoneReport._meta.db_table
    for sql in (
        f"UPDATE {table} SET narrative = 'rewritten' WHERE id = {report.pk}",
        f"DELETE FROM {table} WHERE id = {report.pk}",
        f"UPDATE irp_reportingperiod SET frozen_at = NULL WHERE id = {period.pk}",
    ):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            connection.cursor().execute(sql)
    assert MilestoneReport.objects.get(pk=report.pk).narrative == report.narrative


@pytest.mark.parametrize(
    ("column", "value"),
    [("actual_on", "'9999-01-01'"), ("actual_on", "'1999-12-31'"), ("narrative", "'{long}'")],
)
def test_4a3_the_database_refuses_a_value_out_of_bounds(world, column, value):
    report = world.report("HOU-01")
    literal = value.format(long="x" * 2001)
    extra = ", delivery = 'complete'" if column == "actual_on" else ""
    sql = (
        f"UPDATE programmes_milestonereport SET {column} = {literal}{extra} WHERE id = {report.pk}"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(sql)


def test_history_never_keeps_a_password(world):
    fields = {field.name for field in world.users["rdl"].history.model._meta.fields}
    assert fields.isdisjoint({"password", "last_login"})
