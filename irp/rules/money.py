"""Money: pounds and pence, nought or more, as it is typed and printed (Rule 26). Never a float."""

from decimal import Decimal

from irp.rules.numbers import NO_MILLIONS, decimal_number, is_shortened

MOST = Decimal(10) ** 12  # pounds: no amount of a plan is as large
PENCE = 2
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
        return "Enter an amount of nought or more"
    if amount >= MOST:
        return "Enter an amount below £1,000,000,000,000"
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PENCE:
        return "Enter pounds and pence: two decimal places at most"
    return ""


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
