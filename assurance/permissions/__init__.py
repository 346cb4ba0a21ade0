"""Who may judge, and who may read the outcomes (ADRs 0005 and 0006)."""

from typing import Any, NamedTuple

import rules

from assurance.models import Requirement
from assurance.permissions import links as links  # its rights count from now on
from assurance.readings.owners import owner_post
from assurance.rules.evidence import ADDS, is_seen
from assurance.words import Speaker
from assurance.words.classification import Classification
from assurance.words.requests import RequestAct
from irp.models import Post
from irp.permissions import DENIED, holds, is_cpmo, is_reader
from irp.readings import Now


class Voice(NamedTuple):
    """Who would assess: a speaker, for the council with the post that owns the requirement."""

    speaker: Speaker
    owner: Post | None = None


@rules.predicate
def speaks(user: Any, voice: Voice) -> bool:
    """Tell whether the person drafts for it: nobody enters another's judgement.

    For the council it is the owner; while none is named, the Senior Accountable Officers (24a).
    """
    if voice.speaker is Speaker.COUNCIL:
        return user.holds(voice.owner) if voice.owner else user.holds_kind("sao")
    return user.holds_kind(voice.speaker.value)


@rules.predicate
def issues(user: Any, voice: Voice) -> bool:
    """Tell whether the person issues for it: for the council the owner alone (Rule 24a)."""
    if voice.speaker is Speaker.COUNCIL:
        return user.holds(voice.owner)
    return user.holds_kind(voice.speaker.value)


@rules.predicate
def is_chief_executive(user: Any) -> bool:
    """Tell whether the person holds the post of the Chief Executive."""
    held = user.holdings_on(user.acting_on)
    return any(holding.post.title.startswith("Chief Executive") for holding in held)


@rules.predicate
def added_it(user: Any, evidence: Any) -> bool:
    """Tell whether the person added a piece of evidence."""
    return evidence is not None and evidence.added_by_id == user.pk


@rules.predicate
def sees_evidence(user: Any, evidence: Any) -> bool:
    """Tell whether its classification lets the person see a piece (Rule 29)."""
    if evidence is None or not user.kinds():
        return False
    kind = Classification(evidence.classification)
    if is_seen(kind, kinds=user.kinds()) or evidence.added_by_id == user.pk:
        return True
    return bool(evidence.versions.filter(prepared_by=user).exists())


@rules.predicate
def answers_for_it(user: Any, action: Any) -> bool:
    """Tell whether the person holds the post that answers for an action of a response."""
    return action is not None and user.holds(action.owner)


@rules.predicate
def gives_view(user: Any, viewer: str) -> bool:
    """Tell whether the person gives this view of recommendations: nobody enters another's."""
    kinds = {"internal_audit": "internal_audit", "auditor": "external_auditor"}
    return user.holds_kind(kinds[viewer])


@rules.predicate
def declared_it(user: Any, interest: Any) -> bool:
    """Tell whether it is the person's own interest in an outcome."""
    return interest is not None and interest.by_id == user.pk


adds_evidence: Any = holds(*ADDS)
is_commissioner: Any = holds("commissioner")


ANSWERING = {
    Speaker.COMMISSIONER: "commissioner",
    Speaker.CPMO: "cpmo",
    Speaker.COUNCIL: "sao",
}


@rules.predicate
def answers_for(user: Any, speaker: Speaker) -> bool:
    """Tell whether the person answers a contextual question for that speaker."""
    return bool(user.holds_kind(ANSWERING[speaker]))


rules.add_perm("assurance.answer_question", answers_for)
rules.add_perm("assurance.assess", speaks)
rules.add_perm("assurance.issue", issues)
rules.add_perm("assurance.name_owners", is_cpmo | is_chief_executive)
rules.add_perm("assurance.draft_judgement", is_commissioner)
rules.add_perm("assurance.judge_gate", is_commissioner)
rules.add_perm("assurance.read_outcomes", is_reader)
rules.add_perm("assurance.judge_tests", holds("commissioner"))
rules.add_perm("assurance.respond_to_concern", holds("cpmo", "sao"))
rules.add_perm("assurance.see_evidence", sees_evidence)
rules.add_perm("assurance.add_evidence", adds_evidence)
keeps_evidence: Any = is_cpmo | (adds_evidence & added_it)
rules.add_perm("assurance.keep_evidence", keeps_evidence)
rules.add_perm("assurance.tell_link", sees_evidence & (adds_evidence | is_commissioner))
rules.add_perm("assurance.set_sustained", is_commissioner)
rules.add_perm("assurance.take_evidence", is_cpmo | is_commissioner)
rules.add_perm("assurance.ask_seal", keeps_evidence | is_commissioner)
rules.add_perm("assurance.answer_seal", is_cpmo | is_commissioner)


rules.add_perm("assurance.amend_plan", is_commissioner)
rules.add_perm("assurance.load_words", is_commissioner)
rules.add_perm("assurance.confirm_quarters", is_commissioner)

DENIED |= {
    "assurance.answer_question": "Your posts do not let you answer the questions.",
    "assurance.load_words": (
        "Only commissioners can load the official words of the Assurance Plan: the words are "
        "theirs."
    ),
    "assurance.confirm_quarters": (
        "Only commissioners can confirm the quarters of the Assurance Plan: its dates are theirs."
    ),
    "assurance.amend_plan": "Only commissioners can amend the Assurance Plan.",
    "assurance.tell_link": "Only council offices and commissioners can say what they found at a "
    "link.",
    "assurance.ask_seal": (
        "Only CPMO, commissioners and whoever added it can ask to seal this evidence."
    ),
    "assurance.take_evidence": "Only commissioners and CPMO can download evidence packs.",
    "assurance.set_sustained": "Only commissioners can set how long a requirement is shown to "
    "work.",
    "assurance.answer_seal": "Only CPMO and commissioners can confirm or decline a seal.",
    "assurance.respond_to_concern": "Only CPMO and SAOs can respond to concerns.",
    "assurance.judge_tests": "Only commissioners can judge tests and progress.",
    "assurance.issue": (
        "For the council, only the owner of a requirement can issue its assessment and answer. Ask "
        "CPMO who the owner is, or to name one."
    ),
    "assurance.name_owners": "Only CPMO and the Chief Executive can name owners.",
    "assurance.assess": "Your posts do not let you give this assessment.",
    "assurance.see_evidence": "Its classification does not let you see this evidence.",
    "assurance.add_evidence": (
        "Only the council’s own offices can add evidence: CPMO, Senior Accountable Officers, "
        "Responsible Delivery Leads, officers and finance validators."
    ),
    "assurance.keep_evidence": ("Only CPMO and whoever added it can change this evidence."),
    "assurance.draft_judgement": "Your posts do not let you give this assessment.",
    "assurance.judge_gate": "Only commissioners can say whether an assurance date is satisfied.",
}

rules.add_perm("assurance.declare_interest", is_commissioner)
rules.add_perm("assurance.end_interest", is_commissioner & declared_it)
rules.add_perm("assurance.keep_recommendations", is_cpmo)
rules.add_perm("assurance.report_action", is_cpmo | answers_for_it)
rules.add_perm("assurance.view_recommendation", gives_view)
rules.add_perm("assurance.ask_council", is_commissioner)
rules.add_perm("assurance.answer_request", answers_for_it)

DENIED |= {
    "assurance.ask_council": (
        "Only commissioners can ask the council, extend the day, and accept an answer or send it "
        "back."
    ),
    "assurance.declare_interest": "Only commissioners can declare interests in outcomes.",
    "assurance.end_interest": "Only the person who declared an interest can end it.",
    "assurance.answer_request": "Only the holder of the post that is asked can answer.",
    "assurance.keep_recommendations": "Only CPMO can add to recommendations or change them.",
    "assurance.report_action": "Only CPMO and the post that answers for this action can report on "
    "it.",
    "assurance.view_recommendation": (
        "Only internal audit can give its check, and only the external auditor its view."
    ),
}


def right_to_move_request(what: RequestAct) -> str:
    """Return the right that a step asks for: the owner answers, commissioners do the rest."""
    return "assurance.answer_request" if what is RequestAct.ANSWERED else "assurance.ask_council"


def voice_of(requirement: Requirement, speaker: Speaker, *, source: Now) -> Voice:
    """Return who would assess a requirement, for the council with its owner of now (Rule 24a)."""
    council = speaker is Speaker.COUNCIL
    return Voice(speaker, owner_post(requirement.ref, source=source) if council else None)
