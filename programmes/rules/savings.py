"""Savings: rungs in order, targets by year, who may validate (Rule 26). Money is Decimal."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from irp.rules.financial_years import year_is_over, year_words
from irp.rules.measuring import Measured
from irp.rules.money import money_fault, printed_pounds
from programmes.words.savings import ENTERED


def rung_faults(amounts: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Return what is wrong with amounts by rung: each holds at least what the next one holds.

    What is delivered has been identified too: £2m delivered of £1m identified is refused.
    """
    faults = {}
    for lower, upper in pairwise(ENTERED):
        below, above = amounts.get(lower.value), amounts.get(upper.value)
        if below is not None and above is not None and above > below:
            upto, name = printed_pounds(below), lower.label.lower()
            faults[upper.value] = (
                f"{upper.label}: enter {upto} or less, or more as {name}: what is "
                f"{upper.label.lower()} is {name} too"
            )
    return faults


MONEY = (*(rung.value for rung in ENTERED), "full_year", "forecast", "late")


def amounts_faults(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with a month's entry of a saving, by field."""
    faults = {name: fault for name in MONEY if (fault := money_fault(entry.get(name)))}
    rungs = {rung.value: entry.get(rung.value) for rung in ENTERED if rung.value not in faults}
    faults |= rung_faults(rungs)
    delivered, forecast = entry.get("delivered"), entry.get("forecast")
    if not faults and delivered is not None and forecast is not None and forecast < delivered:
        faults["forecast"] = (
            f"Enter {printed_pounds(delivered)} or more: that much is delivered already"
        )
    return faults


def validated_faults(
    in_year: Decimal | None,
    *,
    delivered: Decimal,
    evidence: str,
    full_year: Decimal | None = None,
) -> dict[str, str]:
    """Return what is wrong with a validation by field: no more than was delivered, and why."""
    amounts = {"in_year": in_year, "full_year": full_year}
    faults = {name: fault for name, amount in amounts.items() if (fault := money_fault(amount))}
    if not faults and in_year is not None and in_year > delivered:
        faults["in_year"] = (
            f"Enter {printed_pounds(delivered)} or less: no more than that was entered as delivered"
        )
    if not evidence.strip():
        faults["evidence"] = "Enter what shows it: a ledger code, a report, a date"
    return faults


def is_to_validate(*, delivered: Decimal, seen: Decimal | None) -> bool:
    """Tell whether a delivered amount waits for a validator; `seen` is what one looked at last."""
    return delivered != (seen or 0)


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
    if last is not None and year_is_over(year, measured=Measured(on)):
        return {"year": f"{year_words(year)} is over. It is judged by the target that it had"}
    return {}


def next_saving_refs(refs: Collection[str], *, how_many: int) -> list[str]:
    """Return the next references of savings after the highest that was given: "SAV-S13"."""
    numbers = [int(ref[5:]) for ref in refs if re.fullmatch(r"SAV-S[0-9]{2,4}", ref, re.ASCII)]
    first = max(numbers, default=0) + 1
    return [f"SAV-S{number:02}" for number in range(first, first + how_many)]


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
