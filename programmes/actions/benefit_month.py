"""A month of benefits: what was read of many of them, entered at once (Rule 26).

Each row has its own check against what was recorded since it was read: what others recorded is left
as it is and handed back, the rest is written in one statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Refused, lock_open_period
from irp.history import act, write_acts
from irp.models import ReportingPeriod, User
from irp.permissions import require
from irp.readings import UNDER_LOCKS
from programmes.actions.month_rows import FaultyRows, RowsEntered
from programmes.models import Benefit, BenefitReading
from programmes.readings.benefits import benefits_with_posts, newest_readings
from programmes.rules.benefits import reading_faults


@dataclass(frozen=True, kw_only=True)
class ReadingEntry:
    """What was read of one benefit; `version` is the key of the newest reading seen, 0: none.

    `asked` is the unit in which the page asked for it, "" for none.
    """

    version: int
    value: Decimal
    note: str = ""
    asked: str = ""


class FaultyBenefits(FaultyRows):
    """What was entered of benefits has faults: by reference and field."""


def read_benefits(
    entries: Mapping[str, ReadingEntry], *, by: User, at: datetime
) -> RowsEntered[Benefit, BenefitReading]:
    """Record what was read of benefits for the open month, by reference; in five statements.

    What the month says already is left as it is. Raises `NotOpen`, `FaultyBenefits` with every
    fault, and `Refused` for what is not the person's.
    """
    require(by, "programmes.read_benefits", at=at)
    done = RowsEntered[Benefit, BenefitReading]()
    with transaction.atomic(savepoint=False):
        period = lock_open_period()
        rows = {row.ref: row for row in benefits_with_posts().filter(ref__in=list(entries))}
        if gone := [ref for ref in entries if ref not in rows]:
            raise Refused(f"There is no benefit {', '.join(gone)}. Open this page again.")
        denied = [
            ref for ref, row in rows.items() if not by.has_perm("programmes.read_benefit", row)
        ]
        if denied:
            raise Refused(f"You cannot record readings of {', '.join(denied)}.")
        if faults := _faults(entries, rows):
            raise FaultyBenefits(faults)
        newest = newest_readings([row.pk for row in rows.values()], at=UNDER_LOCKS)
        acts = []
        for ref, entry in entries.items():
            row, now = rows[ref], newest.get(rows[ref].pk)
            if now and _says(now, entry, period):
                continue
            if (now.pk if now else 0) != entry.version:
                done.clashes[ref] = row
                continue
            values = {"value": entry.value, "note": entry.note.strip()}
            acts.append(act(BenefitReading, by=by, at=at, benefit=row, period=period, **values))
        done.saved = write_acts(acts)
    return done


def _faults(
    entries: Mapping[str, ReadingEntry], rows: Mapping[str, Benefit]
) -> dict[str, dict[str, str]]:
    found = {}
    for ref, entry in entries.items():
        saving = rows[ref].saving
        told = reading_faults(
            entry.value,
            is_cashable=saving is not None,
            saving=saving.ref if saving else "",
            ended_on=rows[ref].ended_on,
            unit=rows[ref].unit,
            asked=entry.asked,
        )
        if told:
            found[ref] = told
    return found


def _says(now: BenefitReading, entry: ReadingEntry, period: ReportingPeriod) -> bool:
    """Tell whether the month has what was typed already."""
    same = (now.value, now.note) == (entry.value, entry.note.strip())
    return same and now.period_id == period.pk
