"""The parts of home that say something of programmes, each made of the portfolio."""

from collections.abc import Collection
from datetime import date

from dashboards.presenters.home.administrator import administrator_part
from dashboards.presenters.home.cycle import cpmo_part, rdl_part
from dashboards.presenters.home.officer import officer_part
from dashboards.presenters.home.parts import Part
from dashboards.presenters.home.readers import reader_part
from dashboards.presenters.home.roles import READERS
from dashboards.presenters.home.sao import sao_part
from dashboards.presenters.portfolio import Portfolio
from irp.models import User
from irp.words import PostKind
from programmes.readings.waiting import waiting
from programmes.words import ReturnState

# The state in which a return of an open month waits for a role.
ACTS_ON = {
    PostKind.CPMO: ReturnState.SIGNED,
    PostKind.SAO: ReturnState.SUBMITTED,
    PostKind.RDL: ReturnState.DRAFT,
    PostKind.OFFICER: ReturnState.DRAFT,
}


def parts_of(whole: Portfolio, user: User, kinds: Collection[str], *, on: date) -> list[Part]:
    """Return the parts that say something of programmes."""
    held = frozenset(holding.post.title for holding in user.holdings_on(on))
    is_open = whole.period is not None and whole.period.is_open
    states = [state for kind, state in ACTS_ON.items() if kind in kinds]
    among = {row.line.ref for row in whole.rows}
    waits = waiting(whole.read, states if is_open else [], among=among)
    parts: list[Part] = []
    if PostKind.CPMO in kinds:
        parts.append(cpmo_part(whole, waits, user=user, on=on))
    if PostKind.SAO in kinds:
        parts.append(sao_part(whole, waits, user=user, held=held, on=on))
    if PostKind.RDL in kinds:
        parts.append(rdl_part(whole, waits, held=held, on=on))
    if PostKind.OFFICER in kinds:
        parts.append(officer_part(whole, waits, user=user, on=on))
    if not READERS.isdisjoint(kinds):
        parts.append(reader_part(whole, user=user, on=on))
    if PostKind.ADMINISTRATOR in kinds:
        parts.append(administrator_part(whole, on=on))
    return parts
