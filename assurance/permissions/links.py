"""Who may propose, confirm and end what serves a requirement (Rule 24a)."""

from typing import Any, NamedTuple

import rules

from assurance.readings.owners import owns_any
from assurance.words.links import LinkKind
from irp.models import Post
from irp.permissions import DENIED, holds, is_cpmo
from programmes.permissions.delivery import is_sao


class Linking(NamedTuple):
    """A link that somebody would propose or confirm, with the post that owns its requirement."""

    link: Any = None  # None for one that is to be proposed, or that a page has not chosen yet
    owner: Post | None = None


@rules.predicate
def owns_linked(user: Any, linking: Linking | None) -> bool:
    """Tell whether the person holds the post that owns the requirement (Rule 24a)."""
    return linking is not None and user.holds(linking.owner)


@rules.predicate
def owns_some(user: Any) -> bool:
    """Tell whether the person holds a post that owns any requirement (Rule 24a)."""
    held = {holding.post.title for holding in user.holdings_on(user.acting_on)}
    return owns_any(held, on=user.acting_on)


@rules.predicate
def answers_for_link(user: Any, linking: Linking | None) -> bool:
    """Tell whether the person is SAO of a link's programme, or any where it has none."""
    if not user.holds_kind("sao"):
        return False
    link = linking.link if linking else None
    programme = programme_of(link) if link is not None else None
    return programme is None or is_sao(user, programme)


def programme_of(link: Any) -> Any:
    """Return the programme of what serves a requirement, None where it has none."""
    if link.kind == LinkKind.PROGRAMME:
        return link.programme
    name = "of_programme" if link.kind == LinkKind.SAVING else "programme"
    return getattr(link.serving, name, None)


@rules.predicate
def has_proposed(user: Any, linking: Linking | None) -> bool:
    """Tell whether the person proposed a link: they may take it back."""
    return linking is not None and linking.link.proposed_by_id == user.pk


proposes_links: Any = holds("cpmo", "sao")
rules.add_perm("assurance.propose_link", proposes_links | owns_linked)
rules.add_perm("assurance.load_links", proposes_links | owns_some)
rules.add_perm("assurance.confirm_link", is_cpmo | answers_for_link | owns_linked)
rules.add_perm("assurance.end_link", is_cpmo | answers_for_link | has_proposed)

DENIED |= {
    "assurance.load_links": (
        "Only CPMO, Senior Accountable Officers and owners of requirements can propose links "
        "from a file."
    ),
    "assurance.propose_link": (
        "Only CPMO, Senior Accountable Officers and the owner of a requirement can propose "
        "what serves it."
    ),
    "assurance.confirm_link": (
        "Only CPMO, the Senior Accountable Officer of the programme and the owner of a "
        "requirement can confirm what serves it."
    ),
    "assurance.end_link": (
        "Only CPMO, the Senior Accountable Officer of the programme and whoever proposed it "
        "can end what serves a requirement."
    ),
}
