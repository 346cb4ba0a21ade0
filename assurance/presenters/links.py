"""What serves requirements: the links of one, the list of all, and the coverage matrix."""

from dataclasses import dataclass

from assurance.facts.links import CoveredFacts, LinkFacts
from assurance.figures.coverage import CoverLine, cover_lines
from assurance.models import DeliveryLink, Requirement
from assurance.permissions.links import Linking
from assurance.readings.links import covered, links, links_with_rows
from assurance.readings.owners import owner_post
from assurance.rules.serving import confirm_faults
from assurance.words.links import LinkKind, LinkState
from irp.models import User
from irp.past import Past
from irp.readings import Source
from irp.rules.calendar import london_day

PAGES = {
    LinkKind.PROGRAMME: "programmes:programme",
    LinkKind.MILESTONE: "programmes:milestone",
    LinkKind.KPI: "kpis:indicator",
    LinkKind.SAVING: "programmes:saving",
    LinkKind.RISK: "programmes:raid_entry",
}


@dataclass(frozen=True)
class LinksSheet:
    """The links of one requirement, and what this person may do with them."""

    ref: str
    title: str
    confirmed: tuple[LinkFacts, ...]
    proposed: tuple[LinkFacts, ...]
    ended: tuple[LinkFacts, ...]
    may_propose: bool
    may_confirm: bool  # at least one of the proposed links
    may_end: frozenset[int]  # numbers


def links_sheet(past: Past, row: Requirement, *, user: User) -> LinksSheet:
    """Return what serves one requirement; a page of the past offers nothing."""
    found = links(past.source, requirement=row.ref)
    open_now = [] if past.is_past else list(links_with_rows(requirement=row))
    user.acting_on = london_day(past.source.at)
    owner = None if past.is_past else owner_post(row.ref, source=past.source)
    in_force = row.is_in_force(on=london_day(past.source.at)) and not past.is_past

    def among(state: LinkState) -> tuple[LinkFacts, ...]:
        return tuple(link for link in found if link.state is state)

    return LinksSheet(
        ref=row.ref,
        title=row.title,
        confirmed=among(LinkState.CONFIRMED),
        proposed=among(LinkState.PROPOSED),
        ended=among(LinkState.ENDED),
        may_propose=in_force and user.has_perm("assurance.propose_link", Linking(owner=owner)),
        may_confirm=any(may_confirm(user, Linking(link, owner)) for link in open_now),
        may_end=frozenset(
            link.number
            for link in open_now
            if link.state != LinkState.ENDED and user.has_perm("assurance.end_link", Linking(link))
        ),
    )


def may_confirm(user: User, linking: Linking) -> bool:
    """Tell whether a person may confirm a link, which another has proposed."""
    link: DeliveryLink = linking.link
    faults = confirm_faults(
        state=LinkState(link.state), proposed_by=link.proposed_by_id, by=user.pk
    )
    return not faults and bool(user.has_perm("assurance.confirm_link", linking))


def coverage(source: Source) -> tuple[CoverLine, ...]:
    """Return every requirement in force with what serves it."""
    return cover_lines(covered(source), links(source))


def outcomes_of(rows: tuple[CoveredFacts, ...]) -> dict[str, int]:
    """Return the outcome of each requirement by its reference."""
    return {row.ref: row.outcome for row in rows}
