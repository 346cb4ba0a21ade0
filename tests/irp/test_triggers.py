"""No SQL walks past the triggers: not OR REPLACE, TRUNCATE or a table of the same name (4a.4, 5).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import sqlite3
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from irp import triggers
from irp.history import record
from irp.models import ReportingPeriod
from programmes.models import MilestoneReport
from tests.world import NOW

PERIOD = ReportingPeriod._meta.db_table
REPORT = MilestoneReport._meta.db_table


@pytest.fixture
def frozen(world):
    """Return the frozen October with a report; November is open beside it."""
    report = world.report("HOU-01")
    period = ReportingPeriod.objects.get(pk=world.period.pk)
    period.frozen_at = NOW
    record(period, by="test", at=NOW)
    days = {f.name: getattr(period, f.name) for f in period._meta.fields if f.name.endswith("_on")}
    following = ReportingPeriod(month=date(2026, 11, 1), opened_at=NOW, **days)
    record(following, by="test", at=NOW)
    world.report_row, world.frozen, world.following = report, period, following
    return world


def columns(table: str, **instead: str) -> str:
    """Return a table's columns for a SELECT, some of them as other values."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return ", ".join(instead.get(column.name, column.name) for column in described)


def replaced(table: str, key: object, **instead: str) -> str:
    """Return SQLite's statement that puts a changed copy in the place of a row."""
    chosen = columns(table, **instead)
    return (
        f"INSERT OR REPLACE INTO {table} ({columns(table)}) SELECT {chosen} FROM {table} "
        f"WHERE id = {key}"
    )


def attacks_on_sqlite(council) -> list[str]:
    was, now, report = council.frozen.pk, council.following.pk, council.report_row.pk
    shut, first = "'2027-01-01'", "(SELECT min(id) FROM programmes_baseline)"
    return [
        replaced(PERIOD, was, frozen_at="NULL"),
        replaced(PERIOD, was, frozen_at="NULL", id="999"),  # in its place by its month
        replaced(PERIOD, now, id=str(was), frozen_at=shut),
        replaced(PERIOD, now, id="999", month="'2030-01-01'"),  # in the open one's place
        f"UPDATE OR REPLACE {PERIOD} SET id = {was} WHERE id = {now}",
        f"UPDATE OR REPLACE {PERIOD} SET month = '2026-10-01' WHERE id = {now}",
        f"UPDATE OR REPLACE {PERIOD} SET month = '2026-10-01', frozen_at = {shut} WHERE id = {now}",
        replaced(REPORT, report, narrative="'rewritten'"),
        replaced(REPORT, report, period_id=str(now), narrative="'rewritten'"),
        replaced("programmes_baseline", first, reason="'forged'"),
        replaced("programmes_baseline", first, id="999", reason="'forged'"),  # by its number
        replaced("irp_periodstep", "(SELECT max(id) FROM irp_periodstep)", by_name="'forged'"),
    ]


def attacks_on_postgresql(council) -> list[str]:
    shadow = f"CREATE TEMP TABLE {PERIOD} (id bigint, frozen_at timestamptz)"
    rewrite = f"UPDATE {REPORT} SET narrative = 'rewritten' WHERE id = {council.report_row.pk}"
    false = "(key bigint) RETURNS boolean AS $$ SELECT false $$ LANGUAGE sql"
    return [
        *(f"TRUNCATE {table} CASCADE" for table in guarded()),
        f"{shadow}; {rewrite}",
        f"CREATE SCHEMA own; CREATE FUNCTION own.irp_is_frozen{false}; "
        f"SET LOCAL search_path = own, public; {rewrite}",
    ]


def guarded() -> list[str]:
    """Return every table that carries a guard."""
    return sorted({guard.table for guard in triggers.guards(connection.vendor)})


def test_4a5_no_statement_walks_past_the_triggers(frozen):
    connection.check_constraints()  # PostgreSQL empties no table while foreign keys wait to be
    attacks = {"sqlite": attacks_on_sqlite, "postgresql": attacks_on_postgresql}
    for sql in attacks[connection.vendor](frozen):
        with (
            pytest.raises(IntegrityError, match=r"frozen:|append-only:|open:"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
            pytest.fail(f"Allowed: {sql}")
    assert ReportingPeriod.objects.get(pk=frozen.frozen.pk).is_frozen
    assert MilestoneReport.objects.get(pk=frozen.report_row.pk).narrative.startswith("Work went")


@pytest.mark.django_db(transaction=True)
def test_4a5_a_strangers_connection_walks_past_none_of_them_either(frozen):
    """The sqlite3 shell knows nothing of our settings; PostgreSQL has no such difference."""
    if connection.vendor != "sqlite":
        return
    plain = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=5)
    assert plain.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    for sql in attacks_on_sqlite(frozen):
        with pytest.raises(sqlite3.IntegrityError, match=r"frozen:|append-only:|open:"):
            plain.execute(sql)
            pytest.fail(f"Allowed: {sql}")
    plain.close()


def test_one_period_is_open_at_a_time(frozen):
    """Rule 14: in the database too, so that no import opens a second one."""
    days = {
        field.name: getattr(frozen.following, field.name)
        for field in ReportingPeriod._meta.fields
        if field.name.endswith("_on")
    }
    second = ReportingPeriod(month=date(2026, 12, 1), opened_at=NOW, **days)
    with pytest.raises(IntegrityError), transaction.atomic():
        record(second, by="test", at=NOW)
    second = ReportingPeriod(month=date(2026, 12, 1), **days)
    record(second, by="test", at=NOW)  # planned, not open


def test_a_kept_row_may_still_be_added_and_an_open_one_changed(frozen):
    frozen.following.irb_on = date(2026, 12, 2)
    record(frozen.following, by="test", at=NOW)
    assert frozen.following.version == 2
