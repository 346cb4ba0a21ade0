"""Points raised on returns as facts: all of the plan, one programme's, or what is owed of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from irp.readings import Source, periods, rows_of
from programmes.facts.points import PointFacts, PointStepFacts
from programmes.models import Milestone, Point, PointStep, Programme, Return
from programmes.rules.points import point_seen
from programmes.rules.withheld import Reader
from programmes.words import (
    ChallengeOutcome,
    Ladder,
    PointKind,
    PointStage,
    ReturnPart,
    ReturnState,
)
from programmes.words.points import NEXT


def points(source: Source) -> tuple[PointFacts, ...]:
    """Return every point of the plan, oldest first, in three to six statements."""
    rows = source.acts(Point)
    if not rows:
        return ()
    months = {key: period.month for key, period in periods(source).items()}
    return _facts(
        rows,
        source.acts(PointStep),
        refs=dict(source.columns(Programme, "id", "ref")),
        months=months,
        states=dict(source.columns(Return, "id", "state", id__in={row.ret_id for row in rows})),
        milestones=dict(source.columns(Milestone, "id", "ref")),
    )


STEP = ("stage", "forum", "meeting_on", "minute", "outcome", "words", "by_name", "by_post", "at")


def points_of(programme: Programme, *, until: datetime) -> tuple[PointFacts, ...]:
    """Return a programme's points up to a moment, oldest first, in one statement.

    Their returns are as they are now: those of earlier months are frozen. A point comes once for
    each of its steps, and once where it has none.
    """
    found: Any = (
        Point.objects.filter(programme=programme, at__lte=until)
        .annotate(taken=FilteredRelation("steps", condition=Q(steps__at__lte=until)))
        .annotate(**{f"step_{name}": F(f"taken__{name}") for name in STEP})
        .select_related("ret", "period", "milestone")
        .order_by("at", "pk", "taken__number")
    )
    rows: dict[int, Point] = {}
    steps = []
    for row in found:
        rows[row.pk] = row
        if row.step_stage:
            values = {name: getattr(row, f"step_{name}") for name in STEP}
            steps.append(PointStep(point_id=row.pk, **values))
    return _of_programme(programme, list(rows.values()), steps)


def _of_programme(
    programme: Programme, rows: Collection[Point], steps: Collection[PointStep]
) -> tuple[PointFacts, ...]:
    return _facts(
        rows,
        steps,
        refs={programme.pk: programme.ref},
        months={row.period_id: row.period.month for row in rows},
        states={row.ret_id: row.ret.state for row in rows},
        milestones={row.milestone_id: row.milestone.ref for row in rows if row.milestone},
    )


def _facts(
    rows: Collection[Any],
    steps: Collection[Any],
    *,
    refs: Mapping[int, str],
    months: Mapping[int, date],
    states: Mapping[int, str],
    milestones: Mapping[int | None, str],
) -> tuple[PointFacts, ...]:
    of_point = defaultdict(list)
    for step in steps:
        of_point[step.point_id].append(_step(step))
    return tuple(
        PointFacts(
            kind=PointKind(row.kind),
            ref=row.ref,
            programme=refs[row.programme_id],
            month=months[row.period_id],
            words=row.words,
            asked_of=row.asked_of,
            due_on=row.due_on,
            part=ReturnPart(row.part) if row.part else None,
            milestone=milestones.get(row.milestone_id),
            state=ReturnState(states[row.ret_id]),
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
            steps=tuple(of_point[row.id]),
        )
        for row in rows
        # As at a past moment: a return may have been written down after its acts, when seeded.
        if row.ret_id in states
    )


def _step(act: Any) -> PointStepFacts:
    return PointStepFacts(
        stage=PointStage(act.stage),
        forum=Ladder(act.forum) if act.forum else None,
        meeting_on=act.meeting_on,
        minute=act.minute,
        outcome=ChallengeOutcome(act.outcome) if act.outcome else None,
        words=act.words,
        by_name=act.by_name,
        by_post=act.by_post,
        at=act.at,
    )


@dataclass(frozen=True, kw_only=True)
class OwedPoint:
    """A point that somebody has to act on next: slim, for a person's home."""

    kind: PointKind
    ref: str
    programme: str
    words: str
    at: datetime
    stage: PointStage
    meeting_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stands:
    programme: str
    state: ReturnState
    stage: PointStage


def words_seen(refs: Iterable[str], *, reader: Reader) -> dict[str, str]:
    """Return the words of points that a person may read (Rule 15), in one statement."""
    last = PointStep.objects.filter(point=OuterRef("pk")).order_by("-number")
    rows = Point.objects.filter(ref__in={"", *refs}).annotate(
        newest=Subquery(last.values("stage")[:1])
    )
    found = {}
    for ref, words, *stands in rows.values_list(
        "ref", "words", "programme__ref", "ret__state", "newest"
    ):
        programme, state, newest = stands
        point = _Stands(
            programme=programme,
            state=ReturnState(state),
            stage=PointStage(newest or PointStage.RAISED.value),
        )
        if point_seen(point, reader):
            found[ref] = words
    return found


def owed_points(*, among: Collection[str] | None = None) -> list[OwedPoint]:
    """Return the points that have not ended, oldest first, in one statement.

    With `among`, of these programmes alone.
    """
    return points_in(rows_of(with_stage, **scope_of(among)))


def scope_of(among: Collection[str] | None) -> dict[str, Any]:
    """Return what keeps points to these programmes; None for all."""
    return {} if among is None else {"programme__ref__in": sorted(among)}


def points_in(rows: Iterable[tuple[Any, ...]]) -> list[OwedPoint]:
    """Return the points that have not ended, of rows as `with_stage` gives them."""
    found = (
        OwedPoint(
            kind=PointKind(kind),
            ref=ref,
            programme=programme,
            words=words,
            at=at,
            stage=PointStage(stage or PointStage.RAISED.value),
            meeting_on=meeting_on,
        )
        for kind, ref, programme, words, at, stage, meeting_on in rows
    )
    return [point for point in found if point.stage in NEXT[point.kind]]


def with_stage(**scope: Any) -> QuerySet[Point, Any]:
    """Return points with what their last step says of them."""
    last = PointStep.objects.filter(point=OuterRef("pk")).order_by("-number")
    newest = {name: Subquery(last.values(name)[:1]) for name in ("stage", "meeting_on")}
    rows = Point.objects.annotate(**newest).filter(**scope).order_by("at", "pk")
    return rows.values_list("kind", "ref", "programme__ref", "words", "at", *newest)
