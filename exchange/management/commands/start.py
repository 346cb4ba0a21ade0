"""`manage.py start`: the plan and its first administrator, then the site (embedded mode)."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from irp import embedded


class Command(BaseCommand):
    """Bring the database up to date, load the plan, see to an administrator, and serve."""

    help = "Start the product without demonstration data, in one process."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=embedded.PORT, help="0 for any free one")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Do each step; every one is safe to run again."""
        if settings.SERVICE:
            raise CommandError(
                "DATABASE_URL and REDIS_URL are set, so this is service mode. Type ./run start"
            )
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_plan", stdout=self.stdout)
        call_command("first_administrator", stdout=self.stdout)
        call_command("serve", port=port, stdout=self.stdout)
