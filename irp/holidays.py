"""England's bank holidays, from the list that ships with govuk-bank-holidays (Rule 14)."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1)
def england_holidays() -> frozenset[date]:
    """Return the bank holidays of England and Wales that are known, from 2012 on.

    Never asks the network. The list ends where GOV.UK had published to when the package was
    released (December 2028 in 0.19): later days count as working days until it is upgraded.
    """
    # Imported when first asked: it brings an HTTP client and its character tables, 8 MB that no
    # web process needs before a period is opened.
    from govuk_bank_holidays.bank_holidays import BankHolidays

    calendar = BankHolidays(use_cached_holidays=True)
    return frozenset(
        holiday["date"]
        for holiday in calendar.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    )
