"""England's bank holidays, from the list that ships with govuk-bank-holidays (Rule 14)."""

from datetime import date
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@lru_cache(maxsize=1)
def england_holidays() -> frozenset[date]:
    """Return the bank holidays of England and Wales that are known, from 2012 on.

    Never asks the network. The list ends where GOV.UK had published to when the package was
    released (December 2028 in 0.19): later days count as working days until it is upgraded.
    """
    calendar = BankHolidays(use_cached_holidays=True)
    return frozenset(
        holiday["date"]
        for holiday in calendar.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    )
