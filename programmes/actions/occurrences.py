"""Acts on recurring rows: what became of an occurrence, and the first date (Rule 10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import record, record_all
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import Now, plan_settings
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from programmes.actions.preparation import make_draft
from programmes.actions.standpoints import REPORTS, open_return
from programmes.models import Milestone, Occurrence
from programmes.readings.milestones import whole_milestone
from programmes.readings.occurrences_to_report import (
    occurrences_to_report,
    occurrences_told,
)
from programmes.rules.occurrences import (
    first_date_fault,
    first_date_refusal,
    how_often,
    occurrence_faults,
)
from programmes.words import Turn


@dataclass(frozen=True)
class OccurrenceReport:
    """What became of the occurrence of a due day. `version` is that of the entry seen, 0: none."""

    due_on: date
    turn: Turn
    done_on: date | None
    reason: str
    month: date
    version: int
    draft: bool = False  # as in a milestone's report


def _refuse_other_days(
    milestone: Milestone,
    due_on: date,
    earlier: Occurrence | None,
    *,
    month: date,
) -> None:
    """Refuse an occurrence that an earlier month reported, or that does not fall due."""
    if earlier:
        raise Refused(
            f"The occurrence due {printed_day(due_on)} was reported for {earlier.period} "
            f"already: {earlier.get_turn_display().lower()}. An occurrence is reported once."
        )
    if due_on not in occurrences_to_report(milestone, month=month):
        raise Refused(
            f"{milestone.ref} has no occurrence to report that is due {printed_day(due_on)}."
        )


def _faults(entered: OccurrenceReport, held: dict[date, date], *, at: datetime) -> dict[str, str]:
    return occurrence_faults(
        turn=entered.turn,
        due_on=entered.due_on,
        done_on=entered.done_on,
        reason=entered.reason,
        taken=held,
        on=london_day(at),
    )


def report_occurrence(
    milestone: Milestone, entered: OccurrenceReport, *, by: User, at: datetime
) -> Occurrence:
    """Write into the open period what became of an occurrence due by the end of its month.

    It makes the return a draft as any report does (Rule 15). Raises what `update_milestone` raises,
    and `Refused` for a day on which the row does not fall due, and for an occurrence that an
    earlier month reported: none is reported twice.
    """
    require(by, REPORTS, milestone, at=at)
    with transaction.atomic():
        milestone, ret = open_return(milestone, month=entered.month, by=by, at=at)
        due_on, period = entered.due_on, ret.period
        told = occurrences_told(milestone, due_on, period=period)
        _refuse_other_days(milestone, due_on, told.earlier, month=period.month)
        row = told.own
        if (row.version if row else 0) != entered.version:
            raise Conflict(row or Occurrence(milestone=milestone, due_on=due_on, version=0))
        if faults := _faults(entered, told.held, at=at):
            raise Faulty(faults)
        what = f"An occurrence of {milestone.ref}"
        make_draft(ret, by=by, at=at, what=what, seen_as_draft=entered.draft)
        row = row or Occurrence(milestone=milestone, period=period, ret=ret, due_on=due_on)
        (row,) = write_occurrences([enter_occurrence(row, entered, by=by, at=at)], by=by, at=at)
        return row


def write_occurrences(rows: Iterable[Occurrence], *, by: User, at: datetime) -> list[Occurrence]:
    """Write occurrences into which what became of them was entered."""
    return record_all(
        rows, by=by, at=at, reason=attrgetter("reason"), happened_on=attrgetter("done_on")
    )


def enter_occurrence(
    row: Occurrence, entered: OccurrenceReport, *, by: User, at: datetime
) -> Occurrence:
    """Enter what became of an occurrence, not written yet; that it may be said was found before."""
    row.turn, row.done_on = entered.turn.value, entered.done_on
    row.reason = entered.reason.strip()
    row.reported_by, row.reported_at = by, at
    return row


def set_first_date(
    milestone: Milestone, first_on: date, *, version: int, by: User, at: datetime
) -> Milestone:
    """Set the day from which a row's occurrences are counted, where the plan gives none (Rule 10).

    It may be corrected until an occurrence is reported. `version` is that of the milestone the
    person saw. Raises `Refused`, `Faulty` and `Conflict`.
    """
    require(by, "programmes.prepare_return", milestone.programme, at=at)
    with transaction.atomic():
        rows = Milestone.objects.select_for_update(of=("self",), no_key=True)
        now = rows.select_related("programme").get(pk=milestone.pk)
        if not now.is_in_force(on=london_day(at)):
            raise Refused(f"{now.ref} has been retired. You cannot report on it.")
        dates = whole_milestone(Now(at), now).baselines[-1]
        refusal = first_date_refusal(
            often=how_often(kind=now.kind, start=dates.start, end=dates.end),
            start=dates.start,
            has_reported=now.occurrences.exists(),
        )
        if refusal:
            raise Refused(refusal)
        known = plan_settings()
        if fault := first_date_fault(
            first_on,
            starts_on=known.intervention_starts_on,
            ends_on=known.intervention_ends_on,
        ):
            raise Faulty({"first_on": fault})
        if now.version != version:
            raise Conflict(now)
        now.first_on = first_on
        return record(now, by=by, at=at, reason=f"First date set: {printed_day(first_on)}")
