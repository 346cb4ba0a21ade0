"""`manage.py demo`: the product with demonstration months and two packs, in one command."""

import time
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exchange.demonstration.people import PASSWORD, sign_ins
from irp import embedded
from packs import store
from packs.actions import ask_again
from packs.models import Pack
from packs.words import EditionStatus, Forum, PackState

WORKERS = 2  # one for each pack
DRAWING_SECONDS = 300  # both packs together take about a fifth of it on a small machine


class Command(BaseCommand):
    """Every step is safe to run again: a second run is seeded and drawn already."""

    help = "Load the plan, seed demonstration months, create both packs, and serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, and whether to stop once the packs are drawn."""
        parser.add_argument("--port", type=int, default=embedded.PORT, help="0 for any free one")
        parser.add_argument(
            "--once", action="store_true", help="print the paths of both PDFs last, and stop"
        )

    def handle(self, *args: Any, port: int, once: bool, **options: Any) -> None:
        """Prepare, wait for the worker's packs, say how to sign in, and serve."""
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
                packs = self._drawn_packs()
            self.stdout.write("\n".join(str(store.path_of(pack.sha256)) for pack in packs))
            return
        try:
            with (
                embedded.web_server(port=port) as server,
                embedded.running(concurrency=WORKERS),
            ):
                self._drawn_packs()
                self._say_how_to_sign_in(f"http://{embedded.HOST}:{server.effective_port}/")
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

    def _drawn_packs(self) -> list[Pack]:
        """Return the TIB and the IRB pack last asked for as final, once the worker drew them."""
        packs = final_packs()
        if any(pack.state != PackState.READY for pack in packs):
            self._tell("Creating the TIB and the IRB pack")
        limit = time.monotonic() + DRAWING_SECONDS
        while any(pack.state != PackState.READY for pack in packs):
            failed = next((pack for pack in packs if pack.state == PackState.FAILED), None)
            if failed:
                raise CommandError(f"{failed} could not be created. {failed.failure}")
            if time.monotonic() > limit:
                raise CommandError(f"The packs were not created within {DRAWING_SECONDS} seconds.")
            time.sleep(0.1)
            packs = final_packs()
        return packs

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
    final = Pack.objects.filter(standing=EditionStatus.FINAL).with_period()
    newest = final.order_by("-snapshot__period__month", "-pk")
    found = (newest.filter(forum=forum).first() for forum in Forum)
    return [pack for pack in found if pack is not None]
