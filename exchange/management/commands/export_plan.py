"""Print the plan as one JSON document: `manage.py export_plan > plan.json` (docs/export.md)."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from exchange.presenters import plan_document


class Command(BaseCommand):
    """Prints the plan, UTF-8 whatever the terminal speaks."""

    help = "Print the plan as one JSON document (schema 1, docs/export.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the document."""
        if speak := getattr(self.stdout, "reconfigure", None):
            speak(encoding="utf-8")
        self.stdout.write(json.dumps(plan_document(), ensure_ascii=False, indent=1))
