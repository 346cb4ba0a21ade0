"""The bridge from what was planned to what is validated: each step with its amount (Rule 26)."""

from dataclasses import dataclass
from decimal import Decimal

from irp.rules.financial_years import year_words
from irp.rules.money import short_pounds
from programmes.figures.saving_years import YearPosition
from programmes.rules.saving_chains import ZERO


@dataclass(frozen=True, kw_only=True)
class BridgeStep:
    """One bar: from one level to another; `one_off` is the part of it that is hatched.

    A whole bar stands on nought; the others lead from the bar before them to the next.
    """

    key: str
    label: str
    low: Decimal
    high: Decimal
    amount: Decimal  # below nought where it takes away
    is_whole: bool = False
    is_to_come: bool = False  # the year has not ended
    one_off: Decimal = ZERO


@dataclass(frozen=True, kw_only=True)
class Bridge:
    """The steps of a year, and what they come to in words."""

    title: str
    steps: tuple[BridgeStep, ...]


def bridge(position: YearPosition) -> Bridge | None:
    """Return the bridge of a year; None while nothing is promised and nothing was delivered.

    £40m planned, £5m of it not delivered, £2m of replacements: £37m delivered. The steps between
    planned and delivered add up to the difference of the two.
    """
    planned = position.target or ZERO
    delivered = sum((chain.delivered for chain in position.chains), ZERO)
    validated = sum((chain.validated for chain in position.chains), ZERO)
    one_off = sum((chain.one_off for chain in position.chains), ZERO)
    if not planned and not delivered:
        return None
    changes = _changes(position)
    steps, at = [_whole("planned", "Planned", planned)], planned
    for key, label, amount in changes:
        if amount:
            low, high = sorted((at, at + amount))
            steps.append(
                BridgeStep(
                    key=key,
                    label=label,
                    low=low,
                    high=high,
                    amount=amount,
                    is_to_come=key == "undelivered" and not position.is_judged,
                )
            )
            at += amount
    steps.append(_whole("delivered", "Delivered", delivered))
    steps.append(_whole("validated", "Validated", validated, one_off=one_off))
    return Bridge(title=_title(position, validated), steps=tuple(steps))


def _whole(key: str, label: str, amount: Decimal, *, one_off: Decimal = ZERO) -> BridgeStep:
    return BridgeStep(
        key=key, label=label, low=ZERO, high=amount, amount=amount, is_whole=True, one_off=one_off
    )


def _changes(position: YearPosition) -> list[tuple[str, str, Decimal]]:
    """Return what lies between planned and delivered: key, label, and amount with its sign."""
    promised = [chain for chain in position.chains if chain.target is not None]
    others = [chain for chain in position.chains if chain.target is None]
    undelivered = sum((max(ZERO, (chain.target or ZERO) - chain.own) for chain in promised), ZERO)
    beyond = sum((max(ZERO, chain.own - (chain.target or ZERO)) for chain in promised), ZERO)
    replaced = sum((chain.delivered - chain.own for chain in position.chains), ZERO)
    left = position.unallocated or ZERO
    short = "Not delivered" if position.is_judged else "To be delivered"
    promises = "Not promised by any saving" if left > 0 else "Promised above the target"
    return [
        ("unallocated", promises, -left),
        ("undelivered", short, -undelivered),
        ("replacements", "Replacements", replaced),
        ("beyond", "Beyond what was promised", beyond),
        ("untargeted", "Savings without a target", sum((chain.own for chain in others), ZERO)),
    ]


def _title(position: YearPosition, amount: Decimal) -> str:
    """Return what the bridge finds: "£36.0m of £40.0m planned for 2026/27 is validated"."""
    year = year_words(position.year)
    validated = short_pounds(amount)
    if position.target is None:
        return f"{validated} is validated in {year}; no target is set"
    return f"{validated} of {short_pounds(position.target)} planned for {year} is validated"
