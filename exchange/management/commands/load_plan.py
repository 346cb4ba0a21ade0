"""Load the plan from its files: `manage.py load_plan [--folder FOLDER]`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exchange.actions import load_plan
from exchange.rules.faults import PlanRefused
from exchange.rules.plan_files import read_plan
from irp.models import Conflict
from irp.rules.numbers import counted


class Command(BaseCommand):
    """Loads all files or none; running it again changes nothing that stands as they say."""

    help = "Load the plan's files; with a fault in any of them, name all faults and load nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder that holds irp/ and cap/."""
        parser.add_argument("--folder", type=Path, default=settings.ROOT / "fixtures")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Load and print what was created, changed and found unchanged."""
        try:
            loaded = load_plan(read_plan(folder), by="manage.py load_plan", at=timezone.now())
        except PlanRefused as refused:
            heading = f"Nothing was loaded: {counted(len(refused.faults), 'fault')}."
            raise CommandError("\n".join([heading, *map(str, refused.faults)])) from refused
        except Conflict as conflict:
            raise CommandError(f"Nothing was loaded: {conflict} Run it again.") from conflict
        if options["verbosity"] == 0:
            return
        self.stdout.write(f"{'':26}{'created':>9}{'changed':>9}{'unchanged':>11}")
        for name, tally in {**loaded.tallies, "all": loaded.total}.items():
            counts = f"{tally.created:>9}{tally.changed:>9}{tally.unchanged:>11}"
            self.stdout.write(f"{name:<26}{counts}")
