"""What a request for a change is made and decided on, and what approved ones leave (18 and 18a)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, Q, Value

from irp.models import ReportingPeriod
from irp.readings.statements import together
from irp.rules.plan_dates import deciding_date
from programmes.models import (
    Baseline,
    ChangeRequest,
    ChangeRow,
    ChangeStep,
    Dependency,
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
    DependencyState,
)


def took_part(request: ChangeRequest) -> TookPart:
    """Return who asked for a request, and who has agreed to it as what."""
    acts = ChangeStep.objects.filter(request=request).order_by("at", "pk")
    rows = list(acts.values_list("what", "forum", "by_id"))
    return TookPart(
        asker=next((by for what, _, by in rows if what == ChangeAct.ASKED), None),
        agreed={by: ChangeForum(forum) for what, forum, by in rows if what == ChangeAct.AGREED},
    )


def stands_of(milestones: Collection[Any], *, on: date) -> dict[str, Stands]:
    """Return milestones as a request finds them, by reference, in two statements.

    Reports that a freeze left unsigned do not count (Rule 16).
    """
    keys = [row.pk for row in milestones]
    dates, starts = defaultdict(list), {}
    for baseline in Baseline.objects.filter(milestone__in=keys).order_by("number"):
        dates[baseline.milestone_id].append(deciding_date(baseline.start, baseline.end))
        starts[baseline.milestone_id] = baseline.start
    newest, asked = _said_of(keys)
    return {
        row.ref: Stands(
            ref=row.ref,
            title=row.title,
            kind=row.kind,
            in_force=row.is_in_force(on=on),
            original=original_of(dates[row.pk]),
            now=dates[row.pk][-1],
            start=starts[row.pk],
            delivery=Delivery(newest[row.pk]) if row.pk in newest else None,
            asked=tuple(asked[row.pk]),
        )
        for row in milestones
    }


def _said_of(
    keys: Collection[int],
) -> tuple[dict[int, str], dict[int, dict[tuple[str, ChangeKind], None]]]:
    """Return what milestones were last said to be, and the open requests that each is in.

    In one statement. What an earlier tracker said counts until a month has reported (Rule 18c);
    each request stands once, with its kind, the oldest first.
    """
    blank, undated = Value("", output_field=CharField()), Value(None, output_field=DateField())
    reports = MilestoneReport.objects.that_count().filter(milestone__in=keys)
    openings = OpeningRow.objects.filter(milestone__in=keys)
    requested = ChangeRow.objects.filter(milestone__in=keys, request__state__in=UNDECIDED)
    told = reports.order_by().values_list("period__month", "pk", "milestone_id", "delivery", blank)
    opened = openings.order_by().values_list(undated, "pk", "milestone_id", "delivery", blank)
    asked = requested.order_by().values_list(
        undated, "request_id", "milestone_id", "request__ref", "kind"
    )
    read = together((told, opened, asked))
    newest: dict[int, str] = {}
    found: dict[int, dict[tuple[str, ChangeKind], None]] = defaultdict(dict)
    for _, _, key, words, kind in sorted(read, key=lambda row: (row[0] or date.min, row[1])):
        if kind:
            found[key][words, ChangeKind(kind)] = None
        else:
            newest[key] = words
    return newest, found


def dependencies_of(request: ChangeRequest) -> list[Dependency]:
    """Return the open dependencies that a change of a request's milestones touches."""
    named = ChangeRow.objects.filter(request=request, milestone__isnull=False)
    return dependencies_at(named.order_by().values("milestone"))


def dependencies_at(keys: Any) -> list[Dependency]:
    """Return the open dependencies that give from or to milestones, in one statement."""
    ends = ("giver_milestone", "giver_programme", "taker_milestone", "taker_programme")
    found = Dependency.objects.filter(Q(giver_milestone__in=keys) | Q(taker_milestone__in=keys))
    return list(found.filter(state=DependencyState.OPEN).select_related(*ends).order_by("number"))


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
