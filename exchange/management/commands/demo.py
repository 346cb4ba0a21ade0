"""`manage.py demo`: the product with demonstration months and two packs, in one command."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from exchange.demonstration.people import PASSWORD, sign_ins
from irp import embedded
from packs import store
from packs.actions import ask_again
from packs.models import Pack
from packs.words import EditionStatus, Forum, PackState

WORKERS = 2  # one for each pack
LOOK_SECONDS = 1.0
ENDED = {PackState.READY, PackState.FAILED}


class Command(BaseCommand):
    """Every step is safe to run again: a second run is seeded and drawn already."""

    help = "Load the plan, seed demonstration months, serve the site, and create both packs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, and whether to stop once the packs are drawn."""
        parser.add_argument("--port", type=int, default=embedded.PORT, help="0 for any free one")
        parser.add_argument(
            "--once", action="store_true", help="print the paths of both PDFs last, and stop"
        )

    def handle(self, *args: Any, port: int, once: bool, **options: Any) -> None:
        """Prepare, say how to sign in, and serve while the worker draws the packs beside it."""
        if settings.DATABASE_URL or settings.REDIS_URL:
            raise CommandError(
                "The demonstration keeps a database of its own and never touches yours. "
                "Type env -u DATABASE_URL -u REDIS_URL ./run demo"
            )
        self._prepare()
        self._ask_again_for_what_failed()
        if once:
            drawn = all(pack.state == PackState.READY for pack in final_packs())
            with nullcontext() if drawn else embedded.running(concurrency=WORKERS):
                packs = self._tell_of_packs(Event())
            for pack in packs:
                if pack.state == PackState.FAILED:
                    raise CommandError(f"{pack}: {pack.failure}")
            self.stdout.write("\n".join(str(store.path_of(pack.sha256)) for pack in packs))
            return
        try:
            with (
                embedded.web_server(port=port) as server,
                embedded.running(concurrency=WORKERS),
            ):
                self._say_how_to_sign_in(f"http://{embedded.HOST}:{server.effective_port}/")
                with self._told_of_packs():
                    server.run()
        except embedded.PortTaken as error:
            raise CommandError(str(error)) from error

    def _prepare(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        self._tell("Loading the plan")
        call_command("load_plan", verbosity=0, stdout=self.stdout)
        self._tell("Seeding demonstration months")
        call_command("seed_demo", stdout=self.stdout)

    def _ask_again_for_what_failed(self) -> None:
        """Ask again for a pack that failed in an earlier run, before this run's worker begins."""
        for pack in final_packs():
            if pack.state == PackState.FAILED:
                ask_again(pack, by=pack.requested_by, at=timezone.now())

    @contextmanager
    def _told_of_packs(self) -> Iterator[None]:
        """Say how far the packs are while the block goes on: the site need not wait for them."""
        left = Event()
        thread = Thread(target=self._tell_of_packs, args=[left], name="packs-told", daemon=True)
        thread.start()
        try:
            yield
        finally:
            left.set()
            thread.join()

    def _tell_of_packs(self, left: Event) -> list[Pack]:
        """Say how far both packs are, at each change, and return them as they then stand.

        It ends when each is ready or has failed, or with a last look once `left` is set. However
        busy the machine is, the worker ends every try by itself.
        """
        told: dict[int, str] = {}
        is_last = False
        while True:
            packs = final_packs()
            for pack in packs:
                words = progress(pack)
                if told.get(pack.pk) != words:
                    self._tell(words)
                    told[pack.pk] = words
            if is_last or all(pack.state in ENDED for pack in packs):
                connection.close()
                return packs
            is_last = left.wait(LOOK_SECONDS)

    def _say_how_to_sign_in(self, address: str) -> None:
        self.stdout.write(f"\nDemonstration data, served on {address} (Ctrl-C stops it)\n")
        self.stdout.write(f"Sign in with the password {PASSWORD} and, for the role of")
        for role, email in sign_ins():
            self.stdout.write(f"  {role:<28}{email}")
        self.stdout.flush()

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def final_packs() -> list[Pack]:
    """Return the newest final pack of each forum, of the last period that has one."""
    final = Pack.objects.filter(standing=EditionStatus.FINAL, made_from=None).with_period()
    newest = final.order_by("-snapshot__period__month", "-pk")
    found = (newest.filter(forum=forum).first() for forum in Forum)
    return [pack for pack in found if pack is not None]


def progress(pack: Pack) -> str:
    """Return how far a pack is, in one line."""
    if pack.state == PackState.READY:
        return f"{pack}: ready, {store.path_of(pack.sha256)}"
    if pack.state == PackState.FAILED:
        return f"{pack}: {pack.failure}"
    if pack.sections_all:
        return f"{pack}: {pack.sections_done} of {pack.sections_all} sections"
    return f"{pack}: {pack.stage or 'in the queue'}"
