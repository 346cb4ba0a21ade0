"""Savings: rungs in order, money as it is typed, targets, who may validate (Rule 26).

Money is Decimal, in pounds. A year is a financial year by the calendar year in which it begins.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise

from programmes.words.savings import ENTERED

ZERO = Decimal(0)
MOST = Decimal(10) ** 12  # pounds: no amount of a plan is as large
PENCE = 2
WHAT_TO_TYPE = "Enter pounds and pence in digits, such as £1,234,567.89 or 1234567.89"
NO_MILLIONS = "Enter all the digits, such as 1,200,000. Words and letters like 1.2m are not read"
YEAR = re.compile(r"(20[0-9]{2})\s?[/-]\s?(?:20)?([0-9]{2})", re.ASCII)
WHICH_YEAR = "Enter a financial year such as 2026/27"


def financial_year(day: date) -> int:
    """Return the financial year of a day by its first calendar year: 31 March 2027 is of 2026."""
    return day.year if day.month >= 4 else day.year - 1


def year_words(year: int) -> str:
    """Return a financial year as people write it: "2026/27"."""
    return f"{year}/{(year + 1) % 100:02}"


def year_read(text: str) -> int | None:
    """Return the financial year that a text names: "2026/27", "2026-27"; None for anything else."""
    found = YEAR.fullmatch(text.strip())
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return int(found[1])


def is_over(year: int, *, on: date) -> bool:
    """Tell whether a financial year has ended before a day."""
    return financial_year(on) > year


def money_fault(amount: Decimal | None) -> str:
    """Return what is wrong with an amount of money, "" for nothing: negative, too large, pence."""
    if amount is None:
        return ""
    if not amount.is_finite():
        return WHAT_TO_TYPE
    if amount < 0:
        return "Enter an amount of nought or more"
    if amount >= MOST:
        return "Enter an amount below £1,000,000,000,000"
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PENCE:
        return "Enter pounds and pence: two decimal places at most"
    return ""


def rung_faults(amounts: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Return what is wrong with amounts by rung: each holds at least what the next one holds.

    What is delivered has been identified too: £2m delivered of £1m identified is refused.
    """
    faults = {}
    for lower, upper in pairwise(ENTERED):
        below, above = amounts.get(lower.value), amounts.get(upper.value)
        if below is not None and above is not None and above > below:
            faults[upper.value] = (
                f"Enter {printed_pounds(below)} or less, or more as {lower.label.lower()}: what is "
                f"{upper.label.lower()} is {lower.label.lower()} too"
            )
    return faults


def validated_faults(
    in_year: Decimal | None, *, delivered: Decimal, evidence: str
) -> dict[str, str]:
    """Return what is wrong with a validation by field: no more than was delivered, and why."""
    faults = {}
    if in_year is not None and in_year > delivered:
        faults["in_year"] = (
            f"Enter {printed_pounds(delivered)} or less: no more than that was entered as delivered"
        )
    if not evidence.strip():
        faults["evidence"] = "Enter what shows it: a ledger code, a report, a date"
    return faults


def validator_refusals(*, owns: bool, entered: bool) -> list[str]:
    """Return why a person may not validate a saving: its owner, or who entered its amounts."""
    reasons = []
    if owns:
        reasons.append("You hold the post that owns this saving. Another validator confirms it.")
    if entered:
        reasons.append("You entered these amounts. Another validator confirms them.")
    return reasons


def saving_target_faults(
    *, year: int | None, last: Decimal | None, on: date, same: bool = False
) -> dict[str, str]:
    """Return what is wrong with a target by field; `last` is the version in force, None for none.

    A year that is over is judged by the target that it had: a first one may still be entered.
    """
    if year is None:
        return {}
    if same:
        return {"in_year": "Change the amount. This is the target already"}
    if last is not None and is_over(year, on=on):
        return {"year": f"{year_words(year)} is over. It is judged by the target that it had"}
    return {}


def printed_pounds(amount: Decimal) -> str:
    """Return an amount exactly: "£1,234,567.89", "£40,000,000"."""
    places = 0 if amount == amount.to_integral_value() else PENCE
    return f"£{amount:,.{places}f}"


def short_pounds(amount: Decimal) -> str:
    """Return an amount in millions to one place where it is a million or more: "£36.0m".

    Pounds below that. It is rounded, for headlines alone: the exact amount stands beside it.
    """
    if abs(amount) < 1_000_000:
        return printed_pounds(amount)
    return f"£{amount / 1_000_000:,.1f}m"


def next_saving_ref(refs: Collection[str]) -> str:
    """Return the next reference of a saving after the highest that was given: "SAV-S13"."""
    numbers = [int(ref[5:]) for ref in refs if re.fullmatch(r"SAV-S[0-9]{2,4}", ref, re.ASCII)]
    return f"SAV-S{max(numbers, default=0) + 1:02}"


def equality_faults(*, equality: str, reason: str, on: date | None, today: date) -> dict[str, str]:
    """Return what is missing of an equality impact assessment, by field."""
    faults = {}
    if equality == "not_needed" and not reason.strip():
        faults["equality_reason"] = "Enter why no assessment is needed"
    if equality == "done" and on is None:
        faults["equality_on"] = "Enter the day on which it was done"
    if equality != "done" and on is not None:
        faults["equality_on"] = "Leave the day empty until the assessment is done"
    if on is not None and on > today:
        faults["equality_on"] = "Enter a day that is not in the future"
    return faults
