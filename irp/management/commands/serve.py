"""`manage.py serve`: the site with its Celery worker and clock in one process (embedded mode)."""

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers.basehttp import get_internal_wsgi_application
from waitress import create_server

from irp import embedded

HOST = "127.0.0.1"
PORT = 8000
THREADS = 8  # of the web server; SQLite lets one of them write at a time


class Command(BaseCommand):
    """Serve the site on this machine's own address until told to stop."""

    help = "Serve the site with its worker in one process, for a newcomer and for small use."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0 for any")

    def handle(self, *args: Any, port: int = PORT, **options: Any) -> None:
        """Serve; Ctrl-C or SIGTERM ends it once the task that runs has ended."""
        if settings.SERVICE:
            raise CommandError(
                "DATABASE_URL and REDIS_URL are set, so this is service mode. "
                "Type ./run start for gunicorn, Celery worker and beat."
            )
        try:
            server = create_server(
                get_internal_wsgi_application(), host=HOST, port=port, threads=THREADS
            )
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}). Type another, such as --port {PORT + 1}"
            ) from error
        signal.signal(signal.SIGTERM, _stop)
        with embedded.running():
            self.stdout.write(f"Serving on http://{HOST}:{server.effective_port}/ (Ctrl-C stops)")
            self.stdout.flush()
            server.run()
        server.close()


def _stop(*_: Any) -> None:
    raise SystemExit(0)
