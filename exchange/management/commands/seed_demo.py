"""`manage.py seed_demo`: a believable, repeatable history of the loaded plan, for showing it."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exchange.demonstration.months import london_moment
from exchange.demonstration.seeding import seed
from irp.actions import Refused


class Command(BaseCommand):
    """Seed once; the same plan and the same day give the same history."""

    help = "Seed demonstration months from April 2024 to last month into a plan without returns."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day the history ends on."""
        parser.add_argument(
            "--on", type=datetime.fromisoformat, help="as if today were this day: 2026-11-21"
        )

    def handle(self, *args: Any, on: datetime | None = None, **options: Any) -> None:
        """Seed, or say that it is seeded; refuse where returns of the plan's own stand."""
        at = london_moment(on.date(), 12) if on else timezone.now()
        try:
            seed(at=at, tell=self.stdout.write)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
