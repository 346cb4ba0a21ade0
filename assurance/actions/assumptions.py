"""The agreed assumptions change, and with them how the Assurance Plan's quarters are read.

Here and not in `irp`, which may not know gates (ADR 0004).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from assurance.models import Gate, TimelineEntry
from irp.actions import Refused
from irp.actions.refusals import require_administrator
from irp.history import record
from irp.models import Conflict, PlanSettings, Tracked, User
from irp.rules.assumptions import DEADLINES, assumption_faults
from irp.rules.plan_dates import Precision, QuarterConvention, parse_plan_date

Row = TypeVar("Row", bound=Tracked)
NAMES_QUARTERS = {Precision.QUARTER, Precision.PERIOD}  # a period may be half a year, or Q1 to Q2
WHO_AGREED = (
    "Enter which commissioner agreed the change of quarters, and when. It changes dates of the "
    "Assurance Plan."
)


def change_settings(
    assumptions: dict[str, Any], *, version: int, reason: str, by: User | str, at: datetime
) -> int:
    """Write the agreed assumptions, by the names of `PlanSettings`' columns; return gates moved.

    Where the Assurance Plan's quarters are to be read otherwise, its gates are read again from
    their words in the same transaction, each with the reason (Rules 11 and 18), and its timeline
    with them. Reports and baselines of the Improvement and Recovery Plan keep the days their
    authors meant. `version` is that of the settings the person saw, 0 where none were stored.
    Raises `Conflict` when somebody else changed them meanwhile, `Refused` with every rule they
    break, and where gates would move without a reason.
    """
    require_administrator(by, at=at)
    with transaction.atomic():
        kept = PlanSettings.objects.select_for_update().first()
        if (kept.version if kept else 0) != version:
            raise Conflict(kept or PlanSettings())
        kept = kept or PlanSettings()
        before = kept.cap_quarters
        for name, value in assumptions.items():
            setattr(kept, name, value)
        faults = assumption_faults(
            deadlines=[getattr(kept, f"{step}_days") for step in DEADLINES],
            moves=kept.moves_watched,
            periods=kept.periods_watched,
            starts_on=kept.intervention_starts_on,
            ends_on=kept.intervention_ends_on,
            sao_days=kept.change_sao_days,
            stale_months=kept.stale_months,
            tib_days=kept.change_tib_days,
        )
        if faults:
            raise Refused(*faults.values())
        record(kept, by=by, at=at, reason=reason.strip() or "Settings changed")
        if kept.cap_quarters == before:
            return 0
        return _move(QuarterConvention(kept.cap_quarters), reason=reason.strip(), by=by, at=at)


def gates_to_move(quarters: QuarterConvention) -> list[Gate]:
    """Return the gates whose days change when their words are read so, nothing written."""
    return _read_again(Gate.objects.all(), ("due",), quarters)


def _move(quarters: QuarterConvention, *, reason: str, by: User | str, at: datetime) -> int:
    """Write the gates and the timeline as their words now read; return how many gates moved."""
    gates = _read_again(Gate.objects.select_for_update(), ("due",), quarters)
    entries = _read_again(TimelineEntry.objects.select_for_update(), ("start", "end"), quarters)
    if (gates or entries) and not reason:
        raise Refused(WHO_AGREED)
    words = f"Quarters of the Assurance Plan read as {quarters.value} quarters: {reason}"
    for row in (*gates, *entries):
        record(row, by=by, at=at, reason=words)
    return len(gates)


def _read_again(
    rows: Iterable[Row], names: Sequence[str], quarters: QuarterConvention
) -> list[Row]:
    """Return the rows that differ once the quarters in their words are read so (Rule 11)."""
    found = list(rows)
    for row in found:
        for name in names:
            day = getattr(row, name)
            if day.precision in NAMES_QUARTERS:
                setattr(row, name, parse_plan_date(day.raw, quarters=quarters))
    return [row for row in found if row.changed_fields()]
