"""Readings of the plan's indicators: monthly, quarterly or yearly, provisional then revised. Pure.

Only indicators that are one number are read: a composite without a target of its own, a perception
or a yes-or-no is not.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from exchange.demonstration.months import FIRST, dice, index

MONTHLY = (
    r"capital receipts|collection rate|invoices|sickness|interim staff|complaints received"
    r"|repeat contacts"
)
YEARLY = r"survey|annual|citizens|respond|staff who|employees who|feel"
# Where the first reading lies, and how far a reading moves, in the unit: by words of the name, and
# for the rest by unit. Of the order that English cities publish, so that a board can believe it.
LIKELY = (
    (r"sickness", 5.2, 6.0, 0.08),
    (r"interim staff", 9, 13, 0.25),
    (r"reserves", 9, 14, 0.4),
    (r"council tax collection", 92, 94, 0.15),
    (r"housing rents collection", 94, 96, 0.15),
    (r"business rates collection", 94, 96, 0.15),
    (r"invoices paid on time", 82, 90, 0.4),
    (r"non-contracted", 9, 14, 0.4),
    (r"delegation letters", 88, 95, 0.5),
    (r"audit recommendations", 62, 74, 1),
    (r"appraisal", 60, 72, 1.2),
    (r"trust the council|value for money", 36, 44, 1.2),
    (r"unhelpful", 38, 46, 1.2),
    (r"safe way to voice", 52, 64, 1.5),
    (r"savings achieved", 8_000_000, 12_000_000, 700_000),
    (r"corporate services per head", 105, 140, 1.5),
    (r"repeat contacts", 14, 20, 0.3),
    (r"complaints received per", 3, 5, 0.1),
    (r"complaints upheld", 72, 82, 1),
    (r"compliance with ombudsman", 95, 96.5, 0.9),
    (r"proportion of the total", 1, 3, 0.1),
    (r"standards committee", 2, 6, 1),
    (r"contact centre", 58, 70, 0.8),
)
BASES = {
    "percent": (48, 74, 1),
    "pounds": (20_000_000, 60_000_000, 2_000_000),
    "pounds per head": (40, 160, 3),
    "number": (2, 14, 1),
    "rate per 1,000": (3, 8, 0.2),
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
    steps: tuple[tuple[int, Decimal], ...] = ()  # of a running total: month reached, amount in all


@dataclass(frozen=True)
class Value:
    """A reading as it is entered: for the data period that begins in `month`."""

    month: int
    value: Decimal
    revised: bool
    reason: str = ""  # of a revision


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
    # What was received in all is counted when the money is in: it is not revised, so never falls.
    if span in {1, 3} and not measure.steps and _ends(month - 2, span) and revised.random() < 0.6:
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
    if measure.steps:
        return _bounded(measure, _received(measure.steps, begins + span_of(measure) - 1))
    name = measure.name.casefold()
    low, high, pace = next(
        (likely for words, *likely in LIKELY if re.search(words, name)), BASES[measure.unit]
    )
    chance = dice("reading", measure.ref)
    level = chance.uniform(low, high)
    way = {"higher": 1, "lower": -1, "none": 0}[measure.polarity]
    for step in range((begins - index(FIRST)) // span_of(measure)):
        level += dice("step", measure.ref, step).uniform(-0.6, 1) * pace * (way or 0.3)
    return _bounded(measure, Decimal(f"{level:.4f}"))


def _received(steps: tuple[tuple[int, Decimal], ...], month: int) -> Decimal:
    """Return what has been received in all by the end of a month."""
    return max((total for ends, total in steps if ends <= month), default=Decimal(0))


def _bounded(measure: Measure, value: Decimal) -> Decimal:
    places = Decimal("1") if measure.unit in {"number", "pounds"} else Decimal("0.1")
    most = Decimal(MOST.get(measure.unit, 10**9))
    return min(most, max(Decimal(0), value)).quantize(places)
