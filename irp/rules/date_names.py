"""The names of months, seasons and days of the week, as plans and people write them."""

import re

from irp.rules.date_spans import MONTHS

# "Sept" stands beside the three letters and the whole name because both plans and people write it.
MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
SEASON = rf"(?P<season>{'|'.join(SEASON_STARTS)})"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(
    rf"(?P<weekday>{'|'.join(WEEKDAYS)}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,? "
)
