"""Benefits and disbenefits: what an entry holds, how a reading stands to the target (Rule 26)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from programmes.words.benefits import BenefitKind, BenefitStatus, Better

MEASURED = ("measure", "unit", "baseline", "target", "target_on")


def benefit_faults(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with a benefit, by field.

    A cashable one is counted as its saving and has no measure of its own; any other needs one. A
    target has its day, and is no worse than the baseline; that of a disbenefit is a limit.
    """
    if not (entry.get("title") or "").strip():
        return {"title": "Enter what the benefit is"}
    if entry.get("saving") is not None:
        return {
            name: "Leave it empty: a cashable benefit is counted as its saving"
            for name in MEASURED
            if entry.get(name) not in (None, "")
        }
    faults = {}
    if not (entry.get("measure") or "").strip():
        faults["measure"] = "Enter what is measured, or choose the saving that it is counted as"
    for name in ("baseline", "target"):
        number = entry.get(name)
        if isinstance(number, Decimal) and not number.is_finite():
            faults[name] = "Enter a number in digits"
    target, baseline = entry.get("target"), entry.get("baseline")
    if (target is None) != (entry.get("target_on") is None) and "target" not in faults:
        missing = "target" if target is None else "target_on"
        faults[missing] = "Enter a target with the day by which it is to be reached"
    is_limit = entry.get("kind") == BenefitKind.DISBENEFIT  # no more than that, worse or not
    if faults or target is None or baseline is None or is_limit:
        return faults
    if not is_reached(target, target=baseline, better=Better(entry["better"])):
        faults["target"] = "Enter a target that is no worse than the baseline"
    return faults


def reading_faults(
    value: Decimal | None,
    *,
    is_cashable: bool,
    saving: str = "",
    ended_on: date | None = None,
    unit: str = "",
    asked: str = "",
) -> dict[str, str]:
    """Return what is wrong with a reading, by field.

    `asked` is the unit in which the page asked for it, "" where it named none.
    """
    if ended_on is not None:
        return {"value": f"Leave this empty: the benefit ended on {printed_day(ended_on)}"}
    if is_cashable:
        return {"value": f"Enter its amounts as those of {saving}: it is counted there, once"}
    if value is not None and not value.is_finite():
        return {"value": "Enter a number in digits"}
    if asked and asked != unit:
        asks = f"in {unit}" if unit else "without a unit"
        return {
            "value": f"Enter this {asks}. The benefit’s unit has changed since you opened the page"
        }
    return {}


def is_reached(value: Decimal, *, target: Decimal, better: Better) -> bool:
    """Tell whether a value is at its target or beyond it, the way that is better."""
    return value >= target if better is Better.HIGHER else value <= target


def benefit_status(
    value: Decimal | None,
    *,
    target: Decimal | None,
    target_on: date | None,
    better: Better,
    is_cashable: bool,
    measured: Measured,
    kind: BenefitKind = BenefitKind.BENEFIT,
    ended: bool = False,
) -> BenefitStatus:
    """Return how the newest reading stands to the target, as measured: derived, no rating.

    A disbenefit's target is a limit, whatever its day. One that `ended` with its programme is no
    longer judged.
    """
    if ended:
        return BenefitStatus.ENDED
    if is_cashable:
        return BenefitStatus.CASHABLE
    if value is None:
        return BenefitStatus.UNREAD
    if target is None:
        return BenefitStatus.NO_TARGET
    reached = is_reached(value, target=target, better=better)
    if kind is BenefitKind.DISBENEFIT:
        return BenefitStatus.WITHIN if reached else BenefitStatus.BEYOND
    if reached:
        return BenefitStatus.REACHED
    return BenefitStatus.LATE if measured.has_passed(target_on) else BenefitStatus.NOT_YET
