"""What is typed of occurrences among a return's rows, before it is written with them (Rule 10)."""

from collections.abc import Mapping
from datetime import date, datetime

from irp.actions import Refused
from irp.models import User
from programmes.actions.occurrences import (
    OccurrenceReport,
    enter_occurrence,
    write_occurrences,
)
from programmes.facts.occurrences import DueKey
from programmes.models import Occurrence, Return
from programmes.readings.due_occurrences import DueOccurrence, due_occurrences
from programmes.readings.open_rows import OpenRow
from programmes.rules.occurrences import Told, due_faults


def due_of(
    ret: Return, rows: Mapping[str, OpenRow], typed: Mapping[DueKey, OccurrenceReport]
) -> dict[DueKey, DueOccurrence]:
    """Return the occurrences that a return may report, read where one is typed.

    Raises `Refused` for one that is typed and not among them: none is reported twice.
    """
    if not typed:
        return {}
    due = due_occurrences(ret, [row.milestone for row in rows.values()])
    if gone := [str(key) for key in typed if key not in due]:
        raise Refused(
            f"{'; '.join(gone)}: no report of this occurrence is taken any more. Open this page "
            "again to see which are to be reported."
        )
    return due


def faults_of_due(
    due: Mapping[DueKey, DueOccurrence],
    typed: Mapping[DueKey, OccurrenceReport],
    *,
    on: date,
) -> dict[DueKey, dict[str, str]]:
    """Return the faults of all that is typed of occurrences, on the day it is reported."""
    told = {key: Told(report.turn, report.done_on, report.reason) for key, report in typed.items()}
    return due_faults(told, held={key: due[key].held for key in typed}, on=on)


def as_read(
    ret: Return,
    due: Mapping[DueKey, DueOccurrence],
    typed: Mapping[DueKey, OccurrenceReport],
) -> tuple[dict[DueKey, OccurrenceReport], dict[DueKey, Occurrence]]:
    """Return what is typed of entries as they were read, and the entries that others saved since.

    An entry that says just what is typed is neither.
    """
    told, clashes = {}, {}
    for key, entered in typed.items():
        row = due[key].reported
        if entered.version == due[key].version:
            told[key] = entered
        elif not _says(row, entered):
            clashes[key] = row or _new(ret, due[key], version=0)
    return told, clashes


def _says(row: Occurrence | None, entered: OccurrenceReport) -> bool:
    typed = (entered.turn.value, entered.done_on, entered.reason.strip())
    return row is not None and (row.turn, row.done_on, row.reason) == typed


def _new(ret: Return, due: DueOccurrence, **more: int) -> Occurrence:
    return Occurrence(
        milestone=due.milestone, period=ret.period, ret=ret, due_on=due.due_on, **more
    )


def write_due(
    ret: Return,
    due: Mapping[DueKey, DueOccurrence],
    told: Mapping[DueKey, OccurrenceReport],
    *,
    by: User,
    at: datetime,
) -> list[Occurrence]:
    """Write the month's entries of occurrences, new ones where they have none."""
    rows = []
    for key, entered in told.items():
        row = due[key].reported or _new(ret, due[key])
        rows.append(enter_occurrence(row, entered, by=by, at=at))
    return write_occurrences(rows, by=by, at=at)
