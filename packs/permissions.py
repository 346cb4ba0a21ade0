"""Who may see which packs, and who asks for them (ADRs 0005 and 0006)."""

from typing import Any

import rules

from irp.permissions import DENIED, holds, is_cpmo
from packs.words import OFFICERS


@rules.predicate
def may_see_pack(user: Any, pack: Any) -> bool:
    """Twin of `PackQuerySet.visible_to`, for one pack."""
    if user.holds_kind("administrator", "cpmo"):
        return True
    if pack.standing != "final" or pack.state != "ready":
        return False
    officers = user.holds_kind(*OFFICERS)
    return officers or (pack.forum == "irb" and user.holds_kind("lead_member", "committee"))


rules.add_perm(
    "packs.see_packs",
    holds(
        "administrator",
        "cpmo",
        *OFFICERS,
        "lead_member",
        "committee",
    ),
)
rules.add_perm("packs.see_pack", may_see_pack)
rules.add_perm("packs.request_pack", is_cpmo)
rules.add_perm("packs.read_signals", is_cpmo)

DENIED |= {
    "packs.see_pack": (
        "This pack is a draft or is not for your board. Only the CPMO can see drafts."
    ),
    "packs.request_pack": "Only the CPMO can create and issue packs.",
    "packs.read_signals": "Only the CPMO can see the warning signs of every SAO.",
}
