"""Rules of indicators: what a reading may say, how it is printed. Pure: no Django, no clock."""

from datetime import date
from decimal import Decimal

YES_NO = "yes/no"
POUNDS = {"pounds", "pounds per head"}
PERCENT = "percent"
PENCE = 2  # decimal places
# SQLite keeps 15 significant digits of a number: 11 before the point and 4 after it are exact on
# both databases. A 16th is lost there without a word, and a rounded figure can be one too long.
DIGITS, PLACES = 11, 4
LEAST, MOST = Decimal(-(10**DIGITS)), Decimal(10**DIGITS)  # neither end included


def reading_faults(
    *,
    unit: str,
    month: date | None,
    value: Decimal | None,
    revised: bool,
    revised_already: bool,
    on: date,
    over_100: bool = False,
) -> dict[str, str]:
    """Return the faults of a reading by field, each with what to type (Rule 27).

    `month` is the first day of the data period, `on` the day of recording. A yes/no indicator is
    1 or 0, a percentage from 0 to 100 unless the indicator allows more (`over_100`), pounds have
    pence only. A figure that was revised is never made provisional again. What is None the form
    has refused already.
    """
    faults: dict[str, str] = {}
    if month is not None and month > on:
        faults["month"] = "Enter a month that has begun. The data cannot be from the future"
    if value is not None and (fault := _value_fault(value, unit=unit, over_100=over_100)):
        faults["value"] = fault
    if revised_already and not revised:
        faults["figure"] = "This month has already been revised. Choose Revised"
    return faults


def _value_fault(value: Decimal, *, unit: str, over_100: bool) -> str:
    if not (value.is_finite() and LEAST < value < MOST):
        return f"Enter a number of at most {DIGITS} digits before the point"
    if unit == YES_NO and value not in {Decimal(0), Decimal(1)}:
        return "Choose Yes or No"
    if unit == PERCENT and not (0 <= value <= 100 or (over_100 and value > 100)):
        return f"Enter a percentage {'of 0 or more' if over_100 else 'from 0 to 100'}"
    if unit in POUNDS and _places(value) > PENCE:
        return "Enter pounds and pence, such as 1,234.50"
    # As typed: normalize() makes a nought of 1e-999999999.
    return f"Enter at most {PLACES} decimal places" if _places(value) > PLACES else ""


def printed_value(value: Decimal, *, unit: str) -> str:
    """Return a reading as people read it: "12.5%", "£1,200", "Yes", "3.2 per 1,000"."""
    if unit == YES_NO:
        return "Yes" if value else "No"
    plain = value.normalize()
    places = _places(plain)
    figure = f"{abs(plain):,.{places}f}"
    minus = "\N{MINUS SIGN}" if plain < 0 else ""
    if unit in POUNDS:
        pence = f"{abs(plain):,.2f}" if 0 < places <= 2 else figure
        return f"{minus}£{pence}{' per head' if unit != 'pounds' else ''}"
    if unit == PERCENT:
        return f"{minus}{figure}%"
    if unit.startswith("rate "):
        return f"{minus}{figure} {unit.removeprefix('rate ')}"
    return f"{minus}{figure}"


def _places(value: Decimal) -> int:
    """Return the decimal places that a finite number is written with."""
    return max(0, -int(value.as_tuple().exponent))
