"""Savings as people see them: a line each, the position of a year, the 90% test (Rule 26).

No figure adds what the plan prints, and no saving's money is in a sum twice.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from irp.rules.financial_years import year_is_over, year_words
from irp.rules.money import printed_pounds
from programmes.facts.savings import (
    AmountsFacts,
    InitiativeFacts,
    ReplacementFacts,
    SavingYear,
    TargetVersion,
    ValidationFacts,
    YearFacts,
)
from programmes.rules.saving_chains import (
    ZERO,
    Chain,
    NinetyTest,
    Promise,
    Replaces,
    chains,
    ninety_test,
)
from programmes.rules.savings import is_to_validate
from programmes.words.savings import (
    ENTERED,
    NO_AMOUNT,
    ForecastConfidence,
    Recurrence,
    Rung,
    SavingGroup,
)


@dataclass(frozen=True, kw_only=True)
class SavingLine:
    """A saving in a year, as a list shows it."""

    initiative: InitiativeFacts
    year: int
    target: TargetVersion | None
    amounts: AmountsFacts | None
    validation: ValidationFacts | None
    chain: Chain | None  # by what is delivered; None for one that replaces another as a whole
    expected: Chain | None  # the same by what is forecast
    is_over: bool  # the year has ended
    replaced_by: tuple[ReplacementFacts, ...]
    replaces: ReplacementFacts | None
    month: date | None  # the open month, None where the page shows the past or none is open

    @property
    def ref(self) -> str:
        """Return the reference."""
        return self.initiative.ref

    @property
    def title(self) -> str:
        """Return what it is called."""
        return self.initiative.title

    @property
    def programme(self) -> str:
        """Return the reference of its programme."""
        return self.initiative.programme

    @property
    def promised(self) -> Decimal | None:
        """Return its own target, None where none is set."""
        return self.target.in_year if self.target else None

    @property
    def untold(self) -> str:
        """Return what is said in the place of a target that there is not."""
        return NO_AMOUNT if self.initiative.milestone else "Not set"

    @property
    def validated(self) -> Decimal | None:
        """Return what is validated; None where nothing was."""
        return validated_of(self.amounts, self.validation)

    @property
    def is_to_validate(self) -> bool:
        """Tell whether what is delivered has not been looked at as it is now."""
        return awaits_validation(self.amounts, self.validation)

    @property
    def is_entered(self) -> bool:
        """Tell whether the open month has an entry of it."""
        return self.amounts is not None and self.amounts.month == self.month

    @property
    def shortfall(self) -> Decimal | None:
        """Return what it and its replacements lack of its target; None without a target."""
        if self.chain is None or self.chain.target is None:
            return None
        return self.chain.shortfall

    @property
    def lacking(self) -> Decimal | None:
        """Return what it and its replacements lack of its target, in the end.

        Of a year that is over by what was delivered, else by what is forecast; a year under way
        has no shortfall yet. None without a target, and without a forecast in a year under way.
        """
        if self.is_over:
            return self.shortfall
        if self.expected is None or self.expected.target is None or self.amounts is None:
            return None
        return self.expected.shortfall

    @property
    def urgency(self) -> tuple[bool, Decimal, bool, str]:
        """Return what a list is ordered by: the most lacking first, those without amounts last."""
        has_any = self.target is not None or self.amounts is not None
        return not has_any, -(self.lacking or ZERO), self.target is None, self.ref

    @property
    def groups(self) -> frozenset[SavingGroup]:
        """Return the groups of the list that it is in."""
        told = {
            SavingGroup.NOT_ENTERED: self.month is not None and not self.is_entered,
            SavingGroup.TO_VALIDATE: self.is_to_validate,
            SavingGroup.SHORT: bool(self.lacking),
            SavingGroup.NO_OWNER: self.initiative.owner is None,
            SavingGroup.NO_TARGET: self.target is None,
            SavingGroup.ADDED: self.initiative.milestone is None,
            SavingGroup.PLAN: self.initiative.milestone is not None,
        }
        return frozenset(group for group, holds in told.items() if holds)


def validated_of(
    amounts: AmountsFacts | None, validation: ValidationFacts | None
) -> Decimal | None:
    """Return what counts as validated: no more than is entered as delivered today."""
    if validation is None:
        return None
    return min(validation.in_year, amounts.delivered if amounts else ZERO)


def awaits_validation(amounts: AmountsFacts | None, validation: ValidationFacts | None) -> bool:
    """Tell whether an amount was delivered that no validator has looked at as it is."""
    if amounts is None:
        return False
    seen = validation.delivered if validation else None
    return is_to_validate(delivered=amounts.delivered, seen=seen)


@dataclass(frozen=True, kw_only=True)
class YearPosition:
    """What a year's savings come to."""

    year: int
    resolved: TargetVersion | None  # what Council resolved; None for a part of the savings
    own_targets: Decimal | None  # those of chains together; None where there is none
    rungs: dict[Rung, Decimal]
    validated_by: dict[Recurrence | None, Decimal]  # None: recurrent or one-off is not said
    forecast_by: dict[ForecastConfidence, Decimal]
    late: Decimal
    chains: tuple[Chain, ...]
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
        return sum((one.counted for one in self.chains), ZERO)

    @property
    def beyond(self) -> Decimal:
        """Return validated money beyond what was promised: it makes good nothing by itself."""
        return sum((one.validated - one.counted for one in self.chains), ZERO)

    @property
    def forecast(self) -> Decimal:
        """Return what is expected by the end of the year."""
        return sum(self.forecast_by.values(), ZERO)

    @property
    def gap(self) -> Decimal | None:
        """Return what the forecast lacks of the target; None without a target."""
        return None if self.target is None else max(ZERO, self.target - self.forecast)

    @property
    def shortfall(self) -> Decimal:
        """Return what chains lack of their targets by what is delivered."""
        return sum((one.shortfall for one in self.chains), ZERO)

    @property
    def ninety(self) -> str:
        """Return what the 90% test comes to in words."""
        return ninety_words(self.test) if self.test else "No target to test against."

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


def ninety_words(test: NinetyTest) -> str:
    """Return what the 90% test comes to, both numbers in it.

    £37.0m of £40.0m, £2.0m of it one-off: "Met at 92.5%: £37,000,000 validated of £40,000,000.
    Recurrent 87.5%.".
    """
    amounts = f"{printed_pounds(test.counted)} validated of {printed_pounds(test.target)}"
    recurrent = f" Recurrent {test.recurrent_share}."
    if test.is_met:
        return f"Met at {test.share}: {amounts}.{recurrent}"
    return f"Not met at {test.share}: {amounts}. More than 90% is needed.{recurrent}"


def saving_lines(facts: YearFacts, *, on: date, month: date | None = None) -> list[SavingLine]:
    """Return the savings of a year by reference, judged on a day; `month` is the open one."""
    by_root = {one.root: one for one in year_chains(facts)}
    expected = {one.root: one for one in _by_forecast(facts)}
    by, of = _by_replaced(facts.links), {link.by: link for link in facts.links}
    return [
        SavingLine(
            initiative=one.initiative,
            year=facts.year,
            target=one.target,
            amounts=one.amounts,
            validation=one.validation,
            chain=by_root.get(one.ref),
            expected=expected.get(one.ref),
            is_over=year_is_over(facts.year, on=on),
            replaced_by=by.get(one.ref, ()),
            replaces=of.get(one.ref),
            month=month,
        )
        for one in facts.savings
    ]


def _by_replaced(links: Iterable[ReplacementFacts]) -> dict[str, tuple[ReplacementFacts, ...]]:
    found: dict[str, tuple[ReplacementFacts, ...]] = {}
    for link in links:
        found[link.replaced] = (*found.get(link.replaced, ()), link)
    return found


def year_chains(facts: YearFacts) -> tuple[Chain, ...]:
    """Return the chains of a year's savings, by what is delivered."""
    return chains([_promise(one) for one in facts.savings], _links(facts))


def _by_forecast(facts: YearFacts) -> tuple[Chain, ...]:
    """Return the chains of a year's savings, by what is forecast."""
    promises = [
        replace(_promise(one), delivered=one.amounts.forecast if one.amounts else ZERO)
        for one in facts.savings
    ]
    return chains(promises, _links(facts))


def _links(facts: YearFacts) -> list[Replaces]:
    return [Replaces(replaced=one.replaced, by=one.by, basis=one.basis) for one in facts.links]


def _promise(one: SavingYear) -> Promise:
    return Promise(
        ref=one.ref,
        target=one.target.in_year if one.target else None,
        delivered=one.amounts.delivered if one.amounts else ZERO,
        validated=validated_of(one.amounts, one.validation) or ZERO,
        recurrence=one.initiative.recurrence,
    )


def year_position(facts: YearFacts, *, among: Collection[str] | None = None) -> YearPosition:
    """Return what a year's savings come to: of all, or of those `among` some references.

    Council's target is of the year as a whole: a part is held to its savings' own.
    """
    rows = [one for one in facts.savings if among is None or one.ref in among]
    found = [one for one in year_chains(facts) if among is None or one.root in among]
    resolved = facts.resolved if among is None else None
    own = [one.target for one in found if one.target is not None]
    own_targets = sum(own, ZERO) if own else None
    return YearPosition(
        year=facts.year,
        resolved=resolved,
        own_targets=own_targets,
        rungs=_rungs(rows),
        validated_by=_validated_by(rows),
        forecast_by=_forecasts(rows),
        late=sum((one.amounts.late for one in rows if one.amounts), ZERO),
        chains=tuple(found),
        test=ninety_test(resolved.in_year if resolved else own_targets, found),
        count=len(rows),
        entered=sum(one.amounts is not None for one in rows),
        without_target=sum(one.target is None for one in rows),
    )


def _rungs(rows: Sequence[SavingYear]) -> dict[Rung, Decimal]:
    entered = [one.amounts for one in rows if one.amounts]
    found = {rung: sum((getattr(one, rung.value) for one in entered), ZERO) for rung in ENTERED}
    found[Rung.VALIDATED] = sum(
        (validated_of(one.amounts, one.validation) or ZERO for one in rows), ZERO
    )
    return found


def _validated_by(rows: Sequence[SavingYear]) -> dict[Recurrence | None, Decimal]:
    found: dict[Recurrence | None, Decimal] = dict.fromkeys((*Recurrence, None), ZERO)
    for one in rows:
        amount = validated_of(one.amounts, one.validation) or ZERO
        found[one.initiative.recurrence] += amount
    return found


def _forecasts(rows: Sequence[SavingYear]) -> dict[ForecastConfidence, Decimal]:
    found = dict.fromkeys(ForecastConfidence, ZERO)
    for one in rows:
        if one.amounts:
            found[one.amounts.confidence] += one.amounts.forecast
    return found


def years_offered(known: Iterable[int], *, now: int) -> list[int]:
    """Return the years that a page offers: those of the record, this one and the next, newest."""
    return sorted({*known, now, now + 1}, reverse=True)
