"""How addresses write a month, "2026-10", and a day, "2026-10-31"."""

from datetime import date


class MonthConverter:
    """`<month:month>` in an address: its first day as a date (Rule 14).

    Only the years of the plan's days, 2000 to 2100, are months; anything else is no such page.
    """

    regex = "(?:20[0-9]{2}|2100)-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """Return the first day of the month."""
        return date(int(value[:4]), int(value[5:]), 1)

    def to_url(self, value: date | str) -> str:
        """Return "2026-10" for any day of October 2026, and for a period's slug."""
        return str(value)[:7]


class DayConverter:
    """`<day:due_on>` in an address: a date of the years 2000 to 2100; else no such page."""

    regex = f"{MonthConverter.regex}-[0-3][0-9]"

    def to_python(self, value: str) -> date:
        """Return the day; a ValueError, which is no such page, where there is none."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """Return "2026-10-31"."""
        return str(value)
