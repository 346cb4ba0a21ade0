"""The occurrences that a return may still say something of, those of all its rows at once (10)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from programmes.facts.occurrences import DueKey
from programmes.models import Milestone, Occurrence, Return
from programmes.readings.occurrences_to_report import first_month, recurring_row_of, to_report
from programmes.words import MilestoneKind, ReturnState


@dataclass(frozen=True, kw_only=True)
class DueOccurrence:
    """An occurrence that a month may report: what it says of it already, and what others say.

    `held` are the days on which other occurrences of the row were held, each with its due day.
    """

    milestone: Milestone
    due_on: date
    reported: Occurrence | None
    held: Mapping[date, date]

    @property
    def version(self) -> int:
        """Return the version of the month's entry, 0 for none."""
        return self.reported.version if self.reported else 0


def due_occurrences(ret: Return, milestones: Iterable[Milestone]) -> dict[DueKey, DueOccurrence]:
    """Return what a return may report of its recurring rows, by row and due day, oldest first.

    `milestones` are the return's, read with their baselines. In two statements, none where no row
    recurs.
    """
    rows = [row for row in milestones if row.kind == MilestoneKind.RECURRING]
    if not rows:
        return {}
    by_row: dict[int, list[Occurrence]] = defaultdict(list)
    every = Occurrence.objects.filter(milestone__in=rows).select_related("period", "ret")
    for occurrence in every.order_by("due_on", "period__month"):
        by_row[occurrence.milestone_id].append(occurrence)
    since = first_month(ret.programme_id)
    found = {}
    for row in rows:
        own = {
            occurrence.due_on: occurrence
            for occurrence in by_row[row.pk]
            if occurrence.period_id == ret.period_id
        }
        held = {
            occurrence.done_on: occurrence.due_on
            for occurrence in by_row[row.pk]
            if occurrence.done_on and occurrence.ret.state != ReturnState.NOT_REPORTED
        }
        recurring = recurring_row_of(row, by_row[row.pk], since)
        for due_on in to_report(recurring, month=ret.period.month):
            found[DueKey(row.ref, due_on)] = DueOccurrence(
                milestone=row,
                due_on=due_on,
                reported=own.get(due_on),
                held={day: other for day, other in held.items() if other != due_on},
            )
    return found


def occurrences_as_seen(
    due: Mapping[DueKey, DueOccurrence], versions: Mapping[DueKey, int]
) -> dict[DueKey, Occurrence]:
    """Return the month's entries as they were at these versions; one statement.

    Only of those that were changed since: none for what had no entry then.
    """
    changed = {
        occurrence.reported.pk: key
        for key, occurrence in due.items()
        if occurrence.reported and versions.get(key, 0) not in {0, occurrence.version}
    }
    if not changed:
        return {}
    history = Occurrence.history.filter(id__in=changed)
    return {
        changed[row.id]: row.instance for row in history if row.version == versions[changed[row.id]]
    }
