"""Readings are recorded, one or many at once; every one is kept (Rule 27)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import act, write_acts
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import UNDER_LOCKS, Now
from irp.rules.calendar import london_day, month_start
from kpis.models import Indicator, Reading
from kpis.readings import Known, cadence_of, compositions, readings_known
from kpis.rules import (
    NO_BASIS,
    NOTHING,
    TIMES,
    Basis,
    basis_faults,
    reading_faults,
    unit_changed,
    worked_out,
)
from kpis.words import Figure

OF_MEMBERS = "Record nothing here. This indicator is worked out from its members"


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A reading as it was entered, in its indicator's unit; its month is the data period's first.

    A `value` of None is worked out from the basis. `reason` says why a month's figure is another
    than the one it had. `seen` is the key of the newest reading that
    the person had before them, 0 for none, None by a command that shows nothing.
    """

    month: date
    value: Decimal | None
    figure: Figure
    note: str = ""
    reason: str = ""
    basis: Basis = NO_BASIS
    seen: int | None = None


@dataclass
class ReadingsRecorded:
    """What became of many readings: those recorded, and by reference what was recorded before."""

    saved: list[Reading] = field(default_factory=list)
    clashes: dict[str, Reading] = field(default_factory=dict)


class FaultyReadings(Exception):
    """Some of many readings cannot be recorded: faults by place and field. Nothing was written."""

    def __init__(self, faults: dict[int, dict[str, str]]) -> None:
        super().__init__(str(faults))
        self.faults = faults


def record_reading(
    indicator: Indicator,
    *,
    month: date,
    value: Decimal | None,
    figure: Figure,
    note: str,
    reason: str = "",
    basis: Basis = NO_BASIS,
    by: User,
    at: datetime,
    seen: int | None = None,
) -> Reading:
    """Record a value for the data period of a month, beside any value it had (Rule 27).

    It is entered as `Entered` says. Raises `Faulty` with the faults by field, `Conflict` with a
    reading of this month that was recorded meanwhile.
    """
    entered = Entered(
        month=month, value=value, figure=figure, note=note, reason=reason, basis=basis, seen=seen
    )
    try:
        recorded = record_readings([(indicator, entered)], by=by, at=at)
    except FaultyReadings as faulty:
        raise Faulty(faulty.faults[0]) from faulty
    for clash in recorded.clashes.values():
        raise Conflict(clash)
    return recorded.saved[0]


def record_readings(
    entries: list[tuple[Indicator, Entered]],
    *,
    by: User,
    at: datetime,
    after: int | None = None,
) -> ReadingsRecorded:
    """Record many readings in one act: a conflict of one keeps the others (Rule 27).

    Each is held to what stands beside it, those before it in the list among that. Raises
    `FaultyReadings` with the faults of all by their place in the list, `Refused` where one was
    entered beside a reading that is none of its indicator's; then nothing is written. `after` is
    the key of the newest reading of all that a file was read beside: a newer one is a conflict.
    """
    with transaction.atomic():
        # The indicators' rows are held, so that two readings of a month come one after the other.
        keys = {indicator.pk for indicator, _ in entries}
        held = Indicator.objects.select_for_update(of=("self",)).select_related("owner")
        locked = {row.pk: row for row in held.filter(pk__in=keys).order_by("pk")}
        for row in locked.values():
            require(by, "kpis.record_reading", row, at=at)
        known, faults, made = readings_known(keys), {}, compositions(Now(UNDER_LOCKS))
        recorded, ready, met = ReadingsRecorded(), [], {}
        for place, (indicator, entered) in enumerate(entries):
            row, beside = locked[indicator.pk], known[indicator.pk]
            month = month_start(entered.month)
            if clash := _unseen(beside, month, entered.seen, after):
                met[row.ref] = clash
                continue
            if indicator.unit != row.unit:
                faults[place] = {"value": unit_changed(row.unit)}
                continue
            if row.ref in made:
                faults[place] = {"value": OF_MEMBERS}
                continue
            found = faults_of(
                row,
                month=month,
                value=entered.value,
                figure=entered.figure,
                reason=entered.reason,
                basis=entered.basis,
                known=beside,
                on=london_day(at),
            )
            if found:
                faults[place] = found
                continue
            value = entered.value
            if value is None:
                value = worked_out(entered.basis, unit=row.unit)
            assert value is not None  # without one there is a fault
            beside.add(month, value, figure=entered.figure)
            ready.append(_reading(row, entered, month=month, value=value, by=by, at=at))
        if faults:
            raise FaultyReadings(faults)
        if met:
            rows = Reading.objects.select_related("indicator").filter(pk__in=met.values())
            recorded.clashes = {row.indicator.ref: row for row in rows}
        recorded.saved = write_acts(ready)
        return recorded


def _reading(
    indicator: Indicator, entered: Entered, *, month: date, value: Decimal, by: User, at: datetime
) -> Reading:
    return act(
        Reading,
        by=by,
        at=at,
        indicator=indicator,
        month=month,
        value=value,
        figure=entered.figure.value,
        note=entered.note.strip(),
        reason=entered.reason.strip(),
        numerator=entered.basis.numerator,
        denominator=entered.basis.denominator,
        respondents=entered.basis.respondents,
        asked_from=entered.basis.asked_from,
        asked_until=entered.basis.asked_until,
    )


def load_readings(
    entries: list[tuple[Indicator, Entered]], *, by: User, at: datetime, after: int
) -> list[Reading]:
    """Record the readings of a file, all or none; raises as `record_readings`, `Conflict` too.

    `after` is the key of the newest reading that the file was read beside.
    """
    with transaction.atomic(savepoint=False):
        recorded = record_readings(entries, by=by, at=at, after=after)
        for clash in recorded.clashes.values():
            raise Conflict(clash)
        return recorded.saved


def _unseen(known: Known, month: date, seen: int | None, after: int | None) -> int:
    """Return the key of a month's newest reading where it is newer than the one seen, else 0.

    Raises `Refused` where what was seen is no reading of the indicator.
    """
    if after is not None:
        return known.newest_of(month) if known.newest_of(month) > after else 0
    if seen is None:
        return 0
    if seen and seen not in known.keys:
        raise Refused("Open this page again. It does not say which readings you read.")
    newest = known.newest_of(month)
    return newest if newest > seen else 0


def faults_of(
    indicator: Indicator,
    *,
    month: date | None,
    value: Decimal | None,
    figure: Figure,
    reason: str,
    basis: Basis,
    known: Known,
    on: date,
) -> dict[str, str]:
    """Return the faults of a reading by field, beside those that stand already.

    A `value` of None is worked out from the basis; a `month` of None was refused already.
    """
    faults = basis_faults(
        basis, unit=indicator.unit, value=value, is_survey=indicator.is_survey, on=on
    )
    found = value if value is not None else worked_out(basis, unit=indicator.unit)
    if found is None and not faults:
        two = ", or the two numbers that it is worked out from" if indicator.unit in TIMES else ""
        faults["value"] = f"Enter the value{two}"
    return faults | reading_faults(
        unit=indicator.unit,
        month=month,
        value=found,
        revised=figure is Figure.REVISED,
        on=on,
        cadence=cadence_of(indicator),
        over_100=indicator.over_100,
        cumulative=indicator.cumulative,
        reason=reason,
        beside=known.beside(month) if month else NOTHING,
    )
