"""Home: for each role of the posts a person holds, what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assurance.figures.requests import RequestLine, request_lines
from assurance.readings.accuracy import actions_and_asked
from assurance.readings.owned import OWNED_PARTS, outcome_numbers_in
from assurance.readings.requests import requests
from dashboards.presenters.deadlines import Deadline, deadlines
from dashboards.presenters.home.accuracy import with_shares
from dashboards.presenters.home.beside import lists_beside, was_moved
from dashboards.presenters.home.board_actions import with_board_actions
from dashboards.presenters.home.clearances import clearance_parts
from dashboards.presenters.home.commissioner import commissioner_part
from dashboards.presenters.home.commissioners import told, with_waiting
from dashboards.presenters.home.completions import with_completions
from dashboards.presenters.home.council_requests import with_requests
from dashboards.presenters.home.finance import finance_part
from dashboards.presenters.home.kpis import with_kpis
from dashboards.presenters.home.lots import lots_part
from dashboards.presenters.home.of_portfolio import parts_of
from dashboards.presenters.home.packs import packs_parts
from dashboards.presenters.home.parts import Part
from dashboards.presenters.home.recommendations import with_recommendations
from dashboards.presenters.home.registers import held_by, with_lists
from dashboards.presenters.home.roles import (
    COUNCIL,
    ENTER_SALES,
    GIVEN_ACTIONS,
    KEEP_REGISTERS,
    MADE_OF_PORTFOLIO,
    MADE_OF_THEIR_OWN,
    ORDER,
    SEE_FINAL_PACKS,
)
from dashboards.presenters.home.views_wanted import with_views
from dashboards.presenters.portfolio import read_portfolio
from dashboards.readings.packs import packs_issued
from irp.facts import PeriodFacts
from irp.models import User
from irp.presenters import Entry
from irp.readings import Now, periods
from irp.readings.commissioners import named
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.words import PostKind
from kpis.readings import OWED, owed_readings
from packs.presenters.moves import changes_of
from packs.readings.owed import owed
from programmes.readings.change_queue import register_and_queue
from programmes.readings.dependencies import network
from programmes.readings.readers import reader_of


@dataclass(frozen=True)
class Home:
    """Everything of the home page: the open month, and the parts of the person's roles."""

    period: PeriodFacts | None
    parts: tuple[Part, ...]
    deadlines: tuple[Deadline, ...] = ()  # until the month's packs are issued, for who works on it
    moved: Entry | None = None  # the last time that its days were changed, each from and to
    told: tuple[str, ...] = ()  # to everybody: who became a commissioner


def read_home(user: User, *, cap_note: str, at: datetime) -> Home:
    """Return what waits for a person, a part for each kind of post they hold.

    The portfolio is read for those alone whose part is made of it, and for those whose part is
    made of their own programmes no more than these.
    """
    source, measured = Now(at), Measured(london_day(at))
    kinds = user.kinds()
    titles = {holding.post.title for holding in user.holdings_on(measured.on)}
    beside, asked_of = lists_beside(kinds, titles)
    parts: list[Part] = []
    rail: list[Deadline] = []
    measures, of_boards = None, None
    if kinds & MADE_OF_PORTFOLIO:
        reader = reader_of(user)
        among = None if kinds & MADE_OF_PORTFOLIO - MADE_OF_THEIR_OWN else reader.programmes
        whole = read_portfolio(source, measured=measured, reader=reader, among=among)
        of_boards = owed(among=among)
        period, parts = whole.period, parts_of(whole, user, kinds, on=measured.on)
        if period and period.is_open:
            parts = [with_completions(part, whole.rows, by=user.pk) for part in parts]
        if not KEEP_REGISTERS.isdisjoint(kinds):
            lines = network(source, measured=measured, reader=reader).lines
            others, own = beside, dict(asked_of)
            if PostKind.SAO in kinds:
                others, own["posts"] = (*beside, *OWNED_PARTS), held_by(user, on=measured.on)
            queue = register_and_queue(source, others=others, **own)
            parts = with_lists(
                parts, whole, source, queue, lines, of_boards, user=user, on=measured.on
            )
            measures = queue.others
        if period and not (period.is_frozen and packs_issued(period.month)):
            rail = deadlines(period, whole.states, issued=False, on=measured.on)
    else:
        opened = (period for period in periods(source).values() if period.opened_at)
        period = next(opened, None)  # newest first
    measures = source.columns_of(beside, **asked_of) if measures is None else measures
    asked = request_lines(requests(source), measured=measured)
    if PostKind.FINANCE_VALIDATOR in kinds:
        parts.append(finance_part(period, at=at))
    if kinds & ENTER_SALES and (sales := lots_part(user, at=at, on=measured.on)):
        parts.append(sales)
    if PostKind.COMMISSIONER in kinds:
        parts.append(_commissioners(user, asked, measures, cap_note=cap_note, at=at))
    if kinds & SEE_FINAL_PACKS:
        parts += packs_parts(user, on=measured.on)
    parts += clearance_parts(user, on=measured.on)
    if COUNCIL.isdisjoint(kinds):
        parts = with_requests(parts, asked, titles)
    else:
        actions, to_check = actions_and_asked(user, at=at)
        parts = with_requests(with_shares(parts, to_check), asked, titles)
        parts = with_recommendations(parts, actions, titles, measured=measured)
    if of_boards and not GIVEN_ACTIONS.isdisjoint(kinds):
        parts = with_board_actions(parts, of_boards, titles, on=measured.on)
    unread = owed_readings((row for row in measures if row[0] == OWED), measured=measured)
    parts = with_kpis(parts, unread, titles)
    posts = named(measures)
    parts = with_views(parts, kinds, at=at)
    parts = with_waiting(parts, posts, user=user.pk, on=measured.on)
    parts.sort(key=lambda part: ORDER.index(part.key))
    # Commissioners sit on the IRB, and read nothing of the boards here that would say so.
    moved = of_boards.moved if of_boards else period and was_moved(measures, period.month)
    return Home(
        period,
        tuple(parts),
        tuple(rail),
        next(changes_of(period.month), None) if period and period.is_open and moved else None,
        told(posts, on=measured.on),
    )


def _commissioners(
    user: User,
    asked: Sequence[RequestLine],
    beside: Sequence[tuple[Any, ...]],
    *,
    cap_note: str,
    at: datetime,
) -> Part:
    outcomes = outcome_numbers_in(beside)
    return commissioner_part(user, asked, outcomes, cap_note=cap_note, at=at)
