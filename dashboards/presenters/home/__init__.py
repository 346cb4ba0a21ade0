"""Home: for each role of the posts a person holds, what waits for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import IntegerField, Value

from assurance.figures.requests import RequestLine, request_lines
from assurance.readings.accuracy import actions_and_asked
from assurance.readings.owned import OUTCOME_PARTS, OWNED_PARTS, outcome_numbers_in, owned_by
from assurance.readings.requests import requests
from dashboards.presenters.deadlines import Deadline, deadlines
from dashboards.presenters.home.accuracy import with_shares
from dashboards.presenters.home.administrator import administrator_part
from dashboards.presenters.home.board_actions import with_board_actions
from dashboards.presenters.home.changes import with_changes
from dashboards.presenters.home.clearances import clearance_parts
from dashboards.presenters.home.commissioner import commissioner_part
from dashboards.presenters.home.commissioners import told, with_waiting
from dashboards.presenters.home.completions import with_completions
from dashboards.presenters.home.council_requests import with_requests
from dashboards.presenters.home.cycle import cpmo_part, rdl_part
from dashboards.presenters.home.dependencies import with_dependencies
from dashboards.presenters.home.drafts import with_drafts
from dashboards.presenters.home.finance import finance_part
from dashboards.presenters.home.kpis import with_kpis
from dashboards.presenters.home.lots import lots_part
from dashboards.presenters.home.officer import officer_part
from dashboards.presenters.home.owned import with_owned
from dashboards.presenters.home.packs import packs_parts
from dashboards.presenters.home.parts import Part, raid_figures
from dashboards.presenters.home.points import with_points
from dashboards.presenters.home.readers import reader_part
from dashboards.presenters.home.recommendations import with_recommendations
from dashboards.presenters.home.sao import sao_part
from dashboards.presenters.home.takers import with_takers
from dashboards.presenters.home.views_wanted import with_views
from dashboards.presenters.periods import packs_issued
from dashboards.presenters.portfolio import Portfolio, read_portfolio
from irp.facts import PeriodFacts
from irp.models import PeriodStep, User
from irp.presenters import Entry
from irp.readings import Among, Now, freezes, periods
from irp.readings.commissioners import HOLDING_PARTS, named
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.words import PeriodAct, PostKind
from kpis.readings import OWED, OWED_PARTS, OWN_PARTS, owed_readings
from packs.presenters.moves import changes_of
from packs.readings.owed import Owed, owed
from packs.words import OF_COUNCIL
from programmes.facts.raid import RaidPosition
from programmes.figures.dependencies import DependencyLine
from programmes.readings.change_queue import Queue, register_and_queue
from programmes.readings.dependencies import network
from programmes.readings.readers import reader_of
from programmes.readings.waiting import waiting
from programmes.words import ReturnState


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
    beside = (*(OWED_PARTS if PostKind.CPMO in kinds else OWN_PARTS), *BESIDE)
    asked_of: dict[str, Any] = {} if PostKind.CPMO in kinds else {"titles": sorted(titles)}
    if PostKind.COMMISSIONER in kinds:
        beside, asked_of["moved"] = (*beside, *MOVED_PARTS), PeriodAct.DATES_CHANGED.value
    parts: list[Part] = []
    rail: list[Deadline] = []
    measures, of_boards = None, None
    if kinds & MADE_OF_PORTFOLIO:
        reader = reader_of(user)
        among = None if kinds & MADE_OF_PORTFOLIO - MADE_OF_THEIR_OWN else reader.programmes
        whole = read_portfolio(source, measured=measured, reader=reader, among=among)
        of_boards = owed(among=among)
        period, parts = whole.period, _of_portfolio(whole, user, kinds, on=measured.on)
        if period and period.is_open:
            parts = [with_completions(part, whole.rows, by=user.pk) for part in parts]
        if not KEEP_REGISTERS.isdisjoint(kinds):
            lines = network(source, measured=measured, reader=reader).lines
            others, own = beside, dict(asked_of)
            if PostKind.SAO in kinds:
                others, own["posts"] = (*beside, *OWNED_PARTS), _held(user, on=measured.on)
            queue = register_and_queue(source, others=others, **own)
            parts = _with_lists(
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
    moved = (
        of_boards.moved
        if of_boards
        else period and any(row[0] == MOVED and row[5] == period.month for row in measures)
    )
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


def _with_lists(
    parts: Sequence[Part],
    whole: Portfolio,
    source: Now,
    queue: Queue,
    lines: Sequence[DependencyLine],
    of_boards: Owed,
    *,
    user: User,
    on: date,
) -> list[Part]:
    """Return parts with what the lists beside the returns hold: entries, dependencies, requests."""
    register, undecided, takers, drafts, _ = queue
    frozen, keys = freezes(source), whole.read.keys
    found = [_with_register(part, register, whole, on=on) for part in parts]
    asks = of_boards.points
    found = [with_points(with_dependencies(part, lines), asks, on=on) for part in found]
    found = [with_changes(part, undecided, keys, frozen, user=user, on=on) for part in found]
    found = with_drafts(found, [draft for draft in drafts if draft.author == user.pk])
    if PostKind.SAO not in user.kinds():
        return found
    held = _held(user, on=on)
    asked = [taker for taker in takers if taker.sao in held]
    found = with_owned(found, *owned_by(queue.others, held, on=on))
    return [with_takers(part, asked, on=on) for part in found]


def _held(user: User, *, on: date) -> list[int]:
    """Return the posts that a person holds on a day."""
    return sorted({holding.post_id for holding in user.holdings_on(on)})


def _with_register(
    part: Part, register: Sequence[RaidPosition], whole: Portfolio, *, on: date
) -> Part:
    """Return a part with the counts of its programmes' register, if it has counts."""
    if part.key not in KEEP_REGISTERS or not part.figures:
        return part
    figures = raid_figures(register, whole.read.keys, part, on=on)
    return replace(part, figures=(*part.figures, *figures))


def _of_portfolio(whole: Portfolio, user: User, kinds: Collection[str], *, on: date) -> list[Part]:
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


MOVED = "moved"
# The months whose days were changed, in eight columns of the types that other lists have.
MOVED_PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        Among(PeriodStep, "what", "moved"),
        (
            *(Value(MOVED), Value(""), Value(""), "period_id", Value(""), "period__month"),
            *(Value(None, output_field=IntegerField()) for _ in range(2)),
        ),
    ),
)
BESIDE = (*HOLDING_PARTS, *OUTCOME_PARTS)  # what every home reads with its other lists
KEEP_REGISTERS = {PostKind.CPMO, PostKind.SAO, PostKind.RDL}
# The state in which a return of an open month waits for a role.
ACTS_ON = {
    PostKind.CPMO: ReturnState.SIGNED,
    PostKind.SAO: ReturnState.SUBMITTED,
    PostKind.RDL: ReturnState.DRAFT,
    PostKind.OFFICER: ReturnState.DRAFT,
}
ORDER = (
    "cpmo",
    "sao",
    "rdl",
    "officer",
    "kpis",
    "lots",
    "confirm",
    "clear",
    "commissioner",
    "finance",
    "reader",
    "administrator",
    "packs",
)
READERS = {
    PostKind.LEAD_MEMBER,
    PostKind.COMMITTEE,
    PostKind.FINANCE_VALIDATOR,
    PostKind.INTERNAL_AUDIT,
    PostKind.EXTERNAL_AUDITOR,
}
GIVEN_ACTIONS = {PostKind(kind) for kind in OF_COUNCIL}
COUNCIL = {*KEEP_REGISTERS, PostKind.OFFICER, PostKind.FINANCE_VALIDATOR}
ENTER_SALES = {PostKind.CPMO, PostKind.SAO, PostKind.RDL, PostKind.OFFICER}
MADE_OF_THEIR_OWN = {PostKind.SAO, PostKind.RDL, PostKind.OFFICER}
MADE_OF_PORTFOLIO = {PostKind.CPMO, PostKind.ADMINISTRATOR} | MADE_OF_THEIR_OWN | READERS
# CPMO and administrators see every pack on its own page; the rest wait for final ones.
SEE_FINAL_PACKS = {
    PostKind.SAO,
    PostKind.RDL,
    PostKind.OFFICER,
    PostKind.COMMISSIONER,
    PostKind.LEAD_MEMBER,
    PostKind.COMMITTEE,
    PostKind.FINANCE_VALIDATOR,
    PostKind.INTERNAL_AUDIT,
    PostKind.EXTERNAL_AUDITOR,
}
