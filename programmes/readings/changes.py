"""Change requests as facts, with what splits and merges put in whose place (Rules 18 and 18a)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from irp.models import Act
from irp.readings import Now, Source
from programmes.facts.changes import ChangeFacts, ChangeRowFacts, ChangeStepFacts, DescentFacts
from programmes.models import (
    Baseline,
    ChangeRequest,
    ChangeRow,
    ChangeStep,
    Dependency,
    Descent,
    Milestone,
    Programme,
)
from programmes.models.dependencies import ref_of
from programmes.words import Cause, ChangeAct, ChangeForum, ChangeKind, ChangeReason, ChangeState

SAME = (
    "ref", "reason", "effect_requirements", "effect_money", "effect_dependencies"
)  # fmt: skip


def change_requests(source: Source, **scope: Any) -> list[ChangeFacts]:
    """Return requests in the order of programmes and numbers, in six statements at most.

    `scope` is by columns of a request that never change.
    """
    programmes = {row.id: row for row in source.rows(Programme)}
    found = source.rows(ChangeRequest, **scope)
    found.sort(key=lambda row: (programmes[row.programme_id].number, row.number))
    acts = {"request_id__in": [row.id for row in found]} if scope else {}
    rows = _by_request(source.acts(ChangeRow, **acts)) if found else {}
    steps = _by_request(source.acts(ChangeStep, **acts)) if found else {}
    refs = _refs(row.milestone_id for some in rows.values() for row in some)
    takers = _takers(step.dependency_id for some in steps.values() for step in some)
    return [
        _request(row, programmes[row.programme_id].ref, rows.get(row.id, []),
                 steps.get(row.id, []), refs, takers)
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


def _takers(keys: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    """Return each dependency's reference and its taker's, which never change (Rule 24)."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    taker = Coalesce("taker_milestone__ref", "taker_programme__ref")
    rows = Dependency.objects.filter(pk__in=wanted).values_list("pk", "number", taker)
    return {key: (ref_of(number), end) for key, number, end in rows}


def _request(
    row: Any,
    programme: str,
    rows: list[ChangeRow],
    steps: list[ChangeStep],
    refs: dict[int, str],
    takers: dict[int, tuple[str, str]],
) -> ChangeFacts:
    return ChangeFacts(
        **{name: getattr(row, name) for name in SAME},
        programme=programme,
        reason_code=ChangeReason(row.reason_code),
        requirements=tuple(row.requirements),
        state=ChangeState(row.state),
        rows=tuple(_row(change, refs) for change in sorted(rows, key=lambda change: change.number)),
        steps=tuple(_step(step, takers) for step in steps),
    )


def _row(row: ChangeRow, refs: Mapping[int, str]) -> ChangeRowFacts:
    return ChangeRowFacts(
        number=row.number,
        part=row.part,
        kind=ChangeKind(row.kind),
        milestone=refs[row.milestone_id] if row.milestone_id else None,
        old_title=row.old_title,
        new_title=row.new_title,
        old=row.old,
        new=row.new,
        old_start=row.old_start,
        new_start=row.new_start,
        days=row.days,
        run_by=row.run_by,
        causes=tuple(Cause(cause) for cause in row.causes),
    )


def _step(step: ChangeStep, takers: Mapping[int, tuple[str, str]]) -> ChangeStepFacts:
    dependency, taker = takers[step.dependency_id] if step.dependency_id else ("", "")
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
        dependency=dependency,
        taker=taker,
        due_on=step.due_on,
    )


def request_facts(request: ChangeRequest, *, at: datetime) -> ChangeFacts:
    """Return one request as it was read with its programme, in four statements at most."""
    source, of = Now(at), {"request_id__in": [request.pk]}
    rows, steps = source.acts(ChangeRow, **of), source.acts(ChangeStep, **of)
    refs = _refs(row.milestone_id for row in rows)
    takers = _takers(step.dependency_id for step in steps)
    return _request(request, request.programme.ref, rows, steps, refs, takers)


def with_steps(facts: ChangeFacts, steps: Iterable[ChangeStep]) -> ChangeFacts:
    """Return a request with steps that forums have taken since it was read."""
    return replace(facts, steps=(*facts.steps, *(_step(step, {}) for step in steps)))


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


def acts_about(row: Milestone, *, until: datetime) -> list[tuple[ChangeRequest, ChangeStepFacts]]:
    """Return every act on the requests that name a milestone or made its dates, the oldest first.

    In two statements at most, up to a moment; each with its request as it is now.
    """
    named = ChangeRequest.objects.filter(Q(rows__milestone=row) | Q(baselines__milestone=row))
    acts = ChangeStep.objects.filter(request__in=named.order_by().values("pk"), at__lte=until)
    found = list(acts.select_related("request").order_by("at", "pk"))
    takers = _takers(step.dependency_id for step in found)
    return [(step.request, _step(step, takers)) for step in found]


def kinds_about(row: Milestone, requests: Collection[int]) -> dict[int, tuple[ChangeKind, ...]]:
    """Return what each request asks for of a milestone, or how it made it, by the request's key.

    In one statement at most.
    """
    if not requests:
        return {}
    whole = [kind for kind in ChangeKind if kind.is_whole]
    added = Q(request__baselines__milestone=row, request__baselines__number=0, milestone=None)
    own = ChangeRow.objects.filter(
        Q(milestone=row)
        | Q(milestone__became__child=row, kind__in=whole)
        | added & ~Exists(Descent.objects.filter(child=row)),
        request__in=requests,
    )
    found: dict[int, dict[ChangeKind, None]] = defaultdict(dict)
    for key, kind in own.order_by("request", "number").values_list("request_id", "kind"):
        found[key][ChangeKind(kind)] = None
    return {key: tuple(kinds) for key, kinds in found.items()}


def descents_of(row: Milestone, *, until: datetime) -> list[Descent]:
    """Return what a milestone came from and what took its place, the oldest first."""
    found = Descent.objects.filter(Q(parent=row) | Q(child=row), at__lte=until)
    return list(found.select_related("parent", "child", "request", "edition"))


def kin_of(row: Milestone, *, until: datetime) -> list[tuple[str, str]]:
    """Return the references of parent and child of each descent of a milestone, by child."""
    pairs = Descent.objects.filter(Q(parent=row) | Q(child=row), at__lte=until)
    return list(pairs.order_by("child__number").values_list("parent__ref", "child__ref"))


def acts_of(milestone: Milestone, model: type[Act], *, until: datetime) -> Any:
    """Return what was decided of a milestone up to a moment, as a statement still to be made."""
    rows: Any = model._default_manager
    return rows.filter(milestone=milestone, at__lte=until)


def milestones_touched(
    row: ChangeRequest, refs: Collection[str], *, at: datetime
) -> tuple[dict[int, str], tuple[str, ...]]:
    """Return the milestones that a request names, by key, and what it made; in one statement."""
    first = Baseline.objects.filter(milestone=OuterRef("pk"), change=row, number=0, at__lte=at)
    is_made = Exists(first)
    found = Milestone.objects.filter(Q(ref__in=refs) | is_made).order_by("number")
    rows = list(found.values_list("pk", "ref", is_made))
    keys = {key: ref for key, ref, _ in rows if ref in refs}
    return keys, tuple(ref for _, ref, is_new in rows if is_new)
