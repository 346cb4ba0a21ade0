"""Change requests as facts, and what a request is made and decided on (Rules 18 and 18a)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import TruncDate

from irp.models import ReportingPeriod
from irp.readings import Now, Source
from irp.rules.calendar import LONDON
from irp.rules.plan_dates import PlanDate, deciding_date
from programmes.facts.changes import ChangeFacts, ChangeRowFacts, ChangeStepFacts, DescentFacts
from programmes.facts.raid import RaidPosition
from programmes.models import (
    Baseline,
    ChangeRequest,
    ChangeRow,
    ChangeStep,
    Dependency,
    Descent,
    Milestone,
    MilestoneReport,
    Programme,
)
from programmes.readings.openings_now import openings_of
from programmes.readings.raid import RAID_PARTS, raid_position
from programmes.rules.changes import Stands, TookPart
from programmes.words import (
    UNDECIDED,
    Cause,
    ChangeAct,
    ChangeForum,
    ChangeKind,
    ChangeReason,
    ChangeState,
    Delivery,
    DependencyState,
)

SAME = (
    "ref", "reason", "effect_requirements", "gate_overtaken", "effect_money", "money_changed",
    "effect_dependencies",
)  # fmt: skip


def change_requests(source: Source, **scope: Any) -> list[ChangeFacts]:
    """Return requests in the order of programmes and numbers, in five statements at most.

    `scope` is by columns of a request that never change.
    """
    programmes = {row.id: row for row in source.rows(Programme)}
    found = source.rows(ChangeRequest, **scope)
    found.sort(key=lambda row: (programmes[row.programme_id].number, row.number))
    acts = {"request_id__in": [row.id for row in found]} if scope else {}
    rows = _by_request(source.acts(ChangeRow, **acts)) if found else {}
    steps = _by_request(source.acts(ChangeStep, **acts)) if found else {}
    refs = _refs(one.milestone_id for some in rows.values() for one in some)
    return [
        _request(row, programmes[row.programme_id].ref, rows.get(row.id, []),
                 steps.get(row.id, []), refs)
        for row in found
    ]  # fmt: skip


def _by_request(acts: Iterable[Any]) -> Mapping[int, list[Any]]:
    found = defaultdict(list)
    for act in acts:
        found[act.request_id].append(act)
    return found


def _refs(keys: Iterable[int | None]) -> dict[int, str]:
    """Return the references of milestones, which never change (Rule 24)."""
    wanted = {key for key in keys if key}
    rows = Milestone.objects.filter(pk__in=wanted) if wanted else Milestone.objects.none()
    return dict(rows.values_list("pk", "ref"))


def _request(
    row: Any, programme: str, rows: list[ChangeRow], steps: list[ChangeStep], refs: dict[int, str]
) -> ChangeFacts:
    return ChangeFacts(
        **{name: getattr(row, name) for name in SAME},
        programme=programme,
        kind=ChangeKind(row.kind),
        reason_code=ChangeReason(row.reason_code),
        requirements=tuple(row.requirements),
        state=ChangeState(row.state),
        rows=tuple(_row(one, refs) for one in sorted(rows, key=lambda one: one.number)),
        steps=tuple(_step(one) for one in steps),
    )


def _row(row: ChangeRow, refs: Mapping[int, str]) -> ChangeRowFacts:
    return ChangeRowFacts(
        number=row.number,
        milestone=refs[row.milestone_id] if row.milestone_id else None,
        old_title=row.old_title,
        new_title=row.new_title,
        old=row.old,
        new=row.new,
        days=row.days,
        run_by=row.run_by,
        causes=tuple(Cause(cause) for cause in row.causes),
    )


def _step(step: ChangeStep) -> ChangeStepFacts:
    return ChangeStepFacts(
        act=ChangeAct(step.what),
        forum=ChangeForum(step.forum) if step.forum else None,
        rows=tuple(step.rows),
        met_on=step.met_on,
        minute=step.minute,
        reason=step.reason,
        by_name=step.by_name,
        by_post=step.by_post,
        at=step.at,
    )


def request_facts(request: ChangeRequest, *, at: datetime) -> ChangeFacts:
    """Return one request as it stands, in five statements."""
    (found,) = change_requests(Now(at), id=request.pk)
    return found


def took_part(request: ChangeRequest) -> TookPart:
    """Return who asked for a request, and who has agreed to it as what."""
    acts = ChangeStep.objects.filter(request=request).order_by("at", "pk")
    rows = list(acts.values_list("what", "forum", "by_id"))
    return TookPart(
        asker=next((by for what, _, by in rows if what == ChangeAct.ASKED), None),
        agreed={by: ChangeForum(forum) for what, forum, by in rows if what == ChangeAct.AGREED},
    )


def stands_of(milestones: Collection[Any], *, on: date) -> dict[str, Stands]:
    """Return milestones as a request finds them, by reference, in four statements at most.

    Reports that a freeze left unsigned do not count (Rule 16).
    """
    keys = [row.pk for row in milestones]
    dates = defaultdict(list)
    for baseline in Baseline.objects.filter(milestone__in=keys).order_by("number"):
        dates[baseline.milestone_id].append(deciding_date(baseline.start, baseline.end))
    reports = MilestoneReport.objects.that_count().filter(milestone__in=keys)
    newest = dict(reports.order_by("period__month").values_list("milestone_id", "delivery"))
    if untold := [key for key in keys if key not in newest]:
        newest |= {key: row.delivery for key, row in openings_of(untold).items()}
    moved = _moved_by(keys)
    return {
        row.ref: Stands(
            ref=row.ref,
            title=row.title,
            kind=row.kind,
            in_force=row.is_in_force(on=on),
            original=original_of(dates[row.pk]),
            now=dates[row.pk][-1],
            delivery=Delivery(newest[row.pk]) if row.pk in newest else None,
            moved_by=moved.get(row.pk, ""),
        )
        for row in milestones
    }


def original_of(dates: list[PlanDate]) -> PlanDate:
    """Return the first date that names a day, else the first: days run from it (Rule 18)."""
    return next((day for day in dates if day.is_dated), dates[0])


def _moved_by(keys: Collection[int]) -> dict[int, str]:
    """Return the open request that each milestone is in."""
    rows = ChangeRow.objects.filter(milestone__in=keys, request__state__in=UNDECIDED)
    return dict(rows.values_list("milestone_id", "request__ref"))


def descents(source: Source) -> list[DescentFacts]:
    """Return what splits and merges put in whose place, the oldest first, in one statement.

    What an edition of the plan replaced is its own (`readings.editions`).
    """
    rows = Descent.objects.filter(at__lte=source.at, edition=None).order_by("at", "pk")
    return [
        DescentFacts(parent=parent, child=child, at=at)
        for parent, child, at in rows.values_list(F("parent__ref"), F("child__ref"), "at")
    ]


def published_rows(source: Source) -> tuple[str, ...]:
    """Return the references of the milestones that the plan was published with (Rule 18a)."""
    rows = source.columns(Milestone, "ref", "source_document")
    return tuple(sorted(ref for ref, document in rows if document))


class Undecided(NamedTuple):
    """An open request as far as a queue goes: one slim row each."""

    ref: str
    kind: ChangeKind
    state: ChangeState
    programme: int  # its key
    asked_on: date
    asked_by: int | None


CHANGE = "change"
_asked = ChangeStep.objects.filter(request=OuterRef("pk"), what=ChangeAct.ASKED)
_asked_on = Subquery(_asked.annotate(day=TruncDate("at", tzinfo=LONDON)).values("day")[:1])
# A request in the columns of an entry of the register, so that both are read at once.
AS_AN_ENTRY = (
    *(Value(CHANGE), "ref", "kind", "programme_id", "state", _asked_on),
    *(Subquery(_asked.values("by_id")[:1]), Value(None, output_field=IntegerField())),
)


def register_and_queue(source: Source) -> tuple[list[RaidPosition], list[Undecided]]:
    """Return the register of RAID slim, and every open request, in one statement together."""
    entries, queue = [], []
    for row in source.columns_of((*RAID_PARTS, (ChangeRequest, AS_AN_ENTRY))):
        if row[0] != CHANGE:
            entries.append(raid_position(row))
        elif row[4] in UNDECIDED:
            _, ref, kind, programme, state, day, by, _ = row
            queue.append(Undecided(ref, ChangeKind(kind), ChangeState(state), programme, day, by))
    return entries, queue


def acts_about(row: Milestone, *, until: datetime) -> list[tuple[ChangeRequest, ChangeStepFacts]]:
    """Return every act on the requests that name a milestone or made its dates, the oldest first.

    In one statement, up to a moment; each with its request as it is now.
    """
    named = ChangeRequest.objects.filter(Q(rows__milestone=row) | Q(baselines__milestone=row))
    acts = ChangeStep.objects.filter(request__in=named.order_by().values("pk"), at__lte=until)
    return [
        (step.request, _step(step)) for step in acts.select_related("request").order_by("at", "pk")
    ]


def dependencies_of(request: ChangeRequest) -> list[Dependency]:
    """Return the open dependencies that give from or to the milestones of a request, in one
    statement: those that a change of them touches.
    """
    named = ChangeRow.objects.filter(request=request, milestone__isnull=False)
    keys = named.order_by().values("milestone")
    ends = ("giver_milestone", "giver_programme", "taker_milestone", "taker_programme")
    found = Dependency.objects.filter(Q(giver_milestone__in=keys) | Q(taker_milestone__in=keys))
    return list(found.filter(state=DependencyState.OPEN).select_related(*ends).order_by("number"))


def kin_of(row: Milestone, *, until: datetime) -> list[tuple[str, str]]:
    """Return the references of parent and child of each descent of a milestone, by child."""
    pairs = Descent.objects.filter(Q(parent=row) | Q(child=row), at__lte=until)
    return list(pairs.order_by("child__number").values_list("parent__ref", "child__ref"))


def rows_reworded() -> set[str]:
    """Return the milestones whose words or note an approved request has changed.

    The plan's own files say them as they were published: loading those again leaves these alone.
    """
    kinds = (ChangeKind.WORDING, ChangeKind.SCOPE, ChangeKind.CLOSE)
    states = [state for state in ChangeState if state.is_approved]
    rows = ChangeRow.objects.filter(request__kind__in=kinds, request__state__in=states)
    return set(rows.values_list("milestone__ref", flat=True))


def held_for_next_month(since: ReportingPeriod | None) -> list[ChangeRequest]:
    """Return the requests that were approved while no month was open, to change a status.

    `since` is the period frozen last: what was decided after it waits for the next (Rule 18).
    """
    kinds = [kind for kind in ChangeKind if kind.is_status]
    states = [state for state in ChangeState if state.is_approved]
    found = ChangeRequest.objects.filter(kind__in=kinds, state__in=states)
    decided = ChangeStep.objects.filter(what=ChangeAct.AGREED, request__in=found)
    if since is not None and since.frozen_at is not None:
        decided = decided.filter(at__gt=since.frozen_at)
    return list(found.filter(pk__in=decided.values("request")).order_by("pk"))
