"""`manage.py start`, `serve` and `demo`, and the first administrator they see to."""

import os
import re
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from threading import Event
from time import sleep
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from exchange.management.commands import demo, start
from irp import embedded
from irp.actions import Refused, appoint_first_administrator, has_administrator
from irp.management.commands import first_administrator
from irp.models import Post, User
from irp.words import PostKind
from packs import pdf
from packs.actions import freeze_period, request_pack
from packs.models import Pack
from packs.words import EditionStatus, Forum
from tests import world as worlds

GIVEN = {
    "IRP_ADMIN_EMAIL": "Admin@Council.example",
    "IRP_ADMIN_NAME": "Administrator of the plan",
    "IRP_ADMIN_PASSWORD": "a long and unusual one",
}


@pytest.fixture
def variables(monkeypatch):
    """Set the variables given, and no others of them."""

    def set_(**given: str) -> None:
        for name in first_administrator.VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value)

    set_()
    return set_


@pytest.fixture
def terminal(monkeypatch):
    """Answer prompts from a list, as if somebody typed in a terminal."""

    def answer(*answers: str) -> None:
        typed = iter(answers)

        def ask(prompt: str) -> str:
            try:
                return next(typed)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", ask)
        monkeypatch.setattr(first_administrator, "getpass", ask)

    return answer


@pytest.mark.django_db
class TestFirstAdministrator:
    def test_made_from_variables_and_only_once(self, variables):
        variables(**GIVEN)
        call_command("first_administrator")
        user = User.objects.get()
        assert (user.email, user.name) == ("admin@council.example", GIVEN["IRP_ADMIN_NAME"])
        assert user.check_password(GIVEN["IRP_ADMIN_PASSWORD"])
        assert user.holdings.get().post.kind == PostKind.ADMINISTRATOR
        variables()
        call_command("first_administrator")
        assert User.objects.count() == 1

    def test_without_a_terminal_it_names_the_variables_that_are_missing(self, variables):
        variables(IRP_ADMIN_NAME="Somebody")
        with pytest.raises(CommandError, match="IRP_ADMIN_EMAIL, IRP_ADMIN_PASSWORD") as refused:
            call_command("first_administrator")
        assert "IRP_ADMIN_NAME" not in str(refused.value)
        assert not User.objects.exists()

    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("IRP_ADMIN_PASSWORD", "short", "at least 12 characters"),
            ("IRP_ADMIN_PASSWORD", "administrator of the plan", "too similar to the name"),
            ("IRP_ADMIN_EMAIL", "nobody", "valid email address"),
            ("IRP_ADMIN_NAME", "x" * 201, "at most 200 characters"),
        ],
    )
    def test_variables_are_checked(self, variables, name, value, words):
        variables(**GIVEN | {name: value})
        with pytest.raises(CommandError, match=words):
            call_command("first_administrator")
        assert not User.objects.exists()

    def test_a_terminal_is_asked_again_until_the_answer_will_do(self, variables, terminal, capsys):
        terminal("not an address", "a@council.example", "", "Ann Admin", "short", "long enough 123")
        call_command("first_administrator")
        assert User.objects.get().check_password("long enough 123")
        told = capsys.readouterr().err
        assert "valid email" in told
        assert "12 characters" in told

    def test_a_prompt_left_creates_nobody(self, variables, terminal):
        terminal("a@council.example")
        with pytest.raises(CommandError, match="No administrator was created"):
            call_command("first_administrator")
        assert not User.objects.exists()

    def test_the_act_itself_refuses_a_second_one_and_a_taken_address(self, world):
        """ADR 0005: later administrators are appointed by a person."""
        details = {"name": "New", "password": "long enough 123", "at": timezone.now()}
        assert has_administrator(on=timezone.localdate())
        with pytest.raises(Refused, match="already an administrator"):
            appoint_first_administrator(email="new@council.example", **details)
        Post.objects.filter(kind="administrator").update(kind="committee")
        with pytest.raises(Refused, match="already has an account"):
            appoint_first_administrator(email="CPMO@council.example", **details)


class TestStart:
    def test_it_does_each_step_in_order(self, monkeypatch):
        steps = []
        monkeypatch.setattr(start, "call_command", lambda name, **_: steps.append(name))
        call_command("start")
        assert steps == ["migrate", "load_plan", "first_administrator", "serve"]

    @pytest.mark.parametrize("command", ["start", "serve"])
    def test_service_mode_is_refused_with_what_to_type(self, settings, command):
        settings.SERVICE = True
        with pytest.raises(CommandError, match=r"\./run start"):
            call_command(command)

    def test_a_port_that_does_not_exist_is_refused(self):
        with pytest.raises(CommandError, match="There is no port 70000"):
            call_command("serve", port=70_000)

    def test_it_serves_the_plan_and_ends_cleanly_when_told(self, tmp_path):
        environment = {**os.environ, **GIVEN, "IRP_STATE": str(tmp_path), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "manage.py", "start", "--port", "0"]
        with subprocess.Popen(
            command, cwd=settings.ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                address = next(
                    found[0]
                    for line in process.stdout
                    if (found := re.search(r"http://127\.0\.0\.1:\d+/", line))
                )
                with urlopen(f"{address}sign-in", timeout=60) as answer:
                    assert answer.status == 200
                process.send_signal(signal.SIGTERM)
                assert process.wait(timeout=30) == 0
            finally:
                process.kill()


class TestDemo:
    def test_a_database_of_ones_own_is_never_touched(self, settings):
        settings.DATABASE_URL = "postgres://plan@localhost/plan"
        with pytest.raises(CommandError, match="never touches yours"):
            call_command("demo", once=True)

    @pytest.mark.django_db(transaction=True)
    def test_it_waits_for_the_workers_packs_and_prints_their_paths_last(
        self, monkeypatch, settings, tmp_path, capsys
    ):
        settings.PACK_STORE = tmp_path
        world = worlds.build()
        monkeypatch.setattr(demo.Command, "_prepare", lambda command: ask_for_packs(world))
        monkeypatch.setattr(pdf, "draw", quick_drawing)
        call_command("demo", once=True)
        paths = capsys.readouterr().out.splitlines()[-2:]
        assert [Path(path).read_text()[:3] for path in paths] == ["TIB", "IRB"]
        call_command("demo", once=True)  # asks for nothing new
        assert capsys.readouterr().out.splitlines()[-2:] == paths
        assert Pack.objects.filter(standing="final").count() == 2

    @pytest.mark.django_db(transaction=True)
    def test_the_site_is_served_while_the_packs_are_drawn_beside_it(
        self, monkeypatch, settings, tmp_path, capsys
    ):
        settings.PACK_STORE = tmp_path
        world, may_draw = worlds.build(), Event()
        monkeypatch.setattr(demo.Command, "_prepare", lambda command: ask_for_packs(world))
        monkeypatch.setattr(demo, "LOOK_SECONDS", 0.05)

        def draw(markup, path, **_):
            assert may_draw.wait(30)
            return quick_drawing(markup, path)

        class Server:
            effective_port = 8000

            def run(self):
                assert not any(pack.state == "ready" for pack in demo.final_packs())
                assert "served on http://127.0.0.1:8000/" in capsys.readouterr().out
                may_draw.set()
                while any(pack.state not in demo.ENDED for pack in demo.final_packs()):
                    sleep(0.05)
                assert {pack.failure for pack in demo.final_packs()} == {""}

        monkeypatch.setattr(pdf, "draw", draw)
        monkeypatch.setattr(embedded, "web_server", lambda *, port: nullcontext(Server()))
        call_command("demo")
        told = capsys.readouterr().out
        assert all(f"{forum} pack, October 2026, v1.0" in told for forum in ("TIB", "IRB"))

    @pytest.mark.django_db(transaction=True)
    def test_a_pack_that_fails_is_told_and_asked_for_again_next_time(
        self, monkeypatch, settings, tmp_path
    ):
        settings.PACK_STORE = tmp_path
        world = worlds.build()
        monkeypatch.setattr(demo.Command, "_prepare", lambda command: ask_for_packs(world))

        def fail(*args, **kwargs):
            raise pdf.CannotDraw("The font is missing.")

        monkeypatch.setattr(pdf, "draw", fail)
        with pytest.raises(CommandError, match="failed try: The font is missing"):
            call_command("demo", once=True)
        monkeypatch.setattr(pdf, "draw", quick_drawing)
        call_command("demo", once=True)
        assert {pack.state for pack in demo.final_packs()} == {"ready"}


def ask_for_packs(world) -> None:
    """Freeze the small council's month and ask for both packs, once."""
    period = world.period
    if Pack.objects.exists():
        return
    by, at = world.user("cpmo"), worlds.NOW
    reason = "Nothing came"
    freeze_period(period, version=period.version, reason=reason, by=by, at=at, drafts=False)
    for forum in (Forum.IRB, Forum.TIB):
        request_pack(period, forum, EditionStatus.FINAL, reason=reason, by=by, at=at)


def quick_drawing(markup, path, **_) -> int:
    """Draw a pack of one page that says for which board it is."""
    tib = "Transformation and Improvement Board" in markup.split("</h1>")[0]
    path.write_text(("TIB" if tib else "IRB") + markup)
    return 1
