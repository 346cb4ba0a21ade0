"""Which acts on a return a person may take now: the buttons of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from irp.models import Post, User
from programmes.models import Programme, Return
from programmes.permissions import is_reserve
from programmes.readings.owners import named_for, rows_led
from programmes.readings.reserves import holders_of, in_reserve, reserve_of
from programmes.readings.signing import people_of, still_to_sign
from programmes.rules import step_refusals
from programmes.rules.owners import needs_reserve
from programmes.rules.returns import PREPARING, People, allows
from programmes.words import ReturnState, Step


@dataclass(frozen=True)
class NextAct:
    """One button: its words, its page, and whether it is the step that the return waits for."""

    words: str
    page: str
    main: bool = False


@dataclass(frozen=True, kw_only=True)
class Movable:
    """A return as far as who may move it; what a right does not ask for is not read."""

    programme: Programme
    state: ReturnState
    is_open: bool
    people: Callable[[], People]
    unsigned: Callable[[], list[Post]]


def next_acts(user: User, ret: Return, *, on: date) -> list[NextAct]:
    """Return the acts on a return that this person may take now."""
    return acts_offered(
        user,
        Movable(
            programme=ret.programme,
            state=ReturnState(ret.state),
            is_open=ret.period.is_open,
            people=lambda: people_of(ret),
            unsigned=lambda: still_to_sign(ret, on=on),
        ),
    )


def acts_offered(user: User, ret: Movable) -> list[NextAct]:
    """Return the acts this person may take now, the awaited step first; none once frozen.

    Who prepared a return is offered neither its signature nor its assurance (Rule 15), and whose
    posts have signed already no second signature (Rule 17).
    """
    if not ret.is_open:
        return []
    state, programme = ret.state, ret.programme
    prepares = user.has_perm("programmes.prepare_return", programme)
    acts = []
    if state is ReturnState.DRAFT and prepares:
        acts.append(NextAct("Submit", "programmes:return_submit", main=True))
    if state is ReturnState.SUBMITTED and _may_sign(user, ret):
        acts.append(NextAct("Read and sign", "programmes:return_sign", main=True))
    assures = state is ReturnState.SIGNED and user.has_perm("programmes.assure_return", programme)
    if assures and _may(user, ret, Step.ASSURE):
        acts.append(NextAct("Rate and assure", "programmes:return_assure", main=True))
    writes = prepares or (
        state in PREPARING and user.has_perm("programmes.draft_return", programme)
    )
    if writes and state is not ReturnState.NOT_REPORTED:
        is_first = not acts and not_begun(state)
        acts.append(NextAct("Edit return", "programmes:return_edit", main=is_first))
        acts.append(NextAct("Report milestones", "programmes:return_report"))
    if user.has_perm("programmes.challenge_return", programme) and _may_challenge(user, ret):
        acts.append(NextAct("Challenge", "programmes:return_challenge"))
    if prepares and state is ReturnState.SUBMITTED and _may(user, ret, Step.TAKE_BACK):
        acts.append(NextAct("Take back to draft", "programmes:return_take_back"))
    elif allows(Step.SEND_BACK, state=state) and user.has_perm(
        "programmes.send_back_return", programme
    ):
        acts.append(NextAct("Send back", "programmes:return_send_back"))
    return acts


def _may_challenge(user: User, ret: Movable) -> bool:
    """Tell whether CPMO's officer may ask about a return: submitted, and not prepared by them."""
    return allows(Step.SEND_BACK, state=ret.state) and user.pk not in ret.people().preparers


def _may_sign(user: User, ret: Movable) -> bool:
    if not user.has_perm("programmes.sign_return", ret.programme):
        return False
    if any(user.holds(post) for post in ret.unsigned()):
        return _may(user, ret, Step.SIGN)
    if not is_reserve(user, ret.programme):
        return False
    held = holders_of(ret.unsigned(), on=user.acting_on) if user.acting_on else {}
    preparers = ret.people().preparers
    return any(
        needs_reserve(holders=held.get(post.pk, ()), preparers=preparers) for post in ret.unsigned()
    ) and _may(user, ret, Step.SIGN)


def posts_to_sign(user: User, ret: Return, *, on: date) -> tuple[list[Post], Post | None]:
    """Return the posts that a person signs a return for, and the reserve's they sign in, if so."""
    waiting = still_to_sign(ret, on=on)
    if own := [post for post in waiting if user.holds(post)]:
        return own, None
    if not is_reserve(user, ret.programme):
        return [], None
    posts = in_reserve(ret, waiting, on=on)
    return posts, reserve_of(ret.programme) if posts else None


def rating_post(ret: Return, *, on: date) -> Post:
    """Return the post that gives the SAO's rating: of several that sign, the first (Rule 17)."""
    return ret.programme.signing_posts(on=on)[0]


def _may(user: User, ret: Movable, step: Step) -> bool:
    people = ret.people()
    return not step_refusals(
        step=step, state=ret.state, by=user.pk, people=people, reason="to be given"
    )


def not_begun(state: ReturnState) -> bool:
    """Tell whether the return waits for its first word."""
    return state is ReturnState.NOT_STARTED


@dataclass(frozen=True)
class Updates:
    """Whether a person may report rows of a programme, and which `only` if not each."""

    may: bool
    only: frozenset[str] = frozenset()


def updates_offered(user: User, programme: Programme, *, is_open: bool) -> Updates:
    """Return which rows of an open month a person may report: each, those they lead, or none."""
    if not is_open or user.has_perm("programmes.draft_return", programme):
        return Updates(may=is_open)
    led = rows_led(user).filter(programme=programme) if named_for(user).rows else ()
    refs = frozenset(row.ref for row in led)
    return Updates(may=bool(refs), only=refs)


def why_not(user: User, ret: Return, step: Step) -> list[str]:
    """Return why this person may not take a step of a return now, before anything is typed."""
    return step_refusals(
        step=step,
        state=ReturnState(ret.state),
        by=user.pk,
        people=people_of(ret),
        reason="to be given",
    )
