"""Readings of the plan's indicators: monthly, quarterly or yearly, provisional then revised. Pure.

Only indicators that are one number are read: a composite, a perception or a yes-or-no is not.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from exchange.demonstration.months import FIRST, dice, index

MONTHLY = r"collection rate|invoices|sickness|interim staff|complaints received|repeat contacts"
YEARLY = r"survey|annual|citizens|respond|staff who|employees who|feel"
BASES = {  # where the first reading lies, and how far a reading moves, in the unit
    "percent": (35, 90, 1.2),
    "pounds": (20_000_000, 90_000_000, 9_000_000),
    "pounds per head": (40, 160, 3),
    "number": (2, 14, 2),
    "rate per 1,000": (6, 20, 0.8),
}
MOST = {"percent": 100}


@dataclass(frozen=True)
class Measure:
    """What the plan says of an indicator."""

    ref: str
    name: str
    unit: str
    polarity: str
    is_composite: bool


@dataclass(frozen=True)
class Value:
    """A reading as it is entered: for the data period that begins in `month`."""

    month: int
    value: Decimal
    revised: bool
    note: str = ""


def span_of(measure: Measure) -> int:
    """Return how many months one reading covers, 0 for an indicator that is not one number."""
    name = measure.name.casefold()
    if measure.unit not in BASES or measure.is_composite:
        return 0
    if re.search(MONTHLY, name):
        return 1
    return 12 if re.search(YEARLY, name) else 3


def entered_in(measure: Measure, month: int) -> list[Value]:
    """Return the readings entered with the return of a month.

    A data period is read provisionally in the month after it ends, and in three of five cases
    revised a month later; yearly ones are not. Quarters are the financial year's (Rule 11).
    """
    span = span_of(measure)
    values = []
    if _ends(month - 1, span):
        begins = month - span
        values.append(Value(begins, _value(measure, begins), False))
    revised = dice("revised", measure.ref, month)
    if span in {1, 3} and _ends(month - 2, span) and revised.random() < 0.6:
        begins = month - 1 - span
        change = Decimal(1) + Decimal(revised.choice((-3, -2, -1, 1, 2))) / 200
        value = _bounded(measure, _value(measure, begins) * change)
        values.append(Value(begins, value, True, "Late records were added"))
    return values


def _ends(month: int, span: int) -> bool:
    """Tell whether a data period of so many months, none before April 2024, ends with a month."""
    done = month + 1 - index(FIRST)
    return span > 0 and done > 0 and done % span == 0


def _value(measure: Measure, begins: int) -> Decimal:
    """Return a value on a slow walk, mostly the better way where the plan says which that is."""
    low, high, pace = BASES[measure.unit]
    if "collection rate" in measure.name.casefold():
        low, high, pace = 88, 94, 0.3
    chance = dice("reading", measure.ref)
    if measure.unit == "percent" and measure.polarity == "lower":
        low, high = 5, 30
    level = chance.uniform(low, high)
    way = {"higher": 1, "lower": -1, "none": 0}[measure.polarity]
    for step in range((begins - index(FIRST)) // span_of(measure)):
        level += dice("step", measure.ref, step).uniform(-0.8, 1) * pace * (way or 0.3)
    return _bounded(measure, Decimal(f"{level:.4f}"))


def _bounded(measure: Measure, value: Decimal) -> Decimal:
    places = Decimal("1") if measure.unit in {"number", "pounds"} else Decimal("0.1")
    most = Decimal(MOST.get(measure.unit, 10**9))
    return min(most, max(Decimal(0), value)).quantize(places)
