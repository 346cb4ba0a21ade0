"""What the framework sees to after every migration."""

import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from irp import triggers
from irp.apps import lift_triggers, refuse_half_old, shut_file
from irp.guards import guards


def test_sqlites_file_is_for_the_products_own_user_alone(tmp_path, monkeypatch):
    made = [tmp_path / f"plan.sqlite3{suffix}" for suffix in ("", "-wal")]
    for path in made:
        path.touch(mode=0o644)
    monkeypatch.setitem(connections["default"].settings_dict, "NAME", str(made[0]))
    shut_file(using="default")
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


@pytest.mark.django_db(transaction=True)
def test_4a5_triggers_make_way_for_migrations_and_come_back():
    """SQLite would refuse to rebuild the table of periods, which other tables' triggers name."""
    lift_triggers(using="default", plan=[])
    assert triggers.missing(connection) == []
    lift_triggers(using="default", plan=[("a migration", False)])
    assert len(triggers.missing(connection)) == len(guards("sqlite"))
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_a_database_that_ran_part_of_the_old_migrations_is_refused():
    """Django would skip the app's migrations without a word (ADR 0011)."""
    recorder, newest = MigrationRecorder(connection), "0003_exact_readings_and_outcomes_in_history"
    refuse_half_old(using="default")
    recorder.record_unapplied("kpis", newest)
    with pytest.raises(CommandError, match=f"kpis never ran {newest}"):
        refuse_half_old(using="default")
    recorder.record_applied("kpis", newest)
    refuse_half_old(using="default")
