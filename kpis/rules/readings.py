"""What a reading may say and how it is printed. Pure: no Django, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from irp.rules.date_spans import printed_month
from irp.rules.numbers import MINUS
from kpis.rules.periods import UNSAID, Cadence, period_fault

YES_NO = "yes/no"
POUNDS = {"pounds", "pounds per head"}
PERCENT = "percent"
PENCE = 2  # decimal places
# The decimal places that a figure has at least: 42% stands above 42.5% as 42.0%.
PRINTED_PLACES = {PERCENT: 1, "rate per 1,000": 1, "perception": 1}
# SQLite keeps 15 significant digits of a number: 11 before the point and 4 after it are exact on
# both databases. A 16th is lost there without a word, and a rounded figure can be one too long.
DIGITS, PLACES = 11, 4
LEAST, MOST = Decimal(-(10**DIGITS)), Decimal(10**DIGITS)  # neither end included
MOST_PERCENT = 1000  # of a percentage that may be over 100: more is a slip, such as pounds


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands beside a new reading: of its own month, and of the months before and after.

    `recorded` is the figure that its own month has, `earlier` and `later` are the months nearest
    to it that have one, with that figure.
    """

    revised_already: bool = False
    recorded: Decimal | None = None
    earlier: tuple[date, Decimal] | None = None
    later: tuple[date, Decimal] | None = None


NOTHING = Beside()


def reading_faults(
    *,
    unit: str,
    month: date | None,
    value: Decimal | None,
    revised: bool,
    on: date,
    cadence: Cadence = UNSAID,
    over_100: bool = False,
    cumulative: bool = False,
    reason: str = "",
    beside: Beside = NOTHING,
) -> dict[str, str]:
    """Return the faults of a reading by field, each with what to type (Rule 27).

    `month` is the first day of the data period, which must be over on `on`, the day of recording. A
    yes/no indicator is 1 or 0, a percentage from 0 to 100, or to 1,000 where the indicator allows
    more (`over_100`), pounds have pence only, and a running total (`cumulative`) never falls. A
    figure that was revised is never made provisional again. A month that has a figure is given
    another with a `reason`; one that stays, and only becomes final, needs none. What is None the
    form has refused.
    """
    faults: dict[str, str] = {}
    if month is not None and (fault := period_fault(month, cadence=cadence, on=on)):
        faults["month"] = fault
    if value is not None:
        fault = value_fault(value, unit=unit, over_100=over_100)
        if not fault and cumulative:
            fault = _total_fault(value, unit=unit, beside=beside)
        if fault:
            faults["value"] = fault
    if beside.revised_already and not revised:
        faults["figure"] = "This month has already been revised. Choose Revised"
    if value is not None and "value" not in faults and not reason.strip():
        before = beside.recorded
        if before is not None and before != value:
            printed = printed_value(before, unit=unit)
            faults["reason"] = (
                f"Enter the reason for the revision, such as late records: {printed} is recorded"
            )
    return faults


def _total_fault(value: Decimal, *, unit: str, beside: Beside) -> str:
    """Return what is wrong with a running total, or ""."""
    if value < 0:
        return "Enter 0 or more. This is a running total"
    for near, bound, is_past in (
        (beside.earlier, "or more", lambda total: value < total),
        (beside.later, "or less", lambda total: value > total),
    ):
        if near and is_past(near[1]):
            total = printed_value(near[1], unit=unit)
            return (
                f"Enter {total} {bound}. This is a running total, and {printed_month(near[0])} has "
                f"{total}. If that figure is wrong, revise it first"
            )
    return ""


def change_of(values: Sequence[Decimal], *, unit: str) -> Decimal | None:
    """Return the newest value less the one before, newest first; None where nothing compares."""
    if len(values) < 2 or unit == YES_NO:
        return None
    return values[0] - values[1]


def movement(values: Sequence[Decimal], *, unit: str) -> Decimal:
    """Return how far the newest value lies from the one before, in proportion to that."""
    change = change_of(values, unit=unit)
    if not change:
        return Decimal(0)
    before = abs(values[1])
    return abs(change) / before if before else Decimal("Infinity")


def value_fault(value: Decimal, *, unit: str, over_100: bool) -> str:
    """Return what is wrong with a value in its indicator's unit, with what to type, or ""."""
    if not (value.is_finite() and LEAST < value < MOST):
        return f"Enter a number of at most {DIGITS} digits before the point"
    if unit == YES_NO and value not in {Decimal(0), Decimal(1)}:
        return "Choose Yes or No"
    most = MOST_PERCENT if over_100 else 100
    if unit == PERCENT and not 0 <= value <= most:
        return f"Enter a percentage from 0 to {most:,}"
    if unit in POUNDS and places_of(value) > PENCE:
        return "Enter pounds and pence, such as 1,234.50"
    # As typed: normalize() makes a nought of 1e-999999999.
    return f"Enter at most {PLACES} decimal places" if places_of(value) > PLACES else ""


def places_in(unit: str, values: Iterable[Decimal] = ()) -> int:
    """Return the decimal places that values beside each other are all printed with.

    The unit decides, and more only where one of them has more: none is rounded.
    """
    least = PRINTED_PLACES.get(unit, 0)
    most = max((places_of(value.normalize()) for value in values), default=0)
    return max(most, PENCE) if unit in POUNDS and most else max(most, least)


def printed_value(value: Decimal, *, unit: str, places: int = 0) -> str:
    """Return a reading as people read it: "12.5%", "£1,200", "Yes", "3.2 per 1,000".

    `places` are those that values beside it have; by itself it has its unit's.
    """
    if unit == YES_NO:
        return "Yes" if value else "No"
    figure = f"{abs(value):,.{max(places, places_in(unit, [value]))}f}"
    minus = MINUS if value < 0 else ""
    if unit in POUNDS:
        return f"{minus}£{figure}{' per head' if unit != 'pounds' else ''}"
    if unit == PERCENT:
        return f"{minus}{figure}%"
    if unit.startswith("rate "):
        return f"{minus}{figure} {unit.removeprefix('rate ')}"
    return f"{minus}{figure}"


def printed_change(value: Decimal, *, unit: str, places: int = 0) -> str:
    """Return a change as people read it: "+0.8 points" of a percentage, "+£1,200", "No change"."""
    if not value:
        return "No change"
    sign = "+" if value > 0 else ""
    if unit == PERCENT:
        return sign + printed_points(value, places=places)
    return sign + printed_value(value, unit=unit, places=places)


def printed_points(value: Decimal, *, places: int = 0) -> str:
    """Return a difference of percentages: "0.8 points"."""
    return printed_value(value, unit=PERCENT, places=places).replace("%", " points")


def places_of(value: Decimal) -> int:
    """Return the decimal places that a finite number is written with."""
    return max(0, -int(value.as_tuple().exponent))
