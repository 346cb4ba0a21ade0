"""Recommendations as facts, now or as history held them (Rules 19 and 24)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from assurance.facts.recommendations import (
    ActionFacts,
    ActionPosition,
    ExtensionFacts,
    ProgressFacts,
    RecommendationFacts,
    ViewFacts,
)
from assurance.models import (
    ActionExtension,
    ActionReport,
    Recommendation,
    RecommendationAction,
    RecommendationView,
)
from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from irp.models import Post
from irp.plan_date_columns import plan_date_of
from irp.readings import Source
from irp.rules.plan_dates import PlanDate, QuarterConvention, parse_plan_date
from irp.rules.texts import cited
from programmes.models import Milestone

BODIES = list(Body)


@dataclass(frozen=True, kw_only=True)
class RecommendationActs:
    """What was said about recommendations and their actions, oldest first."""

    reports: list[ActionReport]
    extensions: list[ActionExtension]
    views: list[RecommendationView]

    def until(self, at: datetime) -> "RecommendationActs":
        """Return the acts up to an earlier moment."""
        return RecommendationActs(
            reports=[act for act in self.reports if act.at <= at],
            extensions=[act for act in self.extensions if act.at <= at],
            views=[act for act in self.views if act.at <= at],
        )


def recommendation_acts(source: Source, *, key: int | None = None) -> RecommendationActs:
    """Return the acts about a recommendation by its key, or about all, in three statements."""
    through = _of(key, "action__recommendation_id")
    return RecommendationActs(
        reports=source.acts(ActionReport, **through),
        extensions=source.acts(ActionExtension, **through),
        views=source.acts(RecommendationView, **_of(key)),
    )


def recommendations(
    source: Source,
    *,
    quarters: str,
    key: int | None = None,
    acts: RecommendationActs | None = None,
) -> tuple[RecommendationFacts, ...]:
    """Return the recommendations, by body and number, in at most ten statements.

    Of one key or all; in three less where the `acts` up to the source's moment are read already.
    `quarters` is how a printed quarter is read (Rule 11).
    """
    rows = source.rows(Recommendation, **_of(key, "id"))
    acts = acts or recommendation_acts(source, key=key)
    actions = _actions(source, key, acts)
    views = _by(acts.views, "recommendation_id")
    found = [
        RecommendationFacts(
            body=Body(row.body),
            made_by=row.made_by,
            number=row.number,
            title=row.title,
            text=row.text,
            printed=_printed(row.due, quarters),
            source=cited(row.source_document, row.source_section, row.source_row),
            erratum=row.erratum,
            actions=tuple(actions[row.id]),
            views=tuple(map(_view, views[row.id])),
        )
        for row in rows
    ]
    return tuple(
        sorted(
            found,
            key=lambda recommendation: (BODIES.index(recommendation.body), recommendation.number),
        )
    )


def action_positions(*, at: datetime) -> list[ActionPosition]:
    """Return every action now as far as what is overdue goes, in one statement."""
    return positions_of(action_rows(at=at))


def action_rows(*, at: datetime) -> QuerySet[RecommendationAction, Any]:
    """Return what positions are made of, in nine columns that another list can be read with."""
    reports = ActionReport.objects.filter(action=OuterRef("pk"), at__lte=at)
    moved = ActionExtension.objects.filter(action=OuterRef("pk"), at__lte=at)
    rows = RecommendationAction.objects.annotate(
        progress=Subquery(reports.order_by("-at", "-pk").values("progress")[:1]),
        moved_to=Subquery(moved.order_by("-at", "-pk").values("due_latest")[:1]),
    )
    names = ("number", "words", "owner__title", "due_latest", "moved_to", "progress")
    of = ("recommendation__body", "recommendation__made_by", "recommendation__number")
    return rows.order_by().values_list(*of, *names)


def positions_of(rows: Iterable[tuple[Any, ...]]) -> list[ActionPosition]:
    """Return the actions of rows by body and number."""
    return [
        ActionPosition(
            recommendation=f"{body}-{of_number}",
            name=f"{made_by or Body(body).label} {of_number}",
            number=number,
            words=words,
            owner=owner or "",
            due=moved_to or due,
            progress=Progress(progress) if progress else None,
        )
        for body, made_by, of_number, number, words, owner, due, moved_to, progress in sorted(
            rows, key=itemgetter(0, 2, 3)
        )
    ]


def _of(key: int | None, path: str = "recommendation_id") -> dict[str, int]:
    return {} if key is None else {path: key}


def _printed(words: Iterable[str], quarters: str) -> tuple[PlanDate, ...]:
    return tuple(parse_plan_date(text, quarters=QuarterConvention(quarters)) for text in words)


def _actions(
    source: Source, key: int | None, acts: RecommendationActs
) -> dict[int, list[ActionFacts]]:
    rows = source.rows(RecommendationAction, **_of(key))
    reports, extensions = _by(acts.reports, "action_id"), _by(acts.extensions, "action_id")
    titles = dict(
        source.columns(Post, "id", "title", id__in={row.owner_id for row in rows} - {None})
    )
    ties = source.ties(RecommendationAction, "milestones", [row.id for row in rows])
    named = {tied for keys in ties.values() for tied in keys}
    refs = dict(source.columns(Milestone, "id", "ref", id__in=named))
    found: dict[int, list[ActionFacts]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.number):
        found[row.recommendation_id].append(
            ActionFacts(
                number=row.number,
                words=row.words,
                owner=titles.get(row.owner_id, ""),
                due=plan_date_of(row, "due"),
                milestones=tuple(sorted(refs[tied] for tied in ties.get(row.id, ()))),
                reports=tuple(map(_report, reports[row.id])),
                extensions=tuple(map(_extension, extensions[row.id])),
            )
        )
    return found


def _by(acts: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for act in acts:
        found[getattr(act, name)].append(act)
    return found


def _who(act: Any) -> dict[str, Any]:
    return {"by_name": act.by_name, "by_post": act.by_post, "at": act.at}


def _report(act: ActionReport) -> ProgressFacts:
    texts = {"words": act.words, "evidence": act.evidence}
    return ProgressFacts(progress=Progress(act.progress), **texts, **_who(act))


def _extension(act: ActionExtension) -> ExtensionFacts:
    return ExtensionFacts(due=plan_date_of(act, "due"), reason=act.reason, **_who(act))


def _view(act: RecommendationView) -> ViewFacts:
    texts = {"reason": act.reason, "evidence": act.evidence}
    viewer, opinion = Viewer(act.viewer), Opinion(act.opinion)
    return ViewFacts(viewer=viewer, opinion=opinion, **texts, **_who(act))
