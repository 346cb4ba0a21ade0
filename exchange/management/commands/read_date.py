"""Say how wordings of dates are read: `manage.py read_date < wordings.txt` (docs/operate.md)."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from irp.rules.plan_dates import QuarterConvention, UnreadableDate, parse_plan_date, printed


class Command(BaseCommand):
    """Reads one wording a line, as `load_plan` and the forms read them, and writes nothing."""

    help = "Read one wording of a date a line from standard input, and print how each is read."
    requires_system_checks: list[str] = []  # it asks neither the database nor the site

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form of the answer, and which quarters a bare "Q3 2026" means."""
        parser.add_argument("--json", action="store_true", help="print one JSON object a line")
        parser.add_argument(
            "--quarters",
            choices=[convention.value for convention in QuarterConvention],
            default=QuarterConvention.FINANCIAL.value,
            help='whether "Q3 2026" is of the calendar or of the financial year (default)',
        )

    def handle(self, *args: Any, json: bool, quarters: str, **options: Any) -> None:
        """Print a line for each line, refused ones too; the exit code is 0 whatever is refused."""
        for stream, errors in ((sys.stdin, "replace"), (self.stdout, "strict")):
            if speak := getattr(stream, "reconfigure", None):
                speak(encoding="utf-8", errors=errors)
        answer = as_json if json else as_words
        for line in sys.stdin:
            raw = line.rstrip("\r\n").removeprefix("\ufeff")
            self.stdout.write(answer(raw, QuarterConvention(quarters)))


def as_json(raw: str, quarters: QuarterConvention) -> str:
    """Return the reading as JSON: raw, precision, earliest, latest, or raw and error."""
    try:
        values = parse_plan_date(raw, quarters=quarters).as_json()
    except UnreadableDate as error:
        return json.dumps({"raw": raw, "error": str(error)}, ensure_ascii=False)
    return json.dumps(values | {"raw": raw}, ensure_ascii=False)


def as_words(raw: str, quarters: QuarterConvention) -> str:
    """Return the reading for people: "June 2026: Jun 2026 [month, 2026-06-01 to 2026-06-30]"."""
    try:
        found = parse_plan_date(raw, quarters=quarters)
    except UnreadableDate as error:
        return f"{raw}: cannot be read. {error}"
    precision = found.precision.value.replace("_", " ")
    days = f", {found.earliest} to {found.latest}" if found.is_dated else ""
    return f"{raw}: {printed(found, quarters=quarters)} [{precision}{days}]"
