"""The programmes on a page: each voice's rating, the trend, the return, the milestones."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from irp.facts import PeriodFacts
from irp.readings import Source
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from programmes.facts import Position, PositionsAlike, ProgrammeOutline
from programmes.facts.dimensions import Dimensions
from programmes.figures.counts import LateRow, late_rows
from programmes.figures.holding import NOBODY, WithWhom, with_whom
from programmes.figures.latest import LatestRating, latest_divergence, latest_rating
from programmes.figures.positions import one_by_one
from programmes.figures.programmes import (
    ProgrammeLine,
    ReturnsSigned,
    programme_line,
    returns_signed,
)
from programmes.figures.ratings import MONTHS
from programmes.readings.outlines import Outlines, outlines
from programmes.readings.positions import positions_alike
from programmes.rules.withheld import Reader, is_withheld, outline_seen
from programmes.words import Divergence, ReturnState, Silence

NO_RETURN = "No return this month"
BEGINS = "Begins with the next month"


@dataclass(frozen=True)
class PortfolioRow:
    """One programme of the portfolio: its line, and what the page shows of its latest month."""

    line: ProgrammeLine
    aim: str
    sao_key: int
    sao: LatestRating
    cpmo: LatestRating
    judged: Dimensions | None  # beside the SAO's rating that is shown
    holding: WithWhom
    has_return: bool
    milestones: tuple[PositionsAlike, ...]
    measured: Measured
    is_withheld: bool  # what the month reports is kept from the reader until it is signed

    @cached_property
    def late(self) -> tuple[LateRow, ...]:
        """Return which of its milestones are late, the longest late first."""
        return tuple(late_rows(self.milestones, measured=self.measured))

    @property
    def worst(self) -> LateRow | None:
        """Return its longest late milestone."""
        return self.late[0] if self.late else None

    @property
    def divergence(self) -> Divergence:
        """Return how CPMO's latest rating compares with the SAO's."""
        return latest_divergence(self.sao, self.cpmo)

    @property
    def diverges(self) -> bool:
        """Tell whether CPMO rates otherwise than the SAO in the same month."""
        return self.divergence.differs

    @property
    def state(self) -> ReturnState | None:
        """Return the state of the newest month's return; None where there is none."""
        return self.line.state if self.has_return else None

    @property
    def is_received(self) -> bool:
        """Tell whether an SAO has signed the newest month's return."""
        return self.state is not None and self.state.is_received

    @property
    def reports(self) -> bool:
        """Tell whether the programme owes the newest month a return (Rule 18d)."""
        return self.line.reports

    @property
    def state_words(self) -> str:
        """Return the state of the newest month's return in words."""
        if self.state:
            return self.state.label
        if self.line.closed_on:
            return f"Closed {printed_day(self.line.closed_on)}"
        if self.line.outside:
            return BEGINS
        return NO_RETURN if self.line.state else Silence.NOT_OPENED.label


@dataclass(frozen=True)
class Portfolio:
    """The programmes asked for, the newest month that all report to, and the posts they name."""

    period: PeriodFacts | None
    rows: tuple[PortfolioRow, ...]
    read: Outlines
    alike: tuple[PositionsAlike, ...]

    @property
    def positions(self) -> Iterator[Position]:
        """Return the positions of the programmes' milestones, one by one."""
        return one_by_one(self.alike)

    @property
    def reporting(self) -> tuple[PortfolioRow, ...]:
        """Return the rows of the programmes that owe the month a return."""
        return tuple(row for row in self.rows if row.reports)

    @property
    def returns(self) -> ReturnsSigned:
        """Return how far the returns are that the month asks for."""
        return returns_signed(row.line.state for row in self.reporting)

    @property
    def states(self) -> list[ReturnState]:
        """Return the states of the newest month's returns, of every programme of the plan."""
        return [
            programme.months[0].state for programme in self.read.programmes if programme.has_return
        ]

    def titles(self, post: str | None) -> frozenset[str]:
        """Return the titles by which a post is held: a joint one by whoever holds a part."""
        return self.read.posts[post].titles if post else frozenset()


def read_portfolio(
    source: Source, *, measured: Measured, reader: Reader, among: Collection[str] | None = None
) -> Portfolio:
    """Return the portfolio as a person may read it by the measured day (Rules 2 and 15).

    With `among`, the rows of these programmes alone. In ten statements; as at a day in twelve.
    """
    found = outlines(source, months=MONTHS)
    by_programme = defaultdict(list)
    titles = {post.key: post.title for post in found.posts.values()}
    placed = positions_alike(
        source,
        on=measured.on,
        programmes=found.keys,
        posts=titles,
        returns=found.every_return.values(),
        among=among,
        reader=reader,
    )
    for alike in placed:
        by_programme[alike.first.programme].append(alike)
    period = found.months[0] if found.months else None
    rows = (
        _row(found, programme, by_programme[programme.ref], period, measured, reader)
        for programme in found.programmes
        if among is None or programme.ref in among
    )
    return Portfolio(period, tuple(rows), found, tuple(placed))


def _row(
    found: Outlines,
    whole: ProgrammeOutline,
    milestones: list,
    period: PeriodFacts | None,
    measured: Measured,
    reader: Reader,
) -> PortfolioRow:
    outline = outline_seen(whole, reader)
    state = outline.months[0].state if outline.has_return else None
    withheld = is_withheld(state, programme=outline.ref, reader=reader)
    line = programme_line(
        number=outline.number,
        ref=outline.ref,
        name=outline.name,
        aim=outline.aim,
        sao=outline.sao,
        rdl=outline.rdl,
        lead_member=outline.lead_member,
        months=outline.months,
        milestones=milestones,
        last_signed=outline.last_signed,
        closed_on=outline.closed_on,
        measured=measured,
        is_withheld=withheld,
    )
    sao, cpmo = map(latest_rating, line.strip)
    of_month = zip((month.month for month in outline.months), outline.judged, strict=True)
    return PortfolioRow(
        line=line,
        aim=found.aims[outline.aim],
        sao_key=found.posts[outline.sao].key,
        sao=sao,
        cpmo=cpmo,
        judged=dict(of_month).get(sao.month) if sao.month else None,
        holding=_holding(outline, line, period, on=measured.on),
        has_return=outline.has_return,
        milestones=tuple(milestones),
        measured=measured,
        is_withheld=withheld,
    )


def _holding(
    outline: ProgrammeOutline, line: ProgrammeLine, period: PeriodFacts | None, *, on: date
) -> WithWhom:
    """Return with whom the newest month's return is; nobody once the month is frozen."""
    if not outline.has_return or period is None or period.is_frozen:
        return replace(NOBODY, since=outline.state_since)
    return with_whom(
        state=line.state,
        since=outline.state_since,
        rdl=line.rdl,
        signing=[line.sao],
        on=on,
        deadlines=period,
    )
