"""Home: for each role of the posts a person holds, what waits for them."""

from dataclasses import dataclass
from datetime import datetime

from dashboards.presenters import portfolio
from dashboards.presenters.home.administrator import administrator_part
from dashboards.presenters.home.commissioner import commissioner_part
from dashboards.presenters.home.cycle import cpmo_part, rdl_part
from dashboards.presenters.home.parts import Part
from dashboards.presenters.home.readers import packs_part, reader_part
from dashboards.presenters.home.sao import sao_part
from irp.facts import PeriodFacts
from irp.models import Post, User
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured


@dataclass(frozen=True)
class Home:
    """Everything of the home page: the open month, and the parts of the person's roles."""

    period: PeriodFacts | None
    parts: tuple[Part, ...]


def read(user: User, *, at: datetime) -> Home:
    """Return what waits for a person, a part for each kind of post they hold."""
    on = london_day(at)
    whole = portfolio.read(Now(at), measured=Measured(on))
    kinds = user.kinds()
    held = frozenset(holding.post.title for holding in user.holdings_on(on))
    parts: list[Part] = []
    if Post.Kind.CPMO in kinds:
        parts.append(cpmo_part(whole, user=user, on=on))
    if Post.Kind.SAO in kinds:
        parts.append(sao_part(whole, user=user, held=held, on=on))
    if Post.Kind.RDL in kinds:
        parts.append(rdl_part(whole, held=held, on=on))
    if Post.Kind.COMMISSIONER in kinds:
        parts.append(commissioner_part(user, at=at))
    if kinds & {Post.Kind.LEAD_MEMBER, Post.Kind.COMMITTEE, Post.Kind.FINANCE_VALIDATOR}:
        parts.append(reader_part(whole, user=user, on=on))
    if Post.Kind.ADMINISTRATOR in kinds:
        parts.append(administrator_part(whole, on=on))
    if kinds & SEE_FINAL_PACKS:
        parts.append(packs_part(user))
    return Home(whole.period, tuple(parts))


# CPMO and administrators see every pack on its own page; the rest wait for final ones.
SEE_FINAL_PACKS = {
    Post.Kind.SAO,
    Post.Kind.RDL,
    Post.Kind.COMMISSIONER,
    Post.Kind.LEAD_MEMBER,
    Post.Kind.COMMITTEE,
    Post.Kind.FINANCE_VALIDATOR,
}
