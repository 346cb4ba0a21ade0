"""Acts on recommendations: added, responded to, reported on, extended, looked at by others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from assurance.models import (
    ActionExtension,
    ActionReport,
    Recommendation,
    RecommendationAction,
    RecommendationView,
)
from assurance.rules.recommendations import (
    extension_faults,
    recommendation_faults,
    report_faults,
)
from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from irp.actions import Faulty, hold_to_newest
from irp.history import enact, record, record_ties
from irp.models import Conflict, PlanSettings, Post, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.plan_dates import UNDATED, PlanDate

KEEPS, REPORTS = "assurance.keep_recommendations", "assurance.report_action"


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """What is entered of a further recommendation; without a number it gets the next."""

    body: Body
    title: str
    text: str = ""
    made_by: str = ""
    number: int | None = None
    source: str = ""


def add_recommendation(recommended: Recommended, *, by: User, at: datetime) -> Recommendation:
    """Add a recommendation under a number that its body has not given yet (Rule 24).

    Raises `Faulty` by field.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        # The numbers of a body are given one after another: whoever else gives one waits.
        list(PlanSettings.objects.select_for_update())
        rows = Recommendation.objects.filter(body=recommended.body)
        taken = {row.number: row.title for row in rows}
        faults = recommendation_faults(
            has_name=bool(recommended.made_by.strip()),
            is_other=recommended.body is Body.OTHER,
            number=recommended.number,
            taken=taken,
        )
        if faults:
            raise Faulty(faults)
        row = Recommendation(
            body=recommended.body.value,
            made_by=recommended.made_by.strip() if recommended.body is Body.OTHER else "",
            number=recommended.number or next_number(rows),
            title=recommended.title.strip(),
            text=recommended.text.strip(),
            source_section=recommended.source.strip(),
        )
        return record(row, by=by, at=at, reason="Added")


def add_response(
    recommendation: Recommendation,
    *,
    words: str,
    owner: Post | None,
    due: PlanDate,
    milestones: Collection[int] = (),
    by: User,
    at: datetime,
) -> RecommendationAction:
    """Add an action to the council's response; `milestones` are keys."""
    require(by, KEEPS, at=at)
    with transaction.atomic():
        locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
        row = RecommendationAction(
            recommendation=locked,
            number=next_number(locked.actions),
            words=words.strip(),
            owner=owner,
        )
        row.due = due or UNDATED
        record(row, by=by, at=at, reason="Added")
        return record_ties(row, "milestones", milestones, by=by, at=at)


def change_response(
    action: RecommendationAction,
    *,
    owner: Post | None,
    milestones: Collection[int],
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> RecommendationAction:
    """Name who answers for an action, and the milestones that deliver it.

    Raises `Conflict` where somebody saved the action since the person read it.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        row = _locked(action)
        if row.version != version:
            raise Conflict(row)
        row.owner = owner
        record(row, by=by, at=at, reason=reason)
        return record_ties(row, "milestones", milestones, by=by, at=at, reason=reason)


def report_action(
    action: RecommendationAction,
    *,
    progress: Progress,
    words: str,
    evidence: str,
    version: int,
    by: User,
    at: datetime,
) -> ActionReport:
    """Say how far an action has come, as the council; earlier words stay (Rule 19).

    `version` is how many reports the person read. Raises `Conflict`, or `Faulty` by field.
    """
    require(by, REPORTS, action, at=at)
    if faults := report_faults(progress=progress, words=words, evidence=evidence):
        raise Faulty(faults)
    with transaction.atomic():
        row = _locked(action)
        hold_to_newest(row.reports.order_by("number").last(), seen=version)
        columns = {"words": words.strip(), "evidence": evidence.strip()}
        return enact(
            ActionReport,
            by=by,
            at=at,
            action=row,
            number=version + 1,
            progress=progress.value,
            **columns,
        )


def extend_action(
    action: RecommendationAction,
    *,
    due: PlanDate,
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> ActionExtension:
    """Give an action a due date, the first or a later one; the dates before it stay (Rule 9)."""
    require(by, REPORTS, action, at=at)
    with transaction.atomic():
        row = _locked(action)
        hold_to_newest(row.extensions.order_by("number").last(), seen=version)
        last, report = row.extensions.last(), row.reports.last()
        faults = extension_faults(
            due=due,
            reason=reason,
            standing=last.due if last else row.due,
            is_open=report is None or not Progress(report.progress).is_settled,
        )
        if faults:
            raise Faulty(faults)
        made: Any = {"action": row, "number": version + 1, "reason": reason.strip()}
        made |= {f"due_{part}": getattr(due, part) for part in ("raw", "earliest", "latest")}
        return enact(ActionExtension, by=by, at=at, due_precision=due.precision.value, **made)


def view_recommendation(
    recommendation: Recommendation,
    *,
    viewer: Viewer,
    opinion: Opinion,
    reason: str,
    evidence: str,
    version: int,
    by: User,
    at: datetime,
) -> RecommendationView:
    """Enter internal audit's check or the auditor's view, beside what the council says (19).

    `version` is how many of this viewer's the person read. Raises `Conflict`, or `Faulty`.
    """
    require(by, "assurance.view_recommendation", viewer.value, at=at)
    if not reason.strip():
        raise Faulty({"reason": "Enter the reason for this view"})
    with transaction.atomic():
        row = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
        given = row.views.filter(viewer=viewer).order_by("number")
        hold_to_newest(given.last(), seen=version)
        columns = {"reason": reason.strip(), "evidence": evidence.strip()}
        return enact(
            RecommendationView,
            by=by,
            at=at,
            recommendation=row,
            viewer=viewer.value,
            number=version + 1,
            opinion=opinion.value,
            **columns,
        )


def _locked(action: RecommendationAction) -> RecommendationAction:
    rows = RecommendationAction.objects.select_for_update(of=("self",))
    return rows.select_related("recommendation").get(pk=action.pk)
