"""No SQL walks past the triggers: not OR REPLACE, TRUNCATE or a table of the same name (4a.4, 5).

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import sqlite3
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from irp.guards import guards
from irp.history import enact, record
from irp.models import PeriodStep, ReportingPeriod
from programmes.models import MilestoneReport
from tests.programmes.steps import later, next_period, signed
from tests.standing import standing
from tests.world import NOW

PERIOD = ReportingPeriod._meta.db_table
REPORT = MilestoneReport._meta.db_table
# Rows that say their period and belong to a return that says it too.
OF_A_RETURN = (
    "programmes_signature",
    "programmes_confidence",
    "programmes_returnstep",
    REPORT,
)
HISTORIES = ("programmes_historicalreturn", "programmes_historicalmilestonereport")
REFUSED = r"frozen:|append-only:|open:|snapshot:"


def freeze_october(world):
    """Sign October's return and freeze the month; November is open beside it, with a report."""
    signed(world)
    world.report_row, world.frozen = MilestoneReport.objects.first(), world.period
    world.following = next_period(world)
    world.open_row = world.report("HOU-01", at=later(25))
    world.frozen.refresh_from_db()
    return world


@standing
def frozen(world):
    """Return the council with October frozen."""
    return freeze_october(world)


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


def copied(table: str, **instead: str) -> str:
    """Return the statement that adds a changed copy of a table's first row of October."""
    key = "history_id" if "historical" in table else "id"
    chosen = columns(table, **{key: "999"} | instead)
    return (
        f"INSERT INTO {table} ({columns(table)}) SELECT {chosen} FROM {table} "
        f"WHERE {key} = (SELECT min({key}) FROM {table})"
    )


def attacks(council) -> list[str]:
    """Return what would write into the frozen October, or freeze November by itself."""
    now, report = council.following.pk, council.open_row.pk
    to_november = {"period_id": str(now)}
    return [
        *(copied(table, **to_november) for table in OF_A_RETURN),  # beside the frozen return
        *(copied(table) for table in (*OF_A_RETURN, *HISTORIES)),
        *(copied(table, **to_november) for table in HISTORIES),
        # Told of what is frozen, and of no period or return that is.
        copied(HISTORIES[0], period_id="NULL", history_type="'-'"),
        copied(HISTORIES[1], **to_november, ret_id=str(council.open_row.ret_id)),
        copied(HISTORIES[1], period_id="NULL", ret_id="NULL"),
        copied("irp_historicalreportingperiod", frozen_at="NULL"),
        f"UPDATE {REPORT} SET ret_id = {council.report_row.ret_id} WHERE id = {report}",
        f"UPDATE {REPORT} SET period_id = {council.frozen.pk} WHERE id = {report}",
        f"UPDATE {PERIOD} SET frozen_at = '2027-01-01' WHERE id = {now}",
        copied(PERIOD, month="'2030-01-01'"),
    ]


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
    return sorted({guard.table for guard in guards(connection.vendor)})


def assert_refused(statements: list[str]) -> None:
    """Hold that the database refuses every statement, in the words of a guard."""
    for sql in statements:
        with (
            pytest.raises(IntegrityError, match=REFUSED),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
            pytest.fail(f"Allowed: {sql}")


def test_4a5_no_statement_walks_past_the_triggers(frozen):
    connection.check_constraints()  # PostgreSQL empties no table while foreign keys wait to be
    own = {"sqlite": attacks_on_sqlite, "postgresql": attacks_on_postgresql}[connection.vendor]
    assert_refused([*attacks(frozen), *own(frozen)])
    assert ReportingPeriod.objects.get(pk=frozen.frozen.pk).is_frozen
    assert MilestoneReport.objects.get(pk=frozen.report_row.pk).narrative.startswith("Work went")


@pytest.mark.parametrize("table", ["irp_periodstep", "irp_historicalaim"])
@pytest.mark.parametrize("key", ["999", "NULL", "left out"])
def test_4a7_the_moment_of_recording_is_the_databases_own(world, table, key):
    """Whatever is sent, and whether or not the row brings its number."""
    number = "history_id" if "historical" in table else "id"
    if key == "NULL" and connection.vendor == "postgresql":
        key = "888"  # where a key of NULL is no key to be chosen
    sql = copied(table, recorded_at="'2001-01-01'", **{number: key})
    if key == "left out":
        sql = sql.replace(f"{number}, ", "", 1).replace("left out, ", "", 1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({number}), count(*) FROM {table}")
        before, count = cursor.fetchone()
        cursor.execute(sql)
        cursor.execute(f"SELECT max({number}), max(recorded_at), min(recorded_at) FROM {table}")
        newest, *recorded = cursor.fetchone()
        assert newest == int(key) if key.isdigit() else newest > before
        assert all("2001" not in str(at) for at in recorded)
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (count + 1,)


def test_4a7_what_the_product_writes_comes_back_with_its_moment(world):
    written = enact(PeriodStep, by="test", at=NOW, period=world.period, what="frozen")
    step = PeriodStep.objects.get(pk=written.pk)
    assert written.recorded_at == step.recorded_at > NOW


@pytest.mark.django_db(transaction=True)
def test_4a5_a_strangers_connection_walks_past_none_of_them_either(frozen):
    """The sqlite3 shell knows nothing of our settings; PostgreSQL has no such difference."""
    if connection.vendor != "sqlite":
        return
    plain = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=5)
    assert plain.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    for sql in (*attacks(frozen), *attacks_on_sqlite(frozen)):
        with pytest.raises(sqlite3.IntegrityError, match=REFUSED):
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
