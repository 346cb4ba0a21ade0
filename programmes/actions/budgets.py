"""A month's budget and people: of one programme, or of many from a file, all or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Faulty, Refused, lock_open_period
from irp.history import act, write_acts
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import UNDER_LOCKS
from programmes.models import BudgetEntry, Programme
from programmes.readings.budgets import SAID, newest_budgets
from programmes.rules.budgets import budget_faults, closed_words


@dataclass(frozen=True, kw_only=True)
class BudgetSaid:
    """What is entered of a programme; `version` is the key of the entry that was seen, 0: none."""

    version: int
    approved: Decimal
    spent: Decimal
    forecast: Decimal
    fund: Decimal
    needed: int
    filled: int
    note: str = ""


class FaultyBudgets(Refused):
    """What was entered of programmes has faults: by reference and field."""

    def __init__(self, faults: dict[str, dict[str, str]]) -> None:
        self.faults = faults
        super().__init__(*(f"{ref}: {words}" for ref in faults for words in faults[ref].values()))


def enter_budget(
    programme: Programme, entry: BudgetSaid, *, by: User, at: datetime
) -> BudgetEntry | None:
    """Write a month's entry of a programme; None where it says what the month says already.

    Raises `NotOpen`, `Faulty` by field, `Conflict` with what was entered meanwhile.
    """
    require(by, "programmes.enter_budget", programme, at=at)
    try:
        done = enter_budgets({programme.ref: entry}, by=by, at=at)
    except FaultyBudgets as faulty:
        raise Faulty(faulty.faults[programme.ref]) from faulty
    return done[0] if done else None


def enter_budgets(
    entries: Mapping[str, BudgetSaid], *, by: User, at: datetime
) -> list[BudgetEntry]:
    """Write the entries of programmes by reference, all or none; in four statements.

    What the month says already is left out. Raises as `enter_budget`, `FaultyBudgets` with every
    fault and `Refused` for what is not the person's.
    """
    require(by, "programmes.enter_budgets", at=at)
    with transaction.atomic(savepoint=False):
        period = lock_open_period()
        named = Programme.objects.filter(ref__in=list(entries)).select_related("sao", "rdl")
        rows = {row.ref: row for row in named}
        denied = [ref for ref in entries if not _may(by, rows.get(ref))]
        if denied:
            raise Refused(f"You cannot enter the budget of {', '.join(denied)}.")
        faults = {ref: _faults(rows[ref], entry) for ref, entry in entries.items()}
        if found := {ref: told for ref, told in faults.items() if told}:
            raise FaultyBudgets(found)
        newest = newest_budgets(at=UNDER_LOCKS, among=[row.pk for row in rows.values()])
        acts = []
        for ref, entry in entries.items():
            now = newest.get(rows[ref].pk)
            says = {name: getattr(entry, name) for name in SAID} | {"note": entry.note.strip()}
            same = now is not None and all(getattr(now, name) == says[name] for name in SAID)
            if same and now is not None and now.period_id == period.pk:
                continue
            if (now.pk if now else 0) != entry.version and now is not None:
                raise Conflict(now)
            place = {"programme": rows[ref], "period": period}
            acts.append(act(BudgetEntry, by=by, at=at, **place, **says))
        return write_acts(acts)


def _may(by: User, programme: Programme | None) -> bool:
    return programme is not None and by.has_perm("programmes.enter_budget", programme)


def _faults(programme: Programme, entry: BudgetSaid) -> dict[str, str]:
    if programme.closed_on:
        return {"approved": closed_words(programme.name)}
    return budget_faults(vars(entry))
