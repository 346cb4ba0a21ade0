"""What tests do with links of the small council's requirement."""

from assurance.actions.links import Proposed, confirm_links, propose_links
from assurance.readings.links import serving
from tests.world import NOW


def propose(world, *refs, by="cpmo", reason="It does.", at=NOW):
    """Let somebody propose what serves the small council's requirement."""
    proposed = [
        Proposed(requirement=world.requirement, kind=kind, row=row, reason=reason)
        for kind, row in (serving(refs)[ref] for ref in refs)
    ]
    return propose_links(proposed, by=world.user(by), at=at)


def confirm(world, *rows, by="sao", at=NOW):
    """Let somebody confirm links."""
    return confirm_links([(row.number, row.version) for row in rows], by=world.user(by), at=at)
