"""Who may judge, freeze, and see which packs (ADRs 0005 and 0006)."""

from typing import Any

import rules

from irp.permissions import DENIED, holds, is_cpmo, is_reader


@rules.predicate
def speaks(user: Any, speaker: str) -> bool:
    """Tell whether the person speaks in this voice: nobody enters another's judgement."""
    kinds = {"council": "sao", "cpmo": "cpmo", "commissioner": "commissioner"}
    return user.holds_kind(kinds[speaker])


@rules.predicate
def may_see_pack(user: Any, pack: Any) -> bool:
    """Twin of `PackQuerySet.visible_to`, for one pack."""
    if user.holds_kind("administrator", "cpmo"):
        return True
    if pack.standing != "final" or pack.state != "ready":
        return False
    officers = user.holds_kind("sao", "rdl", "finance_validator", "commissioner")
    return officers or (pack.forum == "irb" and user.holds_kind("lead_member", "committee"))


rules.add_perm("assurance.assess", speaks)
rules.add_perm("assurance.read_outcomes", is_reader)
rules.add_perm(
    "assurance.see_packs",
    holds(
        "administrator",
        "cpmo",
        "sao",
        "rdl",
        "finance_validator",
        "commissioner",
        "lead_member",
        "committee",
    ),
)
rules.add_perm("assurance.see_pack", may_see_pack)
rules.add_perm("assurance.request_pack", is_cpmo)

DENIED |= {
    "assurance.assess": "You do not hold a post that speaks in this voice.",
    "assurance.see_pack": (
        "This pack is a draft, or is not addressed to your post. Drafts are the CPMO's."
    ),
    "assurance.request_pack": "Only the CPMO asks for packs and issues them.",
}
