"""Capital receipts as facts, now or as at a past moment (Rule 25).

Progress and targets are acts: those up to the moment are the same rows for both sources.
"""

from typing import Any

from irp.models import Post
from irp.readings import Source
from programmes.facts.receipts import LotFacts, ProgressFacts, ReceiptsFacts, ThresholdFacts
from programmes.models import Lot, LotProgress, Programme, ReceiptThreshold
from programmes.readings.money import receipts

PROGRESS = (
    *("expected", "expected_on", "agreed", "agreed_on", "exchanged", "exchanged_on"),
    *("completed", "completed_on", "received", "received_on", "withdrawn", "note"),
)
ACT = ("by_name", "at")
THRESHOLD = ("due_on", "number", "total", "ends", "decided_by", "reason", *ACT)


def receipts_facts(source: Source) -> ReceiptsFacts:
    """Return the plan's steps, every version of a target and every lot, in seven statements."""
    return ReceiptsFacts(
        steps=tuple(receipts(source)),
        thresholds=thresholds(source),
        lots=lots(source),
    )


def thresholds(source: Source) -> tuple[ThresholdFacts, ...]:
    """Return every version of a target up to the moment, by day, in one statement."""
    rows = ReceiptThreshold.objects.filter(at__lte=source.at).order_by("due_on", "number")
    return tuple(threshold_facts(row) for row in rows)


def threshold_facts(row: ReceiptThreshold) -> ThresholdFacts:
    """Return a version of a target."""
    return ThresholdFacts(**{name: getattr(row, name) for name in THRESHOLD})


def lots(source: Source) -> tuple[LotFacts, ...]:
    """Return every lot by its reference with the entry in force, in four statements."""
    rows = sorted(source.rows(Lot), key=lambda row: row.ref)
    programmes = {row.id: row.ref for row in source.rows(Programme)}
    titles = {row.id: row.title for row in source.rows(Post)}
    entries = LotProgress.objects.in_force(at=source.at).select_related("period")
    newest = {row.lot_id: progress_facts(row) for row in entries} if rows else {}
    return tuple(_lot(row, programmes, titles, newest.get(row.id)) for row in rows)


def _lot(
    row: Any, programmes: dict[int, str], titles: dict[int, str], progress: ProgressFacts | None
) -> LotFacts:
    return LotFacts(
        ref=row.ref,
        title=row.title,
        programme=programmes.get(row.programme_id, ""),
        owner=titles.get(row.owner_id),
        about=row.about,
        progress=progress,
    )


def progress_facts(row: LotProgress) -> ProgressFacts:
    """Return the facts of a month's entry, read with its period."""
    values = {name: getattr(row, name) for name in (*PROGRESS, *ACT)}
    return ProgressFacts(key=row.pk, month=row.period.month, **values)
