"""What commissioners ask of the council, and the steps of it."""

from datetime import date
from typing import Any

from assurance.actions.requests import RequestMove, ask_council, move_request
from assurance.models import CouncilRequest
from assurance.words.requests import RequestAct
from tests.world import NOW, World


def ask(world: World, **changes: Any) -> CouncilRequest:
    """Ask the SAO, as a commissioner, for an answer by 20 November 2026."""
    entered = {
        "owner": world.posts["sao"],
        "words": "Show the last three audits.",
        "due_on": date(2026, 11, 20),
        "requirements": ["PO8-T1-1"],
        "by": world.user("commissioner"),
        "at": NOW,
    } | changes
    return ask_council(**entered)


def take(
    world: World, row: CouncilRequest, what: RequestAct, by: str = "commissioner", **changes: Any
) -> Any:
    """Take a step of a request."""
    at = changes.pop("at", NOW)
    entered = {"seen": row.steps.count(), "words": "So."} | changes
    move = RequestMove(what=what, **entered)
    return move_request(row, move, by=world.user(by), at=at)
