"""What an indicator is compared with: versions of its target and benchmark (Rules 25 and 27). Pure.

Each version holds from a month on. A later one for the same month corrects it; so a run of targets,
one a year, stands side by side, and each month of data is judged by the one then in force.
"""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from irp.rules.date_spans import printed_month
from kpis.facts import TargetFacts, VersionFacts
from kpis.rules.readings import DIGITS, MOST, PLACES, YES_NO, places_of, value_fault
from kpis.words import KpiStatus, Polarity, Yardstick

Version = TypeVar("Version", TargetFacts, VersionFacts)


def in_force(
    targets: Iterable[Version], *, month: date, kind: Yardstick = Yardstick.TARGET
) -> Version | None:
    """Return the version that holds for a month of data, None where there is none then."""
    known = [target for target in targets if target.kind is kind and target.from_month <= month]
    newest = max(known, key=lambda target: (target.from_month, target.number), default=None)
    return newest if newest and newest.value is not None else None


def status_of(
    value: Decimal, *, target: TargetFacts | VersionFacts | None, polarity: Polarity
) -> KpiStatus | None:
    """Return whether a figure reaches the target of its month; None without a target.

    One that misses it by no more than the tolerance decided with it is within tolerance.
    """
    if target is None or target.value is None:
        return None
    if polarity is Polarity.NONE:
        return KpiStatus.NOT_JUDGED
    reached = value >= target.value if polarity is Polarity.HIGHER else value <= target.value
    if reached:
        return KpiStatus.ON_TARGET
    is_near = target.tolerance is not None and abs(value - target.value) <= target.tolerance
    return KpiStatus.WITHIN_TOLERANCE if is_near else KpiStatus.OFF_TARGET


def tolerance_fault(tolerance: Decimal | None, *, kind: Yardstick, is_none: bool, unit: str) -> str:
    """Return what is wrong with the tolerance of a new version, with what to type, or ""."""
    if tolerance is None:
        return ""
    if kind is not Yardstick.TARGET or is_none or unit == YES_NO:
        return "Leave this empty. Only a target that is a number has a tolerance"
    if not tolerance.is_finite() or not 0 <= tolerance < MOST:
        return f"Enter a number from 0, of at most {DIGITS} digits before the point"
    return f"Enter at most {PLACES} decimal places" if places_of(tolerance) > PLACES else ""


def target_faults(
    *,
    unit: str,
    over_100: bool,
    cumulative: bool,
    value: Decimal | None,
    is_none: bool,
    from_month: date | None,
    begun: Collection[date],
    open_months: Collection[date],
    judged_until: date | None,
) -> dict[str, str]:
    """Return the faults of a new version by field, each with what to type.

    `is_none` says that from then on there is none; `begun` are the months from which a version of
    its kind holds already, `open_months` those of them that were set since the last freeze, and
    `judged_until` the newest month that has been judged by one. A month that has been judged keeps
    its target (Rule 25): a new one begins after it, or corrects what no frozen month has shown.
    """
    faults: dict[str, str] = {}
    if is_none and value is not None:
        faults["value"] = "Leave this empty, or remove the tick: there is a value or there is none"
    elif not is_none and value is None:
        faults["value"] = "Enter the value, or tick that there is none from this month on"
    elif value is not None and (fault := value_fault(value, unit=unit, over_100=over_100)):
        faults["value"] = fault
    elif cumulative and value is not None and value < 0:
        faults["value"] = "Enter 0 or more. This is a running total"
    if from_month is None:
        return faults
    if is_none and not any(month <= from_month for month in begun):
        faults["from_month"] = "Enter a month from which there is one to take away"
    elif judged_until is not None and from_month <= judged_until and from_month not in open_months:
        months = " or ".join(printed_month(month) for month in sorted(open_months)[-3:])
        correct = f". To correct what is in force, enter the month it began: {months}"
        faults["from_month"] = (
            f"Enter a month after {printed_month(judged_until)}: figures up to it have been "
            f"judged{correct if months else ' and keep their target'}"
        )
    return faults
