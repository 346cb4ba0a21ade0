"""`manage.py serve`: the site with its Celery worker and clock in one process (embedded mode)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from irp import embedded
from irp.management.unready import MIGRATE, is_migrated


class Command(BaseCommand):
    """Serve the site on this machine's own address until told to stop."""

    help = "Serve the site with its worker in one process, for a newcomer and for small use."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=embedded.PORT, help="0 for any free one")

    def handle(self, *args: Any, port: int = embedded.PORT, **options: Any) -> None:
        """Serve; Ctrl-C or SIGTERM ends it once the task that runs has ended."""
        if settings.SERVICE:
            raise CommandError(
                "DATABASE_URL and REDIS_URL are set, so this is service mode. "
                "Type ./run start for gunicorn, Celery worker and beat."
            )
        try:
            with embedded.web_server(port=port) as server:
                if not is_migrated():
                    raise CommandError(MIGRATE)
                with embedded.running():
                    address = f"http://{embedded.HOST}:{server.effective_port}/"
                    self.stdout.write(f"Serving on {address} (Ctrl-C stops it)")
                    self.stdout.flush()
                    server.run()
        except embedded.PortTaken as error:
            raise CommandError(str(error)) from error
