"""Savings as people see them: a line each, and the chains that they stand in (Rule 26)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from irp.rules.financial_years import year_is_over
from irp.rules.measuring import Measured
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
    Promise,
    Replaces,
    chains,
)
from programmes.rules.savings import is_to_validate
from programmes.words.savings import NO_AMOUNT, SavingGroup


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
    def is_told(self) -> bool:
        """Tell whether the year has a target or an amount of it."""
        return self.target is not None or self.amounts is not None

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
        return not self.is_told, -(self.lacking or ZERO), self.target is None, self.ref

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


def saving_lines(
    facts: YearFacts, *, measured: Measured, month: date | None = None
) -> list[SavingLine]:
    """Return the savings of a year by reference, as measured; `month` is the open one."""
    by_root = {chain.root: chain for chain in year_chains(facts)}
    expected = {chain.root: chain for chain in year_expected(facts)}
    by, of = _by_replaced(facts.links), {link.by: link for link in facts.links}
    return [
        SavingLine(
            initiative=saving.initiative,
            year=facts.year,
            target=saving.target,
            amounts=saving.amounts,
            validation=saving.validation,
            chain=by_root.get(saving.ref),
            expected=expected.get(saving.ref),
            is_over=year_is_over(facts.year, measured=measured),
            replaced_by=by.get(saving.ref, ()),
            replaces=of.get(saving.ref),
            month=month,
        )
        for saving in facts.savings
    ]


def _by_replaced(links: Iterable[ReplacementFacts]) -> dict[str, tuple[ReplacementFacts, ...]]:
    found: dict[str, tuple[ReplacementFacts, ...]] = {}
    for link in links:
        found[link.replaced] = (*found.get(link.replaced, ()), link)
    return found


def year_chains(facts: YearFacts) -> tuple[Chain, ...]:
    """Return the chains of a year's savings, by what is delivered."""
    return chains([_promise(saving) for saving in facts.savings], _links(facts))


def year_expected(facts: YearFacts) -> tuple[Chain, ...]:
    """Return the chains of a year's savings, by what is forecast."""
    promises = [
        replace(_promise(saving), delivered=saving.amounts.forecast if saving.amounts else ZERO)
        for saving in facts.savings
    ]
    return chains(promises, _links(facts))


def _links(facts: YearFacts) -> list[Replaces]:
    return [Replaces(replaced=link.replaced, by=link.by, basis=link.basis) for link in facts.links]


def _promise(saving: SavingYear) -> Promise:
    return Promise(
        ref=saving.ref,
        target=saving.target.in_year if saving.target else None,
        delivered=saving.amounts.delivered if saving.amounts else ZERO,
        validated=validated_of(saving.amounts, saving.validation) or ZERO,
        recurrence=saving.initiative.recurrence,
    )
