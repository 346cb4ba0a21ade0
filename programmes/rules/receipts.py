"""Capital receipts: stages of a sale in order, targets by day, what counts (Rule 25)."""

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Protocol, TypeVar

from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.money import money_fault, printed_pounds
from programmes.facts.receipts import ThresholdFacts
from programmes.words.receipts import REACHED, Stage

STAGES = tuple(stage.value for stage in REACHED)
MONEY = ("expected", *STAGES)
ZERO = Decimal(0)


class Numbered(Protocol):
    """An entry of a lot, in the order of its key."""

    @property
    def key(self) -> int:
        """Return what orders the entries."""


Entry = TypeVar("Entry", bound=Numbered)


def newest_of_each(rows: Iterable[tuple[Hashable, Entry]]) -> dict[Hashable, Entry]:
    """Return the entry in force of each lot: the newest. Twin of `LotProgressQuerySet.in_force`."""
    found: dict[Hashable, Entry] = {}
    for lot, entry in rows:
        if lot not in found or found[lot].key < entry.key:
            found[lot] = entry
    return found


def stage_of(entry: Mapping[str, Any]) -> Stage:
    """Return how far a sale has come: the last stage that has its day."""
    if entry.get("withdrawn"):
        return Stage.WITHDRAWN
    reached = [stage for stage in REACHED if entry.get(f"{stage.value}_on") is not None]
    return reached[-1] if reached else Stage.IDENTIFIED


def progress_faults(entry: Mapping[str, Any], *, on: date) -> dict[str, str]:
    """Return what is wrong with a month's entry of a lot, by field.

    Each stage has its day and its amount, comes after the one before it, and has been reached.
    """
    faults: dict[str, str] = {}
    for name in MONEY:
        day, amount = entry.get(f"{name}_on"), entry.get(name)
        if fault := money_fault(amount):
            faults[name] = fault
        elif amount is not None and not amount:
            faults[name] = "Enter an amount above nought, or leave it empty"
        elif (day is None) != (amount is None):
            missing = name if amount is None else f"{name}_on"
            what = "the amount" if amount is None else "the day"
            faults[missing] = f"Enter {what} too, or leave both empty"
    faults |= {name: what for name, what in _order_faults(entry, on=on) if name not in faults}
    completed, received = entry.get("completed"), entry.get("received")
    if completed is not None and received is not None and received > completed:
        faults.setdefault(
            "received", f"Enter {printed_pounds(completed)} or less: the sale completed at that"
        )
    faults |= {name: what for name, what in _end_faults(entry, on=on) if name not in faults}
    return faults


def _order_faults(entry: Mapping[str, Any], *, on: date) -> Iterable[tuple[str, str]]:
    """Yield what is wrong with the days of the stages: too early, to come, one left out."""
    for name in STAGES:
        day = entry.get(f"{name}_on")
        if day is not None and day > on:
            yield f"{name}_on", "Enter a day that is not in the future"
    for before, after in pairwise(REACHED):
        first, second = entry.get(f"{before.value}_on"), entry.get(f"{after.value}_on")
        if second is None:
            continue
        if first is None:
            word = before.label.lower()
            yield f"{before.value}_on", f"Enter when it was {word}: it is {after.label.lower()}"
        elif second < first:
            yield (
                f"{after.value}_on",
                f"Enter {printed_day(first)} or later: it was {before.label.lower()} then",
            )


def _end_faults(entry: Mapping[str, Any], *, on: date) -> Iterable[tuple[str, str]]:
    """Yield what is wrong with a withdrawal, and with what is expected of an open sale."""
    if entry.get("withdrawn"):
        if entry.get("completed_on") is not None:
            yield "withdrawn", "Untick it, or clear the completion: a completed sale is not undone"
        if not str(entry.get("note") or "").strip():
            yield "note", "Enter why it is withdrawn"
        return
    expected_on = entry.get("expected_on")
    if entry.get("completed_on") is None and expected_on is not None and expected_on < on:
        yield "expected_on", "Enter today or a later day: the sale is not completed"


def next_lot_ref(refs: Collection[str]) -> str:
    """Return the next reference of an asset or lot after the highest that was given: "LOT-13"."""
    numbers = [int(ref[4:]) for ref in refs if re.fullmatch(r"LOT-[0-9]{2,5}", ref, re.ASCII)]
    return f"LOT-{max(numbers, default=0) + 1:02}"


def threshold_faults(
    *,
    due_on: date | None,
    total: Decimal | None,
    ends: bool,
    last: Decimal | None,
    on: date,
) -> dict[str, str]:
    """Return what is wrong with a target by field; `last` is the total in force, None for none.

    What was due by a day that has passed stays as it was set.
    """
    faults = {}
    if fault := money_fault(total):
        faults["total"] = fault
    elif total is not None and not total:
        faults["total"] = "Enter an amount above nought"
    if due_on is not None and due_on < on:
        faults["due_on"] = (
            f"Enter today or a later day. {printed_day(due_on)} is judged by the target it had"
        )
    elif ends and last is None:
        faults["ends"] = "Untick it. There is no target for this day"
    elif not ends and last is not None and total == last:
        faults["total"] = "Change the amount. This is the target already"
    return faults


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanStep:
    """A step of the plan: an amount by a day, in all or added to those before."""

    due_on: date
    amount: Decimal
    cumulative: bool
    source: str  # the row of the plan that it is


@dataclass(frozen=True, kw_only=True, slots=True)
class InForce:
    """A target that is in force: receipts in all, and the day they are due by."""

    due_on: date
    total: Decimal
    source: str  # the plan's row, "" where it was decided since
    version: ThresholdFacts | None = None


def plan_totals(steps: Sequence[PlanStep]) -> list[InForce]:
    """Return the plan's steps as running totals, by day.

    £15m, £45m, £185m and £500m are cumulative, a further £250m adds: £750m in all.
    """
    found, total = [], ZERO
    for step in sorted(steps, key=lambda step: step.due_on):
        total = step.amount if step.cumulative else total + step.amount
        found.append(InForce(due_on=step.due_on, total=total, source=step.source))
    return found


def in_force(
    steps: Sequence[PlanStep], versions: Iterable[ThresholdFacts], *, on: date
) -> list[InForce]:
    """Return the targets in force on a day, by the day each is due.

    One whose day has passed is what was in force on that day, whatever was decided after it.
    """
    found = {target.due_on: target for target in plan_totals(steps)}
    for version in sorted(versions, key=lambda version: (version.due_on, version.number)):
        if london_day(version.at) > min(on, version.due_on):
            continue
        if version.ends:
            found.pop(version.due_on, None)
        else:
            found[version.due_on] = InForce(
                due_on=version.due_on, total=version.total, source="", version=version
            )
    return [found[day] for day in sorted(found)]
