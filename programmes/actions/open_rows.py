"""One act: a month’s reports, many rows of a return reported at once (Rules 4, 5, 9 and 15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from irp.actions import Refused
from irp.models import User
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.numbers import counted
from programmes.actions.due_occurrences import as_read, due_of, faults_of_due, write_due
from programmes.actions.milestone_reports import (
    MilestoneUpdate,
    enter,
    faults_of,
    write_reports,
)
from programmes.actions.milestones import NOTHING_TO_REPEAT, repeated
from programmes.actions.occurrences import OccurrenceReport
from programmes.actions.preparation import (
    make_draft,
    refuse_beyond_draft,
    refuse_not_reported,
)
from programmes.actions.steps import open_period_of
from programmes.facts.occurrences import DueKey
from programmes.models import MilestoneReport, Occurrence, Return
from programmes.readings.open_rows import OpenRow, open_rows
from programmes.rules.completion import COMPLETION


@dataclass(frozen=True)
class NoChange:
    """ "No change" of one row; `version` is that of the report the person saw, 0 for none."""

    version: int


SAYS = ("delivery", "forecast", "actual_on", "narrative", "reason")
RowReport = MilestoneUpdate | NoChange


class FaultyRows(Refused):
    """Rows that were typed have faults: by reference and field, of occurrences by which and field.

    `faults` are those of rows, `due` those of occurrences.
    """

    def __init__(
        self,
        faults: dict[str, dict[str, str]],
        due: dict[DueKey, dict[str, str]] | None = None,
    ) -> None:
        self.faults, self.due = faults, due or {}
        named: dict[str, dict[str, str]] = faults | {str(key): self.due[key] for key in self.due}
        super().__init__(*(f"{name}: {words}" for name in named for words in named[name].values()))


@dataclass
class RowsReported:
    """What became of what was typed: what it wrote of rows and occurrences, what stood in its way.

    `clashes` are by reference, `due_clashes` by occurrence.
    """

    saved: list[MilestoneReport] = field(default_factory=list)
    told: list[Occurrence] = field(default_factory=list)
    clashes: dict[str, MilestoneReport] = field(default_factory=dict)
    due_clashes: dict[DueKey, Occurrence] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Tell whether all that was typed is saved."""
        return not (self.clashes or self.due_clashes)


def report_rows(
    ret: Return,
    typed: Mapping[str, RowReport],
    occurrences: Mapping[DueKey, OccurrenceReport] = MappingProxyType({}),
    *,
    draft: bool = False,
    by: User,
    at: datetime,
) -> RowsReported:
    """Write the reports of many rows of a return and of their occurrences, all or none.

    A row or an occurrence that somebody else reported since it was read is left as they saved it,
    and the others are written: it is one of the clashes, unless it says just what was typed.
    `draft` says that the page told of a return that is a draft. Raises `FaultyRows` with every
    fault, `NotOpen`, and `Refused` for what is reported no more, or where it was submitted since.
    """
    require(by, "programmes.draft_return", ret.programme, at=at)
    with transaction.atomic(savepoint=False):
        period = open_period_of(ret)
        now = Return.objects.select_related("programme").get(pk=ret.pk)
        now.period = period
        refuse_not_reported(now)
        refuse_beyond_draft(now, by=by)
        rows, done = open_rows(now, on=london_day(at)), RowsReported()
        if gone := [ref for ref in typed if ref not in rows]:
            raise Refused(
                f"{', '.join(gone)}: no report is taken any more. Open this page again to see "
                "which rows are reported."
            )
        due = due_of(now, rows, occurrences)
        updates, faults = _updates(now, rows, typed, at=at)
        if (found := faults_of_due(due, occurrences, on=london_day(at))) or faults:
            raise FaultyRows(faults, found)
        updates, done.clashes = _as_read(now, rows, updates)
        told, done.due_clashes = as_read(now, due, occurrences)
        if updates or told:
            refs = [*updates, *(key.ref for key in told)]
            _prepare(now, rows, refs, draft=draft, by=by, at=at)
        done.saved = [
            _entered(now, rows[ref], update, by=by, at=at) for ref, update in updates.items()
        ]
        write_reports(done.saved, by=by, at=at)
        done.told = write_due(now, due, told, by=by, at=at)
    return done


def _updates(
    ret: Return, rows: Mapping[str, OpenRow], typed: Mapping[str, RowReport], *, at: datetime
) -> tuple[dict[str, MilestoneUpdate], dict[str, dict[str, str]]]:
    """Return what each row is to say, and the faults of them all."""
    updates, faults = {}, {}
    for ref, each in typed.items():
        row = rows[ref]
        if isinstance(each, NoChange):
            if row.last is None:
                faults[ref] = {"no_change": NOTHING_TO_REPEAT}
                continue
            each = repeated(row.last, month=ret.period.month, version=each.version)
        updates[ref] = each
        if found := faults_of(each, row.before, on=london_day(at)):
            faults[ref] = found
    return updates, faults


def _as_read(
    ret: Return, rows: Mapping[str, OpenRow], updates: Mapping[str, MilestoneUpdate]
) -> tuple[dict[str, MilestoneUpdate], dict[str, MilestoneReport]]:
    """Return what is typed of rows as they were read, and the reports that others saved since.

    A report that says just what is typed is neither.
    """
    told, clashes = {}, {}
    for ref, update in updates.items():
        row = rows[ref]
        if update.version == row.version:
            told[ref] = update
        elif not _says(row.report, update):
            unsaved = MilestoneReport(milestone=row.milestone, period=ret.period, version=0)
            clashes[ref] = row.report or unsaved
    return told, clashes


def _says(report: MilestoneReport | None, update: MilestoneUpdate) -> bool:
    """Tell whether a report says already what was entered."""
    return report is not None and (
        update.delivery.value,
        update.forecast,
        update.actual_on,
        update.narrative.strip(),
        update.reason.strip(),
        *(getattr(update, name).strip() for name in COMPLETION),
    ) == tuple(getattr(report, name) for name in (*SAYS, *COMPLETION))


def _prepare(
    ret: Return,
    rows: Mapping[str, OpenRow],
    refs: Sequence[str],
    *,
    draft: bool,
    by: User,
    at: datetime,
) -> None:
    """Make the return a draft, by the rows of which something is written."""
    # Who reported a row before was noted then: their words are in the return already.
    reports = [rows[ref].report for ref in refs]
    took_part = any(report and report.reported_by_id == by.pk for report in reports)
    first, *others = dict.fromkeys(refs)
    more = f" and {counted(len(others), 'more row')}" if others else ""
    prepared = {"took_part": took_part, "seen_as_draft": draft}
    make_draft(ret, by=by, at=at, what=f"{first}{more}", **prepared)


def _entered(
    ret: Return, row: OpenRow, update: MilestoneUpdate, *, by: User, at: datetime
) -> MilestoneReport:
    report = row.report or MilestoneReport(milestone=row.milestone, period=ret.period, ret=ret)
    enter(report, update, by=by, at=at)
    return report
