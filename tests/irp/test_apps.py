"""What the framework sees to after every migration."""

import stat

import pytest
from django.core.management import call_command
from django.db import connection, connections

from irp import triggers
from irp.apps import lift_triggers, shut_file


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
    assert len(triggers.missing(connection)) == len(triggers.guards("sqlite"))
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
