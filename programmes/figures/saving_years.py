"""What a year's savings come to: its position, its headline, the 90% test (Rule 26).

No figure adds what the plan prints, and no saving's money is in a sum twice.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from irp.rules.date_spans import printed_day
from irp.rules.financial_years import year_ends_on, year_is_over, year_words
from irp.rules.measuring import Measured
from irp.rules.money import printed_pounds
from programmes.facts.savings import SavingYear, TargetVersion, YearFacts
from programmes.figures.savings import validated_of, year_chains, year_expected
from programmes.rules.saving_chains import ZERO, Chain, NinetyTest, ninety_test
from programmes.words.savings import ENTERED, ForecastConfidence, Recurrence, Rung


@dataclass(frozen=True, kw_only=True)
class YearPosition:
    """What a year's savings come to."""

    year: int
    measured: Measured  # when it is looked at
    resolved: TargetVersion | None  # what Council resolved; None for a part of the savings
    own_targets: Decimal | None  # those of chains together; None where there is none
    rungs: dict[Rung, Decimal]
    validated_by: dict[Recurrence | None, Decimal]  # None: recurrent or one-off is not said
    forecast_by: dict[ForecastConfidence, Decimal]
    late: Decimal
    chains: tuple[Chain, ...]  # by what is delivered
    expected: tuple[Chain, ...]  # the same by what is forecast
    test: NinetyTest | None
    count: int
    entered: int  # savings with amounts for the year
    without_target: int

    @property
    def target(self) -> Decimal | None:
        """Return what the year is judged by: Council's version, else the savings' own together."""
        return self.resolved.in_year if self.resolved else self.own_targets

    @property
    def target_words(self) -> str:
        """Return which target it is."""
        if self.resolved is None:
            own = "The savings’ own targets together, each chain once"
            return own if self.own_targets is not None else "No target is in the record"
        if self.resolved.source:
            return f"As published ({self.resolved.source})"
        return f"Resolved by {self.resolved.decided_by}, version {self.resolved.number}"

    @property
    def unallocated(self) -> Decimal | None:
        """Return how much of Council's target no saving has promised; below nought is more."""
        if self.resolved is None:
            return None
        return self.resolved.in_year - (self.own_targets or ZERO)

    @property
    def validated(self) -> Decimal:
        """Return what is validated of all savings."""
        return self.rungs[Rung.VALIDATED]

    @property
    def counted(self) -> Decimal:
        """Return what of it counts towards the target."""
        return sum((chain.counted for chain in self.chains), ZERO)

    @property
    def counted_one_off(self) -> Decimal:
        """Return how much of what counts is one-off."""
        return sum((chain.counted_one_off for chain in self.chains), ZERO)

    @property
    def beyond(self) -> Decimal:
        """Return validated money beyond what was promised: it makes good nothing by itself."""
        return sum((chain.validated - chain.counted for chain in self.chains), ZERO)

    @property
    def forecast(self) -> Decimal:
        """Return what is expected by the end of the year."""
        return sum(self.forecast_by.values(), ZERO)

    @property
    def gap(self) -> Decimal | None:
        """Return what the forecast lacks of the target; None without a target.

        What is forecast beyond a promise makes good no other saving here either.
        """
        counted = sum((chain.yielded for chain in self.expected), ZERO)
        return None if self.target is None else max(ZERO, self.target - counted)

    @property
    def forecast_beyond(self) -> Decimal:
        """Return what is forecast beyond what was promised: it makes good nothing by itself."""
        return sum((chain.delivered - chain.yielded for chain in self.expected), ZERO)

    @property
    def shortfall(self) -> Decimal:
        """Return what chains lack of their targets by what is delivered."""
        return sum((chain.shortfall for chain in self.chains), ZERO)

    @property
    def is_judged(self) -> bool:
        """Tell whether the year is at its end: before it what lacks is still to come."""
        return year_is_over(self.year, measured=self.measured)

    @property
    def ninety(self) -> str:
        """Return what the 90% test comes to; the amounts are the headline's or its row's to say.

        £37.0m of £40.0m, £2.0m of it one-off: "Met at 92.5%. Recurrent 87.5%."; "Not yet: 45.4% by
        31 Oct 2026; judged on 31 Mar 2027" before the end.
        """
        test = self.test
        if not self.entered:
            return "No amounts are in the record."
        if test is None:
            return "No target to test against."
        recurrent = f"Recurrent {test.recurrent_share}."
        if test.is_met:
            return f"Met at {test.share}. {recurrent}"
        needed = f"More than 90% is needed. {recurrent}"
        if self.is_judged:
            return f"Not met at {test.share}. {needed}"
        by, ends = printed_day(self.measured.on), printed_day(year_ends_on(self.year))
        return f"Not yet: {test.share} by {by}; judged on {ends}. {needed}"

    @property
    def headline(self) -> str:
        """Return the first line: what is validated against what was promised."""
        year = year_words(self.year)
        if self.target is None:
            if not self.entered:
                return f"No target and no amounts are in the record for {year}."
            return f"{printed_pounds(self.validated)} validated in {year}. No target is set."
        return (
            f"{printed_pounds(self.counted)} validated of {printed_pounds(self.target)} promised "
            f"for {year}."
        )


def year_position(
    facts: YearFacts, *, measured: Measured, among: Collection[str] | None = None
) -> YearPosition:
    """Return what a year's savings come to, as measured: of all, or of those `among` some."""
    return positions_of(facts, [among], measured=measured)[0]


def positions_of(
    facts: YearFacts, parts: Iterable[Collection[str] | None], *, measured: Measured
) -> tuple[YearPosition, ...]:
    """Return what the savings of each part of a year come to, by their references; None is all.

    Council's target is of the year as a whole: a part is held to its savings' own.
    """
    chains = year_chains(facts), year_expected(facts)
    return tuple(_position(facts, chains, among, measured) for among in parts)


def _position(
    facts: YearFacts,
    chains: tuple[tuple[Chain, ...], tuple[Chain, ...]],
    among: Collection[str] | None,
    measured: Measured,
) -> YearPosition:
    rows = [saving for saving in facts.savings if among is None or saving.ref in among]
    found, expected = (
        tuple(chain for chain in every if among is None or chain.root in among) for every in chains
    )
    resolved = facts.resolved if among is None else None
    own = [chain.target for chain in found if chain.target is not None]
    own_targets = sum(own, ZERO) if own else None
    return YearPosition(
        year=facts.year,
        measured=measured,
        resolved=resolved,
        own_targets=own_targets,
        rungs=_rungs(rows),
        validated_by=_validated_by(rows),
        forecast_by=_forecasts(rows),
        late=sum((saving.amounts.late for saving in rows if saving.amounts), ZERO),
        chains=found,
        expected=expected,
        test=ninety_test(resolved.in_year if resolved else own_targets, found),
        count=len(rows),
        entered=sum(saving.amounts is not None for saving in rows),
        without_target=sum(saving.target is None for saving in rows),
    )


def _rungs(rows: Sequence[SavingYear]) -> dict[Rung, Decimal]:
    entered = [saving.amounts for saving in rows if saving.amounts]
    found = {
        rung: sum((getattr(amounts, rung.value) for amounts in entered), ZERO) for rung in ENTERED
    }
    found[Rung.VALIDATED] = sum(
        (validated_of(saving.amounts, saving.validation) or ZERO for saving in rows), ZERO
    )
    return found


def _validated_by(rows: Sequence[SavingYear]) -> dict[Recurrence | None, Decimal]:
    found: dict[Recurrence | None, Decimal] = dict.fromkeys((*Recurrence, None), ZERO)
    for saving in rows:
        amount = validated_of(saving.amounts, saving.validation) or ZERO
        found[saving.initiative.recurrence] += amount
    return found


def _forecasts(rows: Sequence[SavingYear]) -> dict[ForecastConfidence, Decimal]:
    found = dict.fromkeys(ForecastConfidence, ZERO)
    for saving in rows:
        if saving.amounts:
            found[saving.amounts.confidence] += saving.amounts.forecast
    return found


def years_offered(known: Iterable[int], *, now: int) -> list[int]:
    """Return the years that a page offers: those of the record, this one and the next, newest."""
    return sorted({*known, now, now + 1}, reverse=True)
