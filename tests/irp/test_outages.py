"""The database down, hung, full, locked or read-only: 503 in words, nothing typed or half saved.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
import time_machine
from django.conf import settings as site
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.utils import load_backend
from django.test import Client

from irp import env, patience
from irp.outages import is_outage
from programmes.models import MilestoneReport
from programmes.views import milestone_update
from tests.dead_port import dead_port
from tests.programmes.views.test_milestone_update import ADDRESS as UPDATE
from tests.programmes.views.test_milestone_update import ENTERED
from tests.world import NOW, build

# Longer than a page of SQLite's file: a row of it finds no room in what is half empty.
TYPED = ENTERED | {"narrative": "Long words." + "\N{GRINNING FACE}" * 1900}
HTMX = {"HX-Request": "true", "HX-Target": "row-HOU-01"}
TOO_LONG = 0.3  # seconds


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=True):
        yield


def assert_unavailable(answer, *, typed: bool = False, part: bool = False) -> None:
    """Hold that an answer says the service is unavailable, shows what was typed, and when again."""
    text = answer.content.decode()
    assert answer.status_code == 503
    assert "Sorry, the service is unavailable" in text and answer.headers["Retry-After"] == "60"
    assert ("<header" in text) != part
    if part:
        assert answer.headers["HX-Retarget"] == "#app-notice"
        assert "What you typed is still on this page" in text
    if typed:
        assert '<dt>What happened this month</dt><dd class="app-raw">Long words.' in text
        assert '<dt>Delivery status</dt><dd class="app-raw">Green</dd>' in text
    assert ("Nothing was saved." in text) == (typed or part)


# The database's state


@contextmanager
def locked() -> Iterator[None]:
    """Hold what a save needs from another connection, longer than a statement may wait."""
    if connection.vendor == "sqlite":
        name, wait, back = connection.settings_dict["NAME"], "PRAGMA busy_timeout = {}", 10_000
        other = sqlite3.connect(name, isolation_level=None)
        held = "BEGIN IMMEDIATE"
    else:
        wait, back = "SET statement_timeout = {}", 0
        other = connection.copy()
        other.set_autocommit(False)
        other, held = other.cursor(), "LOCK TABLE irp_reportingperiod"
    run(wait.format(int(TOO_LONG * 1000)))
    other.execute(held)
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        (other.connection if connection.vendor == "postgresql" else other).close()
        run(wait.format(back))


@contextmanager
def full() -> Iterator[None]:
    """Let there be no room for another row."""
    if connection.vendor == "sqlite":
        run("CREATE TABLE filler (content)")
        (pages,) = run("PRAGMA page_count")
        on = (f"PRAGMA max_page_count = {pages}",)
        off = ("PRAGMA max_page_count = 1000000", "DROP TABLE filler")
    else:
        table = MilestoneReport.history.model._meta.db_table
        on = (
            "CREATE FUNCTION no_room() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'could not "
            "extend file' USING ERRCODE = 'disk_full'; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION no_room()",
        )
        off = ("DROP FUNCTION no_room CASCADE",)
    with changed(on, off):
        if connection.vendor == "sqlite":  # pages that are free within the file
            with pytest.raises(OperationalError, match="full"):
                while True:
                    run("INSERT INTO filler VALUES (randomblob(3000))")
        yield


@contextmanager
def read_only() -> Iterator[None]:
    """Let nothing be written, as on a server that stands by for another."""
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": (
            "SET default_transaction_read_only = on", "SET default_transaction_read_only = off"
        ),
    }[connection.vendor]  # fmt: skip
    with changed((on,), (off,)):
        yield


@contextmanager
def changed(on: tuple[str, ...], off: tuple[str, ...]) -> Iterator[None]:
    """Let the database be in a state that statements bring about, and others end."""
    try:
        for sql in on:
            run(sql)
        yield
    finally:
        for sql in off:
            run(sql)


def run(sql: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return (cursor.fetchone() if cursor.description else None) or ()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", [locked, full, read_only])
def test_a_database_that_takes_no_save_says_so_and_saves_nothing_by_half(state):
    council, client = build(), Client()
    client.force_login(council.users["rdl"])
    before = council.ret("HOU").version
    with state():
        assert_unavailable(client.post(UPDATE, TYPED), typed=True)
        assert_unavailable(client.post(UPDATE, TYPED, headers=HTMX), part=True)
    assert not MilestoneReport.objects.exists() and not MilestoneReport.history.exists()
    assert council.ret("HOU").version == before
    assert client.post(UPDATE, TYPED).status_code == 302
    assert MilestoneReport.objects.get().history.count() == 1


# The database's server


@contextmanager
def server(*, hung: bool) -> Iterator[None]:
    """Let the site's database be a PostgreSQL that refuses, or takes a connection and is silent."""
    with dead_port(hung=hung) as port:
        address = f"postgres://plan:secret@127.0.0.1:{port}/plan"
        config = env.database(address, site.STATE, connect=2, statement=1)  # the shortest
        config = connections.databases[DEFAULT_DB_ALIAS] | config
        before = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = load_backend(config["ENGINE"]).DatabaseWrapper(config)
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS].close()
            connections[DEFAULT_DB_ALIAS] = before


def test_a_server_that_refuses_is_an_outage_on_every_page(world, sign_in):
    client, anonymous = sign_in("rdl"), Client(raise_request_exception=False)
    with server(hung=False):
        assert_unavailable(client.get("/"))
        assert_unavailable(client.post(UPDATE, TYPED), typed=True)
        assert_unavailable(client.post(UPDATE, TYPED, headers=HTMX), part=True)
        assert_unavailable(client.get("/nothing/there"))
        assert_unavailable(anonymous.get("/sign-in"))
        assert_unavailable(anonymous.get("/nothing/there"))
        answer = anonymous.post("/sign-in", {"username": "rdl@council.example", "password": "s3"})
        assert answer.status_code == 503
        assert "rdl@council.example" in answer.content.decode() and "s3" not in str(answer.content)
        for asked in (client, anonymous):
            assert asked.get("/health").status_code == 503
    assert client.get("/health").status_code == 200


def test_a_server_that_hangs_is_an_outage_within_seconds(world, sign_in):
    if connection.vendor == "postgresql":
        return  # whichever database the site leaves for it, the server that hangs is the same
    client, began = sign_in("rdl"), monotonic()
    with server(hung=True):
        assert_unavailable(client.post(UPDATE, TYPED), typed=True)
    assert monotonic() - began < 5


def test_what_a_server_may_take_goes_with_the_connection():
    address = "postgres://plan@host/plan?options=-c%20geqo%3Doff"
    options = env.database(address, site.STATE, connect=5, statement=7)["OPTIONS"]
    asked = "-c statement_timeout=7000 -c random_page_cost=1.1"
    assert options == {"connect_timeout": 5, "options": f"{asked} -c geqo=off"}
    assert env.database("", site.STATE, connect=5, statement=7)["OPTIONS"]["timeout"] == 7


@pytest.mark.django_db(transaction=True)
def test_a_server_that_stops_answering_is_let_go_of(monkeypatch, settings):
    """Nothing but the client can end a statement on which the server says nothing any more."""
    if connection.vendor != "postgresql":
        return
    monkeypatch.setattr(patience, "GRACE", TOO_LONG / 2)
    settings.DATABASE_STATEMENT_SECONDS = TOO_LONG / 2
    settings.DATABASE_CONNECT_SECONDS = TOO_LONG
    connection.close()
    run("SET statement_timeout = 0")
    began = monotonic()
    with pytest.raises(OperationalError) as fault:
        run("SELECT pg_sleep(2)")
    assert monotonic() - began < 1.5 and is_outage(fault.value)
    connection.close_if_unusable_or_obsolete()  # as each request and each task does
    assert run("SELECT 1") == (1,)
    connection.close()  # it was made for this test's short patience


# What else is said


def test_a_fault_of_ours_is_no_outage(db):
    with pytest.raises(Exception, match="nowhere") as fault:
        run("SELECT * FROM nowhere")
    assert not is_outage(fault.value)


@pytest.mark.parametrize(
    ("fault", "status"), [(OperationalError("gone"), 503), (ValueError(), 500)]
)
def test_what_goes_wrong_after_an_act_does_not_deny_it(world, monkeypatch, fault, status):
    def fail(*_):
        raise fault

    monkeypatch.setattr(milestone_update.messages, "success", fail)
    client = Client(raise_request_exception=False)
    client.force_login(world.users["rdl"])
    answer = client.post(UPDATE, TYPED)
    assert answer.status_code == status
    assert "What you sent was saved." in answer.content.decode()
    assert "Nothing was saved" not in answer.content.decode()
    assert MilestoneReport.objects.get().narrative.startswith("Long words.")
