"""Who may judge, and who may read the outcomes (ADRs 0005 and 0006)."""

from typing import Any

import rules

from assurance.rules.evidence import ADDS, is_seen
from assurance.words.evidence import Classification
from irp.permissions import DENIED, holds, is_cpmo, is_reader


@rules.predicate
def speaks(user: Any, speaker: str) -> bool:
    """Tell whether the person speaks for it: nobody enters another's judgement."""
    kinds = {"council": "sao", "cpmo": "cpmo", "commissioner": "commissioner"}
    return user.holds_kind(kinds[speaker])


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


adds_evidence = holds(*ADDS)
is_commissioner = holds("commissioner")

rules.add_perm("assurance.assess", speaks)
rules.add_perm("assurance.judge_gate", is_commissioner)
rules.add_perm("assurance.read_outcomes", is_reader)
rules.add_perm("assurance.judge_tests", holds("commissioner"))
rules.add_perm("assurance.see_evidence", sees_evidence)
rules.add_perm("assurance.add_evidence", adds_evidence)
keeps_evidence = is_cpmo | (adds_evidence & added_it)
rules.add_perm("assurance.keep_evidence", keeps_evidence)
rules.add_perm("assurance.tell_link", sees_evidence & (adds_evidence | is_commissioner))
rules.add_perm("assurance.set_sustained", is_commissioner)
rules.add_perm("assurance.ask_seal", keeps_evidence | is_commissioner)
rules.add_perm("assurance.answer_seal", is_cpmo | is_commissioner)

DENIED |= {
    "assurance.tell_link": "Only council offices and commissioners say what they found of a link.",
    "assurance.ask_seal": (
        "Only the CPMO, commissioners and whoever added it can ask to seal this evidence."
    ),
    "assurance.set_sustained": "Only commissioners set how long a requirement is shown to work.",
    "assurance.answer_seal": "Only the CPMO and commissioners can confirm or decline a seal.",
    "assurance.judge_tests": "Only commissioners judge tests and progress.",
    "assurance.assess": "Your posts do not let you give this assessment.",
    "assurance.see_evidence": "Its classification does not let you see this evidence.",
    "assurance.add_evidence": (
        "Only the council’s own offices add evidence: the CPMO, Senior Accountable Officers, "
        "Responsible Delivery Leads, officers and finance validators."
    ),
    "assurance.keep_evidence": ("Only the CPMO and whoever added it can change this evidence."),
    "assurance.judge_gate": "Only commissioners say whether an assurance date is satisfied.",
}
