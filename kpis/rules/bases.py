"""What a reading is worked out from: numerator and denominator, or a survey's answers. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kpis.rules.readings import DIGITS, MOST, PERCENT, PLACES, places_of, printed_value

PER_HEAD = "pounds per head"
# What a quotient is multiplied by in each unit that is one.
TIMES = {PERCENT: 100, "rate per 1,000": 1000, PER_HEAD: 1}
ROUNDED = 2  # decimal places of a value that is worked out


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What was typed beside a value: numbers that it is worked out from, or who was asked when."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    respondents: int | None = None
    asked_from: date | None = None
    asked_until: date | None = None


NO_BASIS = Basis()


def worked_out(basis: Basis, *, unit: str) -> Decimal | None:
    """Return the value of numerator and denominator in a unit; None where none follows."""
    numerator, denominator = basis.numerator, basis.denominator
    if unit not in TIMES or numerator is None or denominator is None:
        return None
    if not (numerator.is_finite() and denominator.is_finite() and denominator):
        return None
    value = numerator * TIMES[unit] / denominator
    if abs(value) >= MOST:
        return None
    return value.quantize(Decimal(1).scaleb(-ROUNDED), ROUND_HALF_UP)


def basis_faults(
    basis: Basis, *, unit: str, value: Decimal | None, is_survey: bool, on: date
) -> dict[str, str]:
    """Return the faults of what stands beside a value, by field, each with what to type.

    A value that was typed must be the one worked out, to the decimal places that it was typed with.
    """
    faults = _quotient_faults(basis, unit=unit)
    if not faults and value is not None:
        faults |= _value_faults(basis, unit=unit, value=value)
    return faults | _survey_faults(basis, is_survey=is_survey, on=on)


def _quotient_faults(basis: Basis, *, unit: str) -> dict[str, str]:
    numerator, denominator = basis.numerator, basis.denominator
    faults: dict[str, str] = {}
    if (numerator, denominator) == (None, None):
        return faults
    if unit not in TIMES:
        return {
            name: f"Leave this empty. A figure in {unit} is not one number divided by another"
            for name in ("numerator", "denominator")
            if getattr(basis, name) is not None
        }
    if numerator is None:
        faults["numerator"] = "Enter the numerator too, or leave both empty"
    elif fault := _number_fault(numerator):
        faults["numerator"] = fault
    if denominator is None:
        faults["denominator"] = "Enter the denominator too, or leave both empty"
    elif fault := _number_fault(denominator):
        faults["denominator"] = fault
    elif denominator <= 0:
        faults["denominator"] = "Enter a number above 0"
    return faults


def _number_fault(value: Decimal) -> str:
    if not (value.is_finite() and abs(value) < MOST):
        return f"Enter a number of at most {DIGITS} digits before the point"
    if places_of(value) > PLACES:
        return f"Enter at most {PLACES} decimal places"
    return ""


def _value_faults(basis: Basis, *, unit: str, value: Decimal) -> dict[str, str]:
    exact = (
        basis.numerator * TIMES[unit] / basis.denominator
        if unit in TIMES and basis.numerator is not None and basis.denominator
        else None
    )
    if exact is None or not value.is_finite():
        return {}
    places = min(places_of(value), PLACES)
    if value == exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):
        return {}
    found = worked_out(basis, unit=unit)
    printed = printed_value(found, unit=unit) if found is not None else "another figure"
    return {"value": f"Enter {printed}, or correct the numbers below: that is what they give"}


def _survey_faults(basis: Basis, *, is_survey: bool, on: date) -> dict[str, str]:
    faults = {}
    if basis.respondents is not None and basis.respondents < 1:
        faults["respondents"] = "Enter 1 or more, or leave this empty"
    if not is_survey:
        return {
            name: "Leave this empty. This indicator is not from a survey"
            for name in ("respondents", "asked_from", "asked_until")
            if getattr(basis, name) is not None
        }
    if (basis.asked_from is None) != (basis.asked_until is None):
        name = "asked_from" if basis.asked_from is None else "asked_until"
        faults[name] = "Enter both days, the same day twice where it was one"
    elif basis.asked_from and basis.asked_until:
        if basis.asked_until < basis.asked_from:
            faults["asked_until"] = "Enter a day on or after the first"
        elif basis.asked_until > on:
            faults["asked_until"] = "Enter a day that is not in the future"
    return faults
