"""The outcomes of the Improvement and Recovery Plan, each with what is done for it and whether.

The plan names KPIs for outcomes and programmes for aims: an outcome's programmes are those that
are said to serve it, and where none is, those of its aim.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboards.figures import outcome_finding, outcome_groups
from dashboards.presenters.portfolio import Portfolio, PortfolioRow, read_portfolio
from dashboards.readings.outcome_ties import outcome_ties
from dashboards.words import OutcomeGroup
from irp.facts import OutcomeFacts
from irp.past import Past
from irp.rules.financial_years import financial_year
from kpis.figures import ScorecardLine, grouped, scorecard_line
from kpis.figures.groups import Grouped
from kpis.presenters import IndicatorRow, indicator_rows
from kpis.readings import IndicatorList, indicator_list
from programmes.facts.raid import RaidPosition
from programmes.facts.savings import SlimSaving
from programmes.figures.counts import in_group
from programmes.figures.groups import count_of_each
from programmes.figures.latest import count_rated
from programmes.figures.money_beside import MoneyBeside, money_beside
from programmes.figures.raid_block import RaidShort, raid_short
from programmes.readings.programme_savings import savings_by_programme
from programmes.readings.raid import raid_positions
from programmes.rules.withheld import Reader
from programmes.words import MilestoneGroup, Rating


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """One outcome: its indicators counted, its programmes, their savings and open risks."""

    facts: OutcomeFacts
    aim: str
    is_of_aim: bool  # no programme is said to serve it: those shown are the aim's
    kpis: ScorecardLine
    programmes: tuple[PortfolioRow, ...]
    money: MoneyBeside | None
    risks: RaidShort
    top_risks: int

    @property
    def place(self) -> str:
        """Return its place in the plan: "Aim 1, outcome 4"."""
        return f"Aim {self.facts.aim}, outcome {self.facts.number}"

    @property
    def refs(self) -> str:
        """Return the references of its programmes, as an address names them."""
        return ",".join(row.line.ref for row in self.programmes)

    @property
    def red(self) -> int:
        """Return how many of its programmes their SAOs rate Red."""
        return count_rated((row.sao for row in self.programmes), Rating.RED)

    @property
    def late(self) -> int:
        """Return how many milestones of its programmes are late."""
        return in_group((row.line.counts for row in self.programmes), MilestoneGroup.LATE)

    @property
    def groups(self) -> frozenset[OutcomeGroup]:
        """Return the groups of the list that it is in, by its indicators."""
        return outcome_groups(self.kpis)

    @property
    def headline(self) -> str:
        """Return what it comes to in a sentence."""
        return outcome_finding(
            self.kpis,
            programmes=len(self.programmes),
            red=self.red,
            late=self.late,
            is_of_aim=self.is_of_aim,
        )


@dataclass(frozen=True, kw_only=True)
class AimOutcomes:
    """The outcomes of an aim."""

    number: int
    name: str
    rows: tuple[OutcomeRow, ...]

    @property
    def of_aim(self) -> OutcomeRow | None:
        """Return an outcome that no programme is said to serve: it has the aim's programmes."""
        return next((row for row in self.rows if row.is_of_aim), None)

    @property
    def has_own(self) -> bool:
        """Tell whether programmes are said to serve any of its outcomes."""
        return not all(row.is_of_aim for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class OutcomeList:
    """Every outcome by aim."""

    aims: tuple[AimOutcomes, ...]

    @property
    def rows(self) -> list[OutcomeRow]:
        """Return every outcome in the plan's order."""
        return [row for aim in self.aims for row in aim.rows]

    @property
    def counts(self) -> dict[OutcomeGroup, int]:
        """Return how many outcomes are in each group of the list."""
        return count_of_each(OutcomeGroup, self.rows)


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """One outcome with the rows of its indicators, and each programme's savings."""

    row: OutcomeRow
    indicators: tuple[IndicatorRow, ...]
    money: tuple[tuple[PortfolioRow, MoneyBeside], ...]


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What outcomes are put together from."""

    past: Past
    portfolio: Portfolio
    keys: Mapping[str, int]  # of programmes by reference
    serving: Mapping[tuple[int, int], frozenset[int]]
    kpis: IndicatorList
    savings: Mapping[int, list[SlimSaving]]
    risks: Sequence[RaidPosition]

    def savings_of(self, rows: Iterable[PortfolioRow]) -> MoneyBeside | None:
        """Return what the savings of some programmes come to in the year."""
        keys = {self.keys[row.line.ref] for row in rows}
        own, others = [], []
        for key, savings in self.savings.items():
            if key in keys:
                own += savings
            else:
                others += [saving for saving in savings if saving.replaces]
        return money_beside(own, others, year=financial_year(self.past.measured.on))

    def refs_of(self, facts: OutcomeFacts) -> list[str]:
        """Return the references of an outcome's indicators."""
        place = (facts.aim, facts.number, facts.name)
        return [row.ref for row in self.kpis.rows if place in self.kpis.outcomes[row.id]]

    def outcome(self, facts: OutcomeFacts, kpis: Sequence[Grouped]) -> OutcomeRow:
        """Return the row of an outcome with its indicators."""
        serving = self.serving.get((facts.aim, facts.number), frozenset())
        rows = [
            row
            for row in self.portfolio.rows
            if (self.keys[row.line.ref] in serving if serving else row.line.aim == facts.aim)
        ]
        keys = {self.keys[row.line.ref] for row in rows}
        own = [risk for risk in self.risks if risk.programme in keys]
        short = raid_short(own, measured=self.past.measured, most=len(own))
        return OutcomeRow(
            facts=facts,
            aim=self.portfolio.read.aims[facts.aim],
            is_of_aim=not serving,
            kpis=scorecard_line(facts.aim, facts.name, kpis),
            programmes=tuple(rows),
            money=self.savings_of(rows),
            risks=short,
            top_risks=short.top,
        )


def _read(past: Past, portfolio: Portfolio) -> _Read:
    """Return what outcomes are put together from, in four statements after the portfolio."""
    source, places = past.source, portfolio.read.places
    ties = outcome_ties(source, places)
    return _Read(
        past=past,
        portfolio=portfolio,
        keys={ref: key for key, ref in portfolio.read.keys.items()},
        serving=ties.serving,
        kpis=indicator_list(source, known=places, ties=ties.measured),
        savings=savings_by_programme(source, year=financial_year(past.measured.on)),
        risks=raid_positions(source),
    )


def _outcomes(portfolio: Portfolio) -> list[OutcomeFacts]:
    """Return the outcomes in the plan's order."""
    found = sorted(portfolio.read.places.outcomes.values())
    return [OutcomeFacts(aim=aim, number=number, name=name) for aim, number, name in found]


def outcome_list(past: Past, *, reader: Reader) -> OutcomeList:
    """Return every outcome as a person may read what its programmes report (Rule 15)."""
    portfolio = read_portfolio(past.source, measured=past.measured, reader=reader)
    read, measured = _read(past, portfolio), past.measured
    compared = read.kpis.compared(on=measured.on)
    known = {facts.ref: grouped(facts, measured=measured) for facts in compared}
    rows = [
        read.outcome(outcome, [known[ref] for ref in read.refs_of(outcome)])
        for outcome in _outcomes(portfolio)
    ]
    return OutcomeList(
        aims=tuple(
            AimOutcomes(
                number=number,
                name=name,
                rows=tuple(row for row in rows if row.facts.aim == number),
            )
            for number, name in sorted(portfolio.read.aims.items())
        )
    )


def outcome_page(past: Past, *, aim: int, number: int, reader: Reader) -> OutcomePage | None:
    """Return one outcome's page; None where the record had no such outcome."""
    portfolio = read_portfolio(past.source, measured=past.measured, reader=reader)
    every = {(outcome.aim, outcome.number): outcome for outcome in _outcomes(portfolio)}
    facts = every.get((aim, number))
    if facts is None:
        return None
    read = _read(past, portfolio)
    indicators = indicator_rows(read.kpis, read.refs_of(facts), measured=past.measured)
    row = read.outcome(facts, [indicator.line for indicator in indicators])
    money = [(programme, read.savings_of([programme])) for programme in row.programmes]
    return OutcomePage(
        row=row,
        indicators=tuple(indicators),
        money=tuple((programme, found) for programme, found in money if found),
    )
