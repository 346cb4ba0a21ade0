"""Rights to returns, milestones, changes, dependencies and the register of RAID (ADR 0005)."""

from typing import Any

import rules

from irp.models import User
from irp.permissions import DENIED, is_cpmo
from irp.words import PostKind
from programmes.models import Programme
from programmes.readings.owners import named_for
from programmes.rules.owners import CHIEF_EXECUTIVE
from programmes.rules.returns import PREPARING
from programmes.words import PointKind, PointStage, ReturnState, Side, Signatories


@rules.predicate
def is_rdl(user: Any, programme: Any) -> bool:
    """Tell whether the person holds the programme's RDL post."""
    return user.holds(programme.rdl)


@rules.predicate
def is_sao(user: Any, programme: Any) -> bool:
    """Tell whether the person holds the programme's SAO post, or a row's where all sign."""
    if user.holds(programme.sao):
        return True
    if programme.signatories != Signatories.ALL or user.acting_on is None:
        return False
    return any(user.holds(post) for post in programme.signing_posts(on=user.acting_on))


@rules.predicate
def is_signer(user: Any, programme: Any) -> bool:
    """Tell whether the person signs the programme's returns: as its SAO, or the part that does."""
    if programme.signing_lead_id is None:
        return bool(is_sao(user, programme))
    return bool(user.holds(programme.signing_lead))


@rules.predicate
def is_reserve(user: Any, programme: Any) -> bool:
    """Tell whether the person holds the post that signs where the SAO prepared the return (17)."""
    held = [holding.post for holding in user.holdings_on(user.acting_on)]
    if programme.reserve_id is not None:
        return any(post.pk == programme.reserve_id for post in held)
    return any(post.title == CHIEF_EXECUTIVE for post in held)


@rules.predicate
def is_preparer(user: Any, programme: Any) -> bool:
    """Tell whether the person holds a post that the RDL named to draft the programme's return."""
    return programme.pk in named_for(user).programmes


@rules.predicate
def is_row_lead(user: Any, milestone: Any) -> bool:
    """Tell whether the person holds a post that the RDL named to lead the row."""
    return milestone.pk in named_for(user).rows


@rules.predicate
def drafts_milestone(user: Any, milestone: Any) -> bool:
    """Tell whether the person drafts the return of the row's programme."""
    return bool(user.has_perm("programmes.draft_return", milestone.programme))


@rules.predicate
def runs_programme(user: Any, programme: Any) -> bool:
    """Tell whether the person is RDL or SAO of a programme; None, of no programme, is nobody's."""
    return programme is not None and (is_rdl(user, programme) or is_sao(user, programme))


def sides_of(user: Any, dependency: Any) -> tuple[Side, ...]:
    """Return the sides of a dependency of which the person is RDL or SAO, a row's own SAO too."""
    return tuple(side for side in Side if _is_of(user, dependency, side))


def _is_of(user: Any, dependency: Any, side: Side) -> bool:
    own = getattr(dependency.end(side), "own_sao", None)
    return runs_programme(user, dependency.programme_at(side)) or (
        own is not None and user.holds(own)
    )


@rules.predicate
def is_takers_sao(user: Any, dependency: Any) -> bool:
    """Tell whether the person is the taker's SAO: of the row where it names one of its own."""
    own = getattr(dependency.end(Side.TAKER), "own_sao", None)
    if own is not None:
        return bool(user.holds(own))
    return bool(is_sao(user, dependency.programme_at(Side.TAKER)))


@rules.predicate
def writes_draft(user: Any, draft: Any) -> bool:
    """Tell whether the person writes this draft and may still ask for changes of its programme."""
    return draft.author_id == user.pk and bool(
        user.has_perm("programmes.ask_change", draft.programme)
    )


@rules.predicate
def leads_somewhere(user: Any) -> bool:
    """Tell whether the person is an SAO or an RDL of anything."""
    return bool(user.holds_kind(PostKind.SAO, PostKind.RDL))


@rules.predicate
def is_of_a_side(user: Any, dependency: Any) -> bool:
    """Tell whether the person is RDL or SAO of the giver or of the taker."""
    return dependency is not None and bool(sides_of(user, dependency))


rules.add_perm("programmes.prepare_return", is_rdl | is_cpmo)
rules.add_perm("programmes.draft_return", is_rdl | is_cpmo | is_preparer)
rules.add_perm("programmes.report_milestone", drafts_milestone | is_row_lead)
rules.add_perm("programmes.name_people", is_rdl | is_cpmo)
rules.add_perm("programmes.decide_milestone", is_cpmo)
rules.add_perm("programmes.confirm_completion", is_cpmo | runs_programme)
rules.add_perm("programmes.set_confirmation", is_cpmo)
rules.add_perm("programmes.sign_return", is_signer | is_reserve)
rules.add_perm("programmes.assure_return", is_cpmo)
rules.add_perm("programmes.send_back_return", is_sao | is_cpmo)
rules.add_perm("programmes.keep_raid", is_cpmo | runs_programme)
rules.add_perm("programmes.answer_risk", is_cpmo)
rules.add_perm("programmes.ask_change", is_cpmo | runs_programme)
rules.add_perm("programmes.keep_draft", writes_draft)
rules.add_perm("programmes.agree_change", is_sao)
rules.add_perm("programmes.decide_change", is_cpmo)
rules.add_perm("programmes.answer_as_taker", is_takers_sao)
rules.add_perm("programmes.renew_plan", is_cpmo)
rules.add_perm("programmes.keep_committees", is_cpmo)
rules.add_perm("programmes.take_over", is_cpmo)
rules.add_perm("programmes.restructure", is_cpmo)
rules.add_perm("programmes.add_dependency", is_cpmo | leads_somewhere)
rules.add_perm("programmes.keep_dependency", is_cpmo | is_of_a_side)
rules.add_perm("programmes.confirm_dependency", is_of_a_side)
rules.add_perm("programmes.challenge_return", is_cpmo)
rules.add_perm("programmes.settle_point", is_cpmo)
rules.add_perm("programmes.answer_challenge", runs_programme)
rules.add_perm("programmes.set_outcomes", is_cpmo)

DENIED |= {
    "programmes.prepare_return": (
        "Only the programme’s Responsible Delivery Lead and CPMO can submit its return and "
        "take it back."
    ),
    "programmes.draft_return": (
        "Only the programme’s Responsible Delivery Lead, the preparers they named and CPMO can "
        "write its return."
    ),
    "programmes.report_milestone": (
        "Only the programme’s Responsible Delivery Lead, its preparers, the leads of this row and "
        "CPMO can report it."
    ),
    "programmes.name_people": (
        "Only the programme’s Responsible Delivery Lead and CPMO can name preparers and row leads."
    ),
    "programmes.decide_milestone": ("Only CPMO can open a completed milestone again."),
    "programmes.confirm_completion": (
        "Only the programme’s Responsible Delivery Lead, its Senior Accountable Officer and CPMO "
        "can confirm that a milestone is complete."
    ),
    "programmes.set_confirmation": (
        "Only CPMO can set whether completions are confirmed by a second person."
    ),
    "programmes.sign_return": (
        "Only the programme’s Senior Accountable Officer can sign its return."
    ),
    "programmes.assure_return": "Only CPMO can rate and assure returns.",
    "programmes.send_back_return": (
        "Only the programme’s Senior Accountable Officer and CPMO can send its return back."
    ),
    "programmes.keep_raid": (
        "Only the programme’s Responsible Delivery Lead, its Senior Accountable Officer and CPMO "
        "can change its risks, issues and actions, and only CPMO the overarching ones."
    ),
    "programmes.add_dependency": (
        "Only Responsible Delivery Leads, Senior Accountable Officers and CPMO can add "
        "dependencies."
    ),
    "programmes.keep_dependency": (
        "Only the Responsible Delivery Leads and Senior Accountable Officers of its giver and its "
        "taker, and CPMO, can change a dependency."
    ),
    "programmes.confirm_dependency": (
        "Only the Responsible Delivery Leads and Senior Accountable Officers of its giver and its "
        "taker can confirm a dependency."
    ),
    "programmes.challenge_return": "Only CPMO can challenge a return.",
    "programmes.settle_point": (
        "Only CPMO can take an ask to a board, record its answer and close a challenge."
    ),
    "programmes.answer_challenge": (
        "Only the programme’s Responsible Delivery Lead and its Senior Accountable Officer can "
        "answer a challenge."
    ),
    "programmes.answer_risk": "Only CPMO can record what a forum says to a risk.",
    "programmes.ask_change": (
        "Only the programme’s Responsible Delivery Lead, its Senior Accountable Officer and CPMO "
        "can ask for changes to its milestones."
    ),
    "programmes.keep_draft": (
        "Only who writes a draft of a change request can open it, and only while they may ask for "
        "changes to the programme."
    ),
    "programmes.agree_change": (
        "This change is with the programme’s Senior Accountable Officer, who decides first."
    ),
    "programmes.answer_as_taker": (
        "Only the Senior Accountable Officer of the taker can answer for it."
    ),
    "programmes.set_outcomes": ("Only CPMO can say which outcomes of the plan a programme serves."),
    "programmes.keep_committees": "Only CPMO can say which programmes a committee has.",
    "programmes.renew_plan": "Only CPMO can put a new edition of the plan into effect.",
    "programmes.restructure": (
        "Only CPMO can begin or close a programme, or move milestones between programmes."
    ),
    "programmes.take_over": "Only CPMO can take over the position of an earlier tracker.",
    "programmes.decide_change": (
        "Only CPMO can agree to this change, or record what a board decided."
    ),
}


def right_to_move_point(kind: PointKind, to: PointStage) -> str:
    """Return the right that a step of a point asks for: the programme answers a challenge."""
    answers = kind is PointKind.CHALLENGE and to is PointStage.ANSWERED
    return "programmes.answer_challenge" if answers else "programmes.settle_point"


def beyond_draft(programme: Programme, state: str | None, *, by: User) -> str:
    """Return why a preparer or row lead may change a return no more, "" where they may (Rule 15).

    They draft and do not submit: once it is submitted, a change would cancel what others did.
    """
    if state is None or state in PREPARING:
        return ""
    if by.has_perm("programmes.prepare_return", programme):
        return ""
    return (
        f"The return has been {ReturnState(state).label.lower()}. Its RDL or CPMO "
        "can still change it: ask them."
    )
