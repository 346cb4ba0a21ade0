"""What keeps the record true holds on PostgreSQL as on SQLite (DESIGN 4a): the same tests again."""

import os
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

from tests.services import servers

# Each of these says in which database it runs by DATABASE_URL alone. What is refused before a
# database is asked, by a rule or for want of a right, is refused alike on both.
RECORD = (
    "tests/irp/test_heartbeat.py",
    "tests/irp/test_history.py",
    "tests/irp/test_only_readable.py",
    "tests/irp/test_outages.py",
    "tests/irp/test_prepared.py",
    "tests/irp/test_shapes.py",
    "tests/irp/test_triggers.py",
    "tests/kpis/test_actions.py",
    "tests/packs/test_actions.py",
    "tests/packs/test_publication_races.py",
    "tests/packs/views/test_pack_check.py::TestCommand",
    "tests/packs/views/test_pack_check.py::TestManifest",
    *(
        f"tests/programmes/test_actions.py::test_{name}"
        for name in (
            "rule_8_a_period_is_kept_with_both_its_ends_and_its_words",
            "a_report_says_who_when_and_starts_the_return",
            "a_second_report_of_the_month_changes_the_first_and_keeps_both_in_history",
            "4a1_a_stale_report_is_a_conflict_and_writes_nothing",
            "rule_16_what_comes_after_the_freeze_belongs_to_the_next_period",
            "rule_5_no_change_is_an_act_with_a_name_and_time",
            "words_are_saved_with_who_and_the_return_is_started_in_one_history_row",
            "4a1_stale_words_are_a_conflict",
            "rule_15_a_complete_return_is_submitted",
            "rule_15_a_signature_stores_what_was_signed_and_its_hash",
            "rule_15_a_signature_says_what_no_longer_matches_it",
            "rule_17_where_all_sign_the_last_signature_makes_it_signed",
            "rule_15_a_change_voids_what_stands_and_says_why",
            "rule_2_the_cpmo_rates_in_its_own_voice",
            "rule_15_a_return_is_sent_back_with_a_reason_at_any_step",
            "rule_16_nothing_is_done_to_a_return_of_a_frozen_period",
            "rule_7_a_forecast_that_moved_three_times_in_four_periods_is_named",
            "a_signature_counts_only_since_the_return_was_last_submitted",
        )
    ),
    "tests/assurance/test_meanwhile.py",
    "tests/packs/test_meanwhile.py",
    "tests/programmes/test_meanwhile.py",
    "tests/programmes/test_steps_meanwhile.py",
    "tests/test_ask_races.py",
    "tests/programmes/test_meanwhile_links.py",
    "tests/test_change_races.py",
    "tests/test_freeze_race.py",
    "tests/test_happened_race.py",
    "tests/test_races.py",
    "tests/test_split_race.py",
    "tests/test_structure_races.py",
    "tests/test_twins.py",
    "tests/test_waiting.py",
)


def test_the_record_holds_on_postgresql(new_database, variables, tmp_path):
    with new_database() as address:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *RECORD],
            cwd=settings.ROOT,
            env=variables(tmp_path) | {"DATABASE_URL": address},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=900,
        )
    assert run.returncode == 0, run.stdout
    assert "skipped" not in run.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def shared(new_database, variables, tmp_path_factory):
    """Give the address of a migrated database as its owner, and as the role of the site."""
    with new_database() as owners:
        at, name = urlsplit(owners), urlsplit(owners).path.lstrip("/")
        login = {"PGHOST": at.hostname, "PGPORT": str(at.port or 5432)}
        role = {"POSTGRES_USER": at.username, "POSTGRES_DB": name, "APP_PASSWORD": "Of2Words"}
        programs = f"{servers.postgresql_programs()}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(
            ["sh", settings.ROOT / "scripts" / "database-role.sh"],
            env={"PATH": programs, **login, **role}, check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=settings.ROOT, check=True,
            env=variables(tmp_path_factory.mktemp("owner")) | {"DATABASE_URL": owners},
        )  # fmt: skip
        yield f"postgres://plan_app:Of2Words@{at.hostname}:{login['PGPORT']}/{name}"
        with closing(psycopg.connect(owners, autocommit=True)) as connection:
            connection.execute("DROP OWNED BY plan_app")
            connection.execute("DROP ROLE plan_app")


@pytest.mark.parametrize(
    "attack",
    [
        "ALTER TABLE irp_reportingperiod DISABLE TRIGGER ALL",
        "DROP TRIGGER irp_reportingperiod_update_guard ON irp_reportingperiod",
        "CREATE OR REPLACE FUNCTION public.irp_is_frozen(key bigint) RETURNS boolean AS "
        "$$ SELECT false $$ LANGUAGE sql",
        "CREATE FUNCTION public.mine() RETURNS boolean AS $$ SELECT false $$ LANGUAGE sql",
        "TRUNCATE programmes_signature",
        "DROP TABLE programmes_signature",
        "SET session_replication_role = replica",
        "CREATE TEMP TABLE irp_reportingperiod (id bigint)",
    ],
)
def test_4a5_the_sites_role_cannot_take_the_guards_away(shared, attack):
    with (
        closing(psycopg.connect(shared, autocommit=True)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(attack)


def test_4a4_the_sites_role_writes_rows_and_none_into_a_frozen_month(shared, variables, tmp_path):
    program = (
        "import django; django.setup()\n"
        "from tests import world\n"
        "from tests.irp import test_triggers as raw\n"
        "council = raw.freeze_october(world.build(rows=1))\n"
        "raw.assert_refused(raw.attacks(council))\n"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.ROOT,
        env=variables(tmp_path)
        | {"DATABASE_URL": shared, "DJANGO_SETTINGS_MODULE": "irp.settings"},
        check=True,
    )
