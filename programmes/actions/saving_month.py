"""A month of savings: amounts entered and validated, many at once (Rule 26).

Each row has its own check against what was saved since it was read: what others saved is left as it
is and handed back, the rest is written in one statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from django.db import transaction

from irp.actions import Refused, lock_open_period
from irp.history import act, write_acts
from irp.models import User
from irp.permissions import require
from irp.readings import UNDER_LOCKS
from programmes.actions.month_rows import FaultyRows, RowsEntered
from programmes.models import Saving, SavingAmounts, SavingValidation
from programmes.readings.saving_rows import (
    newest_amounts,
    newest_validations,
    savings_with_posts,
)
from programmes.rules.savings import (
    amounts_faults,
    validated_faults,
    validator_refusals,
)
from programmes.words import ForecastConfidence

Act = TypeVar("Act", SavingAmounts, SavingValidation)


@dataclass(frozen=True, kw_only=True)
class AmountsEntry:
    """What is entered of one saving; `version` is the key of the entry that was seen, 0: none."""

    version: int
    identified: Decimal
    approved: Decimal
    in_delivery: Decimal
    delivered: Decimal
    full_year: Decimal | None
    forecast: Decimal
    confidence: ForecastConfidence
    late: Decimal = Decimal(0)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ValidationEntry:
    """What is confirmed of one saving.

    `version` is the key of the amounts that were seen, `checked` of the validation before, 0: none.
    """

    version: int
    checked: int
    in_year: Decimal
    full_year: Decimal | None
    evidence: str


class FaultySavings(FaultyRows):
    """What was entered of savings has faults: by reference and field."""


@dataclass
class MonthEntered(RowsEntered[Saving, Act]):
    """What an entry of savings wrote, and which of them others saved meanwhile."""


SAID = (
    *("identified", "approved", "in_delivery", "delivered", "full_year", "forecast"),
    *("confidence", "late", "note"),
)


def enter_amounts(
    entries: Mapping[str, AmountsEntry], *, year: int, by: User, at: datetime
) -> MonthEntered[SavingAmounts]:
    """Write a month's amounts of savings for a year, by reference; in five statements.

    Raises `NotOpen`, `FaultySavings` with every fault, and `Refused` for what is not the person's.
    """
    require(by, "programmes.enter_savings", at=at)
    done = MonthEntered[SavingAmounts]()
    with transaction.atomic(savepoint=False):
        period = lock_open_period()
        rows = _rows(entries)
        if denied := [
            ref for ref, row in rows.items() if not by.has_perm("programmes.keep_saving", row)
        ]:
            raise Refused(f"You cannot enter amounts of {', '.join(denied)}.")
        faults = {ref: amounts_faults(vars(entry)) for ref, entry in entries.items()}
        if found := {ref: told for ref, told in faults.items() if told}:
            raise FaultySavings(found)
        newest = newest_amounts(year=year, at=UNDER_LOCKS, among=[row.pk for row in rows.values()])
        acts = []
        for ref, entry in entries.items():
            row = rows[ref]
            now = newest.get(row.pk)
            if (now.pk if now else 0) != entry.version:
                if not (now and _says(now, entry)):
                    done.clashes[ref] = row
                continue
            values = {name: getattr(entry, name) for name in SAID}
            values |= {"confidence": entry.confidence.value, "note": entry.note.strip()}
            acts.append(
                act(SavingAmounts, by=by, at=at, saving=row, year=year, period=period, **values)
            )
        done.saved = write_acts(acts)
    return done


def _rows(entries: Mapping[str, object]) -> dict[str, Saving]:
    """Return the savings by reference; `Refused` for one that there is not."""
    rows = {row.ref: row for row in savings_with_posts().filter(ref__in=list(entries))}
    if gone := [ref for ref in entries if ref not in rows]:
        raise Refused(f"There is no saving {', '.join(gone)}. Open this page again.")
    return rows


def _says(row: SavingAmounts, entry: AmountsEntry) -> bool:
    """Tell whether an entry says already what was typed."""
    return all(getattr(row, name) == getattr(entry, name) for name in SAID)


def validate_amounts(
    entries: Mapping[str, ValidationEntry], *, year: int, by: User, at: datetime
) -> MonthEntered[SavingValidation]:
    """Confirm what was delivered of savings in a year, by reference; in six statements.

    Raises `NotOpen`, or `FaultySavings` with every fault: for more than was delivered, without
    evidence, by the owner or by who entered the amounts.
    """
    require(by, "programmes.validate_savings", at=at)
    done = MonthEntered[SavingValidation]()
    with transaction.atomic(savepoint=False):
        period = lock_open_period()
        rows = _rows(entries)
        keys = [row.pk for row in rows.values()]
        amounts = newest_amounts(year=year, at=UNDER_LOCKS, among=keys)
        before = newest_validations(year=year, at=UNDER_LOCKS, among=keys)
        faults, acts = {}, []
        for ref, entry in entries.items():
            row = rows[ref]
            now, last = amounts.get(row.pk), before.get(row.pk)
            if now is None or now.pk != entry.version or (last.pk if last else 0) != entry.checked:
                done.clashes[ref] = row
                continue
            if told := _validation_faults(row, now, entry, by=by):
                faults[ref] = told
                continue
            acts.append(
                act(
                    SavingValidation,
                    by=by,
                    at=at,
                    saving=row,
                    year=year,
                    period=period,
                    delivered=now.delivered,
                    in_year=entry.in_year,
                    full_year=entry.full_year,
                    evidence=entry.evidence.strip(),
                )
            )
        if faults:
            raise FaultySavings(faults)
        done.saved = write_acts(acts)
    return done


def _validation_faults(
    row: Saving, now: SavingAmounts, entry: ValidationEntry, *, by: User
) -> dict[str, str]:
    owns = by.holds(row.owner) or by.holds(row.sao)
    refusals = validator_refusals(owns=owns, entered=now.by_id == by.pk)
    if refusals:
        return {"in_year": " ".join(refusals)}
    return validated_faults(
        entry.in_year,
        delivered=now.delivered,
        evidence=entry.evidence,
        full_year=entry.full_year,
    )
