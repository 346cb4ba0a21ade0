"""Money: pounds and pence, nought or more, as it is typed and printed (Rule 26). Never a float."""

from decimal import ROUND_HALF_UP, Decimal

from irp.rules.numbers import MINUS, NO_MILLIONS, decimal_number, is_shortened

MOST = Decimal(10) ** 12  # pounds: no amount of a plan is as large
PENCE = 2
MILLION = 1_000_000
WHAT_TO_TYPE = "Enter pounds and pence in digits, such as £1,234,567.89 or 1234567.89"


class NoMoney(ValueError):
    """What was typed is no amount of money; its message says what to type."""


def money_read(text: str) -> Decimal:
    """Return the amount that a person typed: "£1,234,567.89" and "1234567.89" are the same.

    Raises `NoMoney` with what to type: for "1.2m", a minus, a third decimal place.
    """
    typed = text.strip()
    number = decimal_number(typed, pounds=True)
    if number is None:
        raise NoMoney(NO_MILLIONS if is_shortened(typed) else WHAT_TO_TYPE)
    if fault := money_fault(number):
        raise NoMoney(fault)
    return number


def money_fault(amount: Decimal | None) -> str:
    """Return what is wrong with an amount of money, "" for nothing: negative, too large, pence."""
    if amount is None:
        return ""
    if not amount.is_finite():
        return WHAT_TO_TYPE
    if amount < 0:
        return "Enter an amount of £0 or more"
    if amount >= MOST:
        return "Enter an amount below £1,000,000,000,000"
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PENCE:
        return "Enter pounds and pence: two decimal places at most"
    return ""


def printed_pounds(amount: Decimal) -> str:
    """Return an amount exactly: "£1,234,567.89", "£40,000,000"; a minus is a true minus.

    Pence show only where there are some. What is worked out in parts of a penny is rounded to
    pence, half a penny up.
    """
    rounded = in_pence(amount)
    pence = abs(rounded)
    text = f"{pence:,.0f}" if pence == pence.to_integral_value() else f"{pence:,}"
    return f"{MINUS if rounded < 0 else ''}£{text}"


def short_pounds(amount: Decimal) -> str:
    """Return an amount in millions to one place where it is a million or more: "£36.0m".

    Pounds below that. It is rounded, half up, for headlines alone: the exact amount stands beside
    it.
    """
    if abs(amount) < MILLION:
        return printed_pounds(amount)
    millions = _rounded(abs(amount) / MILLION, 1)
    return f"{MINUS if amount < 0 else ''}£{millions:,}m"


def brief_pounds(amount: Decimal) -> str:
    """Return an amount as headlines do, whole millions without a decimal place: "£45m"."""
    return short_pounds(amount).replace(".0m", "m")


def in_pence(amount: Decimal) -> Decimal:
    """Return an amount with its pence, half a penny up: SQLite gives 2000000 without them."""
    return _rounded(amount, PENCE)


def _rounded(amount: Decimal, places: int) -> Decimal:
    """Return an amount to so many places, half up as people round, not half to even."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
