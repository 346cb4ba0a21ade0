"""Who may see which packs, and who asks for them (ADRs 0005 and 0006)."""

from typing import Any

import rules

from assurance.permissions import is_chief_executive, is_commissioner
from irp.permissions import DENIED, DENIED_OF, NotYet, Why, holds, is_cpmo
from irp.words import MEMBERS
from packs.readings.publication import is_published
from packs.words import OFFICERS, TO_PUBLISH, Audience, Forum, ItemKind, PackState
from packs.words.edition import TextKind
from packs.words.meetings import ActionStage
from packs.words.publication import PublicationStep, clears

SEE_ALL = "CPMO and administrators"
OTHERS = "CPMO, administrators, officers, commissioners and auditors"
TO_COME = (PackState.QUEUED, PackState.RUNNING)
NAMES = {Audience.PUBLIC: "public edition", Audience.EXTRACT: "extract for a public agenda"}


@rules.predicate
def may_see_pack(user: Any, pack: Any) -> bool:
    """Twin of `PackQuerySet.visible_to`, for one pack."""
    if user.holds_kind("administrator", "cpmo"):
        return True
    return pack.state == PackState.READY and _may_see_ready(user, pack)


def _may_see_ready(user: Any, pack: Any) -> bool:
    """Tell whether the person may see a pack that is ready, or may once it is."""
    if pack.standing != "final":
        return pack.forum == Forum.IRB and bool(user.holds_kind("commissioner"))
    if user.holds_kind(*OFFICERS):
        return True
    if not user.holds_kind(*MEMBERS):
        return False
    if pack.audience == Audience.EXEMPT:
        return pack.committee_id in user.sits_on()
    return is_published(pack) if pack.audience in TO_PUBLISH else pack.forum == Forum.IRB


def why_hidden(user: Any, pack: Any) -> Why:
    """Return why somebody may not see a pack: who may, and whom to ask or when to come back."""
    if pack.state in TO_COME and _may_see_ready(user, pack):
        return NotYet(
            "This pack is being created. You can read it on this page as soon as it is ready, "
            "usually within a few minutes. Come back then."
        )
    if pack.state != PackState.READY:
        return f"This pack is not ready. Until it is, only {SEE_ALL} can see it."
    ask = f"Ask CPMO: {pack.requested_by_name} created it."
    if pack.standing != "final":
        also = ", and commissioners of the IRB’s" if pack.forum == Forum.IRB else ""
        return f"This pack is a draft. Drafts can be seen by {SEE_ALL}{also}. {ask}"
    if pack.audience in TO_PUBLISH:
        return (
            f"This {NAMES[pack.audience]} is not published. Until it is, it can be seen by "
            f"{OTHERS}. Everybody with a post can see it once it is published. {ask}"
        )
    if pack.audience == Audience.EXEMPT:
        sits = "Your post sits on another committee" if user.sits_on() else (
            "Your post is not linked to a committee, so you can read no exempt part"
        )  # fmt: skip
        return (
            f"This is the exempt part for {pack.committee}. It can be seen by that committee’s "
            f"members, {OTHERS}. {sits}. If you are a member of {pack.committee}, ask an "
            f"administrator to link your post to it. {ask}"
        )
    return (
        f"This pack is for the {Forum(pack.forum).label}. It can be seen by {OTHERS}. Members can "
        f"see its public edition once that is published. {ask}"
    )


@rules.predicate
def may_confirm(user: Any, pack: Any) -> bool:
    """Tell whether the person confirms the judgements in a draft: a commissioner, of the IRB's."""
    is_theirs = pack is not None and pack.forum == Forum.IRB and pack.standing == "draft"
    return is_theirs and bool(user.holds_kind("commissioner"))


@rules.predicate
def may_see_board(user: Any, forum: Any) -> bool:
    """Tell whether the person reads a board's meetings: whoever sees its final packs does."""
    if user.holds_kind("administrator", "cpmo", *OFFICERS):
        return True
    return forum == Forum.IRB and user.holds_kind(*MEMBERS)


@rules.predicate
def owns_action(user: Any, action: Any) -> bool:
    """Tell whether the post that a board gave an action is the person's."""
    return action is not None and user.holds(action.owner)


@rules.predicate
def may_write_text(user: Any, kind: Any) -> bool:
    """Tell whether the person writes a text: CPMO its own, the Chief Executive the council's.

    The view of the whole is the Chief Executive's (Rule 24a), and CPMO's is independent of it
    (Rule 2): neither writes the other's.
    """
    if kind == TextKind.STATEMENT:
        return bool(is_chief_executive(user))
    return bool(user.holds_kind("cpmo"))


@rules.predicate
def is_monitoring_officer(user: Any) -> bool:
    """Tell whether the person holds the post of the council's Monitoring Officer."""
    held = user.holdings_on(user.acting_on)
    return any(clears(holding.post.title) for holding in held)


rules.add_perm(
    "packs.see_packs",
    holds(
        "administrator",
        "cpmo",
        *OFFICERS,
        *MEMBERS,
    ),
)
rules.add_perm("packs.see_pack", may_see_pack)
rules.add_perm("packs.request_pack", is_cpmo)
rules.add_perm("packs.confirm_pack", may_confirm)
rules.add_perm("packs.read_signals", is_cpmo)
rules.add_perm("packs.read_downloads", holds("administrator", "cpmo"))
rules.add_perm("packs.see_board", may_see_board)
rules.add_perm("packs.keep_meetings", is_cpmo)
rules.add_perm("packs.write_text", may_write_text)
rules.add_perm("packs.see_edition", is_cpmo | is_chief_executive)
rules.add_perm("packs.answer_action", owns_action)
rules.add_perm("packs.classify", is_cpmo)
rules.add_perm("packs.classify_result", is_commissioner)
rules.add_perm("packs.publish", is_cpmo)
rules.add_perm("packs.clear", is_cpmo | is_monitoring_officer)
rules.add_perm("packs.keep_pre_election", holds("administrator", "cpmo"))
rules.add_perm("packs.see_classification", holds("administrator", "cpmo", *OFFICERS))

DENIED_OF["packs.see_pack"] = why_hidden
DENIED |= {
    "packs.confirm_pack": (
        "Only commissioners can confirm the pages of judgements, in a draft of the IRB pack."
    ),
    "packs.request_pack": "Only CPMO can create and issue packs.",
    "packs.see_board": "You cannot see the meetings of this board. Ask CPMO.",
    "packs.write_text": (
        "Only CPMO writes its headline, opinion and risks, and only the Chief Executive the "
        "council’s statement."
    ),
    "packs.see_edition": "Only CPMO and the Chief Executive write for packs.",
    "packs.keep_meetings": "Only CPMO can record meetings, decisions and actions.",
    "packs.classify": "Only CPMO can classify items.",
    "packs.classify_result": (
        "Only commissioners withhold a result of theirs from public editions. CPMO can "
        "classify its reasons and evidence."
    ),
    "packs.publish": "Only CPMO records that a pack was received, published or taken down.",
    "packs.clear": "Only CPMO and the Monitoring Officer record a clearance.",
    "packs.keep_pre_election": "Only administrators and CPMO enter pre-election periods.",
    "packs.see_classification": "You cannot see how items are classified. Ask CPMO.",
    "packs.answer_action": "Only the owner of this action can say that it is done.",
    "packs.read_downloads": "Only CPMO and administrators can see who downloaded packs.",
    "packs.read_signals": "Only CPMO can see the warning signs of every SAO.",
}


def right_to_move_action(to: ActionStage) -> str:
    """Return the right that a step asks for: its owner says it is done, CPMO all else."""
    return "packs.answer_action" if to is ActionStage.DONE else "packs.keep_meetings"


def right_to_classify(kind: ItemKind) -> str:
    """Return the right that classifying an item of this kind needs."""
    return "packs.classify_result" if kind.is_commissioners else "packs.classify"


def right_to_step(step: PublicationStep) -> str:
    """Return the right that a step asks for."""
    return "packs.clear" if step is PublicationStep.CLEARED else "packs.publish"
