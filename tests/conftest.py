"""What every test may ask for: the small council, signed-in clients, guarded databases."""

import gc
import logging
import os
from collections import deque
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.signals import setting_changed
from django.db import connection, connections
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.template import engines
from django.test import Client, TestCase, TransactionTestCase, override_settings
from django.test.client import ClientHandler
from django.urls import URLResolver
from jinja2 import FileSystemBytecodeCache

from tests import emptying, racing
from tests import world as worlds
from tests.meanwhile import let_act
from tests.standing import signed_in, standing, standing_now, wanted_by

# Playwright's synchronous calls run an event loop in the test's thread, and Django then refuses
# every query there as if it came from a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

gc.set_threshold(100_000)  # collect garbage seldom, while the tests are read too

# What takes longest begins first, so that both processes of `./run test` end together.
LONGEST = (
    "tests/services/test_record_on_postgresql.py",
    "tests/services/test_worker.py",
    "tests/trips/test_month_in_browser.py",
    "tests/trips/test_every_page_in_browser.py",
    "tests/packs/test_whole_pack.py",
    "tests/packs/test_pdf.py",
    "tests/services/",
    "tests/exchange/test_seed_demo.py",
    "tests/test_permission_matrix.py",
)


# Every test there starts servers, a browser or the printer, lets threads race, reads the whole plan
# or demonstration, asks all pages, lists or forms, or composes whole packs to read them through;
# elsewhere a slow test says so itself.
SLOW = (
    "tests/dashboards/test_one_figure.py",
    "tests/exchange/test_export_plan.py",
    "tests/exchange/test_load_plan.py",
    "tests/exchange/test_plan_files.py",
    "tests/exchange/test_start.py",
    "tests/irp/test_embedded.py",
    "tests/irp/test_field_words.py",
    "tests/irp/test_outages.py",
    "tests/irp/test_sent.py",
    "tests/irp/test_web_memory.py",
    "tests/packs/test_context.py",
    "tests/packs/test_extracts.py",
    "tests/packs/test_golden.py",
    "tests/packs/test_html.py",
    "tests/packs/test_outcome_pages.py",
    "tests/packs/test_public",  # editions, their words, sums and canaries, and publication
    "tests/packs/test_showing.py",
    "tests/packs/test_shown.py",
    "tests/packs/test_withheld_",
    "tests/packs/test_withhold.py",
    "tests/packs/test_written.py",
    "tests/packs/views/test_pack_check.py",
    "tests/programmes/views/test_withheld.py",
    "tests/services/",
    "tests/trips/",
    "tests/test_ask_races.py",
    "tests/test_canaries.py",
    "tests/test_change_races.py",
    "tests/test_filters.py",
    "tests/test_freeze_race.py",
    "tests/test_happened_race.py",
    "tests/test_waiting.py",
    "tests/test_permission_matrix.py",
    "tests/test_races.py",
    "tests/test_split_race.py",
    "tests/test_structure_races.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let the processes of a first run compile a part of the files each, and not all of them all.

    In a clean clone the asserts of all take one process 6 s; what one has written the others read.
    """
    config = session.config
    given = getattr(config, "workerinput", None)
    if not given or given["workercount"] == 1 or config.args != config.getini("testpaths"):
        return
    files = sorted(config.rootpath.glob("tests/**/test_*.py"))
    begin = len(files) * int(given["workerid"].removeprefix("gw")) // given["workercount"]
    for file in files[begin:]:
        import_module(".".join(file.relative_to(config.rootpath).with_suffix("").parts))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]):
    """Mark slow folders, before `-m "not slow"` chooses, and put what takes longest first.

    That comes last, for pytest-django puts every test without a database behind all with one.
    """
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker("slow")
    answer = yield
    items.sort(key=_turn)
    return answer


def _turn(item: pytest.Item) -> int:
    for turn, beginning in enumerate(LONGEST):
        if item.nodeid.startswith(beginning):
            return turn
    return len(LONGEST)


def pytest_collection_finish() -> None:
    """Keep what is loaded by now out of every collection of garbage."""
    gc.collect()
    gc.freeze()


def _templates_compiled_once(folder: Path) -> None:
    """Let the processes of one run compile each template once between them, in 15 ms each."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the run
    folder /= "templates"
    folder.mkdir(exist_ok=True)
    engines["jinja2"].env.bytecode_cache = FileSystemBytecodeCache(str(folder))


@contextmanager
def _quick_passwords():
    """Hash passwords quickly: the real hasher is slow on purpose."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@contextmanager
def _refusals_unlogged():
    """Let Django log no refusal: thousands are expected, and each would be written three times."""
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.ERROR)
    yield
    log.setLevel(before)


@contextmanager
def _middleware_once():
    """Load the site's middleware once a process, as a server does: a client would anew, in 5 ms."""
    load, loaded = ClientHandler.load_middleware, {}

    def load_middleware(handler, is_async=False):
        if not loaded:
            load(handler, is_async)
            loaded.update(vars(handler))
            del loaded["enforce_csrf_checks"]
        vars(handler).update(loaded)

    def forget(**_):
        loaded.clear()

    setting_changed.connect(forget)
    ClientHandler.load_middleware = load_middleware
    yield
    ClientHandler.load_middleware = load
    setting_changed.disconnect(forget)


@contextmanager
def _addresses_found_once():
    """Look for an address once a process, not for each who asks: it tries the patterns in turn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(URLResolver, "resolve", lru_cache(maxsize=None)(URLResolver.resolve))
        yield


@contextmanager
def _statements_converted_once():
    """Put SQLite's signs into the text of a statement once, not each time that it is run."""
    convert = SQLiteCursorWrapper.convert_query
    converted = lru_cache(maxsize=4096)(partial(convert, None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            SQLiteCursorWrapper,
            "convert_query",
            lambda cursor, query, *, param_names=None: (
                converted(query)
                if param_names is None
                else convert(cursor, query, param_names=param_names)
            ),
        )
        yield


@contextmanager
def _keys_followed_where_written():
    """Follow the keys of all rows after a test that wrote alone: it takes SQLite 1 ms."""
    asked = TestCase._should_check_constraints

    def asks(case, connection):
        wrote = connection.vendor != "sqlite" or _rows_changed() != _rows_changed_before[-1]
        return wrote and asked(case, connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_should_check_constraints", asks)
        yield


@contextmanager
def _emptied_despite_guards():
    """Let transactional tests empty the tables that they filled, which guards refuse.

    Django's flush would empty all of them and make every guard and right anew, in 0.4 s.
    """
    flush = TransactionTestCase._fixture_teardown

    def teardown(self):
        for name in self._databases_names(include_mirrors=False):
            emptying.empty(connections[name])

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = flush


FOR_ALL = (
    _quick_passwords,
    _refusals_unlogged,
    _middleware_once,
    _addresses_found_once,
    _statements_converted_once,
    _keys_followed_where_written,
    _emptied_despite_guards,
)


@pytest.fixture(autouse=True, scope="session")
def _site_of_tests(tmp_path_factory):
    """Let all of the above hold in the session: as a fixture each would be looked up a test."""
    _templates_compiled_once(tmp_path_factory.getbasetemp())
    with ExitStack() as held:
        for fixture in FOR_ALL:
            held.enter_context(fixture())
        yield


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest):
    """Let what a test asks for stand around its transaction, and note what was written by then."""
    of_database = fixturedef.argname == "_django_db_helper"
    if of_database:
        with request.getfixturevalue("django_db_blocker").unblock():
            standing_now.arrange(wanted_by(request))
    answer = yield
    if of_database:
        _rows_changed_before.append(_rows_changed())
    return answer


_rows_changed_before: deque[int | None] = deque(maxlen=1)


def _rows_changed() -> int | None:
    """Return how many rows SQLite has changed since it was opened, those taken back included."""
    return getattr(connection.connection, "total_changes", None)


@pytest.fixture(autouse=True, scope="module")
def _nothing_stands_after_a_file(django_db_blocker):
    yield
    with django_db_blocker.unblock():
        standing_now.arrange([])
        racing.part()


@standing
def world():
    """Return the small council with October 2026 open."""
    return worlds.build()


@standing
def sessions(world):
    """Return the key of a session of each of the council's people."""
    return signed_in(world)


@pytest.fixture
def sign_in(sessions):
    """Return a function that gives a client signed in as one of the council's people."""

    def as_(name: str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[name]
        return client

    return as_


@pytest.fixture
def meanwhile(monkeypatch):
    """Return a function that lets somebody act between a page's reading and its form's act."""
    return partial(let_act, monkeypatch)
