"""What a request for a change is made and decided on, and what approved ones leave (18 and 18a)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, Value

from irp.models import ReportingPeriod
from irp.prepared import rows_of
from irp.readings.statements import together
from irp.rules.plan_dates import PlanDate, deciding_date, plan_date
from programmes.models import (
    Baseline,
    ChangeRequest,
    ChangeRow,
    ChangeStep,
    MilestoneReport,
    OpeningRow,
)
from programmes.rules.change_requests import original_of
from programmes.rules.changes import Stands, TookPart
from programmes.words import (
    UNDECIDED,
    ChangeAct,
    ChangeForum,
    ChangeKind,
    ChangeState,
    Delivery,
)


def took_part(request: ChangeRequest) -> TookPart:
    """Return who asked for a request, and who has agreed to it as what."""
    acts = ChangeStep.objects.filter(request=request).order_by("at", "pk")
    rows = list(acts.values_list("what", "forum", "by_id"))
    return TookPart(
        asker=next((by for what, _, by in rows if what == ChangeAct.ASKED), None),
        agreed={by: ChangeForum(forum) for what, forum, by in rows if what == ChangeAct.AGREED},
    )


# Columns alike of what a request finds about milestones: what it is, its order among its like, the
# milestone, two words, and the dates of a baseline.
_DATES = [
    f"{name}_{part}"
    for name in ("start", "end")
    for part in ("raw", "precision", "earliest", "latest")
]
_NO_WORDS, _NO_DAY = (
    Value("", output_field=CharField()),
    Value(None, output_field=DateField()),
)
_NO_DATES = [_NO_WORDS, _NO_WORDS, _NO_DAY, _NO_DAY] * 2


@dataclass
class _Found:
    """What is found about one milestone: dates and starts by baseline, newest delivery, requests.

    Each open request stands once, with its kind, the oldest first.
    """

    dates: list[PlanDate] = field(default_factory=list)
    starts: list[PlanDate] = field(default_factory=list)
    delivery: Delivery | None = None
    asked: dict[tuple[str, ChangeKind], None] = field(default_factory=dict)


def stands_of(milestones: Collection[Any], *, on: date) -> dict[str, Stands]:
    """Return milestones as a request finds them, by reference, in one statement.

    Reports that a freeze left unsigned do not count (Rule 16). What an earlier tracker said counts
    until a month has reported (Rule 18c).
    """
    found: dict[int, _Found] = defaultdict(_Found)
    read = rows_of(_about, keys=[row.pk for row in milestones])
    for what, _, _, key, words, kind, *days in sorted(read, key=_oldest_first):
        about = found[key]
        if what == "baseline":
            start, end = plan_date(*days[:4]), plan_date(*days[4:])
            about.starts.append(start)
            about.dates.append(deciding_date(start, end))
        elif what == "request":
            about.asked[words, ChangeKind(kind)] = None
        else:
            about.delivery = Delivery(words)
    return {
        row.ref: Stands(
            ref=row.ref,
            title=row.title,
            kind=row.kind,
            in_force=row.is_in_force(on=on),
            original=original_of(found[row.pk].dates),
            now=found[row.pk].dates[-1],
            start=found[row.pk].starts[-1],
            delivery=found[row.pk].delivery,
            asked=tuple(found[row.pk].asked),
        )
        for row in milestones
    }


def _oldest_first(row: tuple[Any, ...]) -> tuple[date, int]:
    """Return the order of a row: what belongs to no month comes before what does."""
    _, month, number, *_ = row
    return month or date.min, number


def _about(*, keys: Collection[int]) -> Any:
    """Return the baselines, reports, openings and open requests of milestones, columns alike."""
    of = {"milestone__in": keys}
    open_requests = ChangeRow.objects.filter(**of, request__state__in=UNDECIDED)
    parts: tuple[tuple[Any, str, tuple[Any, ...]], ...] = (
        (Baseline.objects.filter(**of), "baseline",
         (_NO_DAY, "number", "milestone_id", _NO_WORDS, _NO_WORDS, *_DATES)),
        (MilestoneReport.objects.that_count().filter(**of), "report",
         ("period__month", "pk", "milestone_id", "delivery", _NO_WORDS, *_NO_DATES)),
        (OpeningRow.objects.filter(**of), "opening",
         (_NO_DAY, "pk", "milestone_id", "delivery", _NO_WORDS, *_NO_DATES)),
        (open_requests, "request",
         (_NO_DAY, "request_id", "milestone_id", "request__ref", "kind", *_NO_DATES)),
    )  # fmt: skip
    return together(
        rows.order_by().values_list(Value(what, output_field=CharField()), *names)
        for rows, what, names in parts
    )


def rows_reworded() -> set[str]:
    """Return the milestones whose words or note an approved request has changed.

    The plan's own files say them as they were published: loading those again leaves these alone.
    """
    kinds = (ChangeKind.WORDING, ChangeKind.SCOPE, ChangeKind.CLOSE)
    states = [state for state in ChangeState if state.is_approved]
    rows = ChangeRow.objects.filter(kind__in=kinds, request__state__in=states)
    return set(rows.values_list("milestone__ref", flat=True))


def held_for_next_month(since: ReportingPeriod | None) -> list[ChangeRequest]:
    """Return the requests that were approved while no month was open, to change a status.

    `since` is the period frozen last: what was decided after it waits for the next (Rule 18).
    """
    kinds = [kind for kind in ChangeKind if kind.is_status]
    states = [state for state in ChangeState if state.is_approved]
    named = ChangeRow.objects.filter(kind__in=kinds).order_by()
    found = ChangeRequest.objects.filter(pk__in=named.values("request"), state__in=states)
    decided = ChangeStep.objects.filter(what=ChangeAct.AGREED, request__in=found.order_by())
    if since is not None and since.frozen_at is not None:
        decided = decided.filter(at__gt=since.frozen_at)
    return list(found.filter(pk__in=decided.values("request")).order_by("pk"))
