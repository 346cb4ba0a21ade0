"""What stands of a return: its ratings that count, signatures in force, who held it."""

from datetime import datetime

from programmes.facts import RatingFacts, ReturnFacts, SignatureFacts
from programmes.rules.ratings import ratings_that_stand
from programmes.words import ReturnState, Voice


def _submitted_at(ret: ReturnFacts) -> datetime | None:
    """Return when what stands now was submitted, or None where nothing was."""
    drafts = [n for n, step in enumerate(ret.steps) if step.to_state is ReturnState.DRAFT]
    since = ret.steps[drafts[-1] + 1 :] if drafts else ret.steps
    submitted = [step.at for step in since if step.to_state is ReturnState.SUBMITTED]
    return submitted[-1] if submitted else None


def counted_ratings(ret: ReturnFacts) -> dict[Voice, RatingFacts]:
    """Return the rating of each voice that stands (Rules 2, 6, 15 and 17)."""
    return ratings_that_stand(state=ret.state, submitted_at=_submitted_at(ret), given=ret.ratings)


def signatures_in_force(ret: ReturnFacts) -> tuple[SignatureFacts, ...]:
    """Return the signatures given since the return was last submitted: earlier ones are void."""
    at = _submitted_at(ret)
    return tuple(one for one in ret.signatures if at is not None and one.at >= at)


def held(ret: ReturnFacts | None, *, opened_at: datetime | None) -> tuple[str, datetime | None]:
    """Return who had to act next and since when, before any freeze took it away."""
    if ret is None:
        return ReturnState.NOT_STARTED.holder, opened_at
    state, since = ret.state, ret.state_since or opened_at
    if state is ReturnState.NOT_REPORTED:
        # A step from a state to itself (edited while being checked) moved nothing on.
        steps = [step for step in ret.steps if step.from_state != step.to_state]
        state = steps[-1].from_state if steps else ReturnState.NOT_STARTED
        since = steps[-2].at if len(steps) > 1 else opened_at
    return state.holder, since
