"""What the list of links, its file and the coverage matrix have in common: what is asked for."""

from dataclasses import dataclass
from datetime import datetime

from assurance.facts.links import LinkFacts
from assurance.figures.coverage import CoverLine
from assurance.forms.links import CoverFilter, LinkFilter
from assurance.presenters.links import coverage, outcomes_of
from assurance.readings.links import covered
from assurance.readings.links import links as links_of
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require


@dataclass(frozen=True)
class AskedLinks:
    """The links there are, those that the filters choose, and the filters."""

    past: Past
    every: tuple[LinkFacts, ...]
    shown: list[LinkFacts]
    form: LinkFilter


@dataclass(frozen=True)
class AskedCover:
    """The requirements there are, those that the filters choose, and the filters."""

    past: Past
    every: tuple[CoverLine, ...]
    shown: list[CoverLine]
    form: CoverFilter


def asked_links(request: SignedIn, *, at: datetime) -> AskedLinks:
    """Return the links that an address asks for."""
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    every = links_of(past.source)
    form = LinkFilter.of(
        request,
        outcomes=outcomes_of(covered(past.source)),
        programmes=sorted({link.programme for link in every if link.programme}),
    )
    return AskedLinks(past, every, [link for link in every if form.matches(link)], form)


def asked_cover(request: SignedIn, *, at: datetime) -> AskedCover:
    """Return the requirements that an address asks for with what serves them."""
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    every = coverage(past.source)
    form = CoverFilter.of(request, lines=every)
    return AskedCover(past, every, [row for row in every if form.matches(row)], form)
