"""Which acts on a return a person may take now: the buttons of its pages."""

from dataclasses import dataclass
from datetime import date

from irp.models import Post, User
from programmes.models import Return
from programmes.readings.signing import people_of, still_to_sign
from programmes.rules import step_refusals
from programmes.words import ReturnState, Step

VOIDABLE = {ReturnState.SUBMITTED, ReturnState.SIGNED, ReturnState.ASSURED}


@dataclass(frozen=True)
class NextAct:
    """One button: its words, its page, and whether it is the step that the return waits for."""

    words: str
    page: str
    main: bool = False


def next_acts(user: User, ret: Return, *, on: date) -> list[NextAct]:
    """Return the acts this person may take now, the awaited step first; none once frozen.

    Who prepared a return is offered neither its signature nor its assurance (Rule 15), and whose
    posts have signed already no second signature (Rule 17).
    """
    if not ret.period.is_open:
        return []
    state, programme = ReturnState(ret.state), ret.programme
    prepares = user.has_perm("programmes.prepare_return", programme)
    acts = []
    if state is ReturnState.DRAFT and prepares:
        acts.append(NextAct("Submit", "programmes:return_submit", main=True))
    signs = user.has_perm("programmes.sign_return", programme)
    if signs and posts_to_sign(user, ret, on=on) and not why_not(user, ret, Step.SIGN):
        acts.append(NextAct("Read and sign", "programmes:return_sign", main=True))
    assures = state is ReturnState.SIGNED and user.has_perm("programmes.assure_return", programme)
    if assures and not why_not(user, ret, Step.ASSURE):
        acts.append(NextAct("Rate and assure", "programmes:return_assure", main=True))
    if prepares and state is not ReturnState.NOT_REPORTED:
        words = "Change the text" if state in VOIDABLE else "Write the text"
        acts.append(NextAct(words, "programmes:return_edit", main=not acts and not_begun(state)))
    if prepares and state is ReturnState.SUBMITTED and not why_not(user, ret, Step.TAKE_BACK):
        acts.append(NextAct("Take back to draft", "programmes:return_take_back"))
    elif state in VOIDABLE and user.has_perm("programmes.send_back_return", programme):
        acts.append(NextAct("Send back", "programmes:return_send_back"))
    return acts


def not_begun(state: ReturnState) -> bool:
    """Tell whether the return waits for its first word."""
    return state is ReturnState.NOT_STARTED


def why_not(user: User, ret: Return, step: Step) -> list[str]:
    """Return why this person may not take a step of a return now, before anything is typed."""
    return step_refusals(
        step=step,
        state=ReturnState(ret.state),
        by=user.pk,
        people=people_of(ret),
        reason="to be given",
    )


def posts_to_sign(user: User, ret: Return, *, on: date) -> list[Post]:
    """Return the posts of this person whose signatures a submitted return still needs (17)."""
    if ret.state != ReturnState.SUBMITTED.value:
        return []
    return [post for post in still_to_sign(ret, on=on) if user.holds(post)]
