"""A recommendation with a response, and the people of internal audit and of the auditor."""

from datetime import date
from typing import Any

from assurance.actions.recommendations import (
    Recommended,
    add_recommendation,
    add_response,
    extend_action,
    report_action,
    view_recommendation,
)
from assurance.models import Recommendation, RecommendationAction
from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from irp.history import record
from irp.models import Post, PostHolding, User
from tests.world import LOADED_AT, LOADER, NOW, World, when

NAMES = ("internal_audit", "external_auditor")
GIVES = {Viewer.INTERNAL_AUDIT: "internal_audit", Viewer.AUDITOR: "external_auditor"}


def appoint(world: World) -> None:
    """Add internal audit and the external auditor to the council's people."""
    for name in NAMES:
        post = Post(title=f"Post of {name.replace('_', ' ')}", kind=name)
        world.posts[name] = record(post, by=LOADER, at=LOADED_AT)
        user = User(email=f"{name}@council.example", name=f"Person {name}")
        world.users[name] = record(user, by=LOADER, at=LOADED_AT)
        holding = PostHolding(user=user, post=world.posts[name], starts_on=date(2024, 4, 1))
        record(holding, by=LOADER, at=LOADED_AT)


def recommend(world: World, *, due: str = "Sep 2026", **entered: Any) -> RecommendationAction:
    """Add a recommendation of the auditor with one action, which the SAO answers for."""
    values: dict[str, Any] = {"body": Body.AUDITOR, "title": "Set a target date."} | entered
    by = world.user("cpmo")
    row = add_recommendation(Recommended(**values), by=by, at=NOW)
    return respond(world, row, due=due)


def respond(world: World, row: Recommendation, *, due: str = "", **entered: Any) -> Any:
    """Add an action to a response."""
    values = {"words": "Set the date.", "owner": world.posts["sao"], "due": when(due)} | entered
    return add_response(row, by=world.user("cpmo"), at=NOW, **values)


def report(world: World, action: RecommendationAction, progress: Progress, **changes: Any) -> Any:
    """Report on an action as its owner."""
    done = progress is Progress.DONE
    entered = {
        "words": "The board set it.",
        "evidence": "Minute 4, 3 October 2026" if done else "",
        "version": action.reports.count(),
        "by": world.user("sao"),
        "at": NOW,
    } | changes
    return report_action(action, progress=progress, **entered)


def extend(world: World, action: RecommendationAction, due: str, **changes: Any) -> Any:
    """Move an action's date as its owner."""
    entered = {
        "reason": "The supplier withdrew.",
        "version": action.extensions.count(),
        "by": world.user("sao"),
        "at": NOW,
    } | changes
    return extend_action(action, due=when(due), **entered)


def look(
    world: World, row: Recommendation, viewer: Viewer, opinion: Opinion, **changes: Any
) -> Any:
    """Give internal audit's check or the auditor's view."""
    entered = {
        "reason": "Three minutes were read.",
        "evidence": "",
        "version": row.views.filter(viewer=viewer).count(),
        "by": world.user(GIVES[viewer]),
        "at": NOW,
    } | changes
    return view_recommendation(row, viewer=viewer, opinion=opinion, **entered)
