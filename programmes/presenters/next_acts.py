"""Which acts on a return a person may take now: the buttons of its pages."""

from dataclasses import dataclass

from irp.models import User
from programmes.models import Return
from programmes.rules import ReturnState

VOIDABLE = {ReturnState.SUBMITTED, ReturnState.SIGNED, ReturnState.ASSURED}


@dataclass(frozen=True)
class NextAct:
    """One button: its words, its page, and whether it is the step that the return waits for."""

    words: str
    page: str
    main: bool = False


def next_acts(user: User, ret: Return) -> list[NextAct]:
    """Return the acts this person has the right to, the awaited step first; none once frozen.

    That preparer, signer and reviewer are three people is checked when the step is taken.
    """
    if not ret.period.is_open:
        return []
    state, programme = ReturnState(ret.state), ret.programme
    prepares = user.has_perm("programmes.prepare_return", programme)
    acts = []
    if state is ReturnState.DRAFT and prepares:
        acts.append(NextAct("Submit", "programmes:return_submit", main=True))
    if state is ReturnState.SUBMITTED and user.has_perm("programmes.sign_return", programme):
        acts.append(NextAct("Read and sign", "programmes:return_sign", main=True))
    if state is ReturnState.SIGNED and user.has_perm("programmes.assure_return", programme):
        acts.append(NextAct("Rate and assure", "programmes:return_assure", main=True))
    if prepares and state is not ReturnState.NOT_REPORTED:
        words = "Change the text" if state in VOIDABLE else "Write the text"
        acts.append(NextAct(words, "programmes:return_edit", main=not acts and not_begun(state)))
    if state in VOIDABLE and user.has_perm("programmes.send_back_return", programme):
        acts.append(NextAct("Send back", "programmes:return_send_back"))
    return acts


def not_begun(state: ReturnState) -> bool:
    """Tell whether the return waits for its first word."""
    return state is ReturnState.NOT_STARTED


def holder_words(ret: Return) -> str:
    """Return who has to act next, by post: "SAO (Director of Housing)"; nothing once assured."""
    return holder_of(ret, ReturnState(ret.state))


def holder_of(ret: Return, state: ReturnState) -> str:
    """Return who holds the return in a state."""
    programme, holder = ret.programme, state.holder
    if holder == "RDL":
        return f"RDL ({programme.rdl})" if programme.rdl else "RDL: not named in the plan"
    if holder == "SAO":
        return f"SAO ({'; '.join(str(post) for post in programme.signing_posts())})"
    return holder
