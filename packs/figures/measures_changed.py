"""What changed of indicators, savings and assurance dates since the last pack. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assurance.figures.requirements import RequirementLine
from irp.rules.financial_years import financial_year
from irp.rules.measuring import Measured
from kpis.figures import IndicatorLine, indicator_line
from packs.facts import PlanFacts
from programmes.figures.money import money_position

TARGETS = "indicators.targets"
RULINGS = "outcomes.requirements.gates.ruling"  # as a lift names what was not kept


@dataclass(frozen=True, kw_only=True)
class StatusMove:
    """An indicator whose status against its target is another."""

    ref: str
    name: str
    was: str
    now: str
    is_worse: bool


@dataclass(frozen=True, kw_only=True)
class IndicatorsMove:
    """Indicators by reference: in the plan now and not then, and the other way round."""

    added: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SavingsMove:
    """What finance had validated of a year's savings, and what is forecast, then and now."""

    year: int
    validated_was: Decimal
    validated: Decimal
    forecast_was: Decimal
    forecast: Decimal

    @property
    def is_unchanged(self) -> bool:
        """Tell whether neither amount moved."""
        return self.validated == self.validated_was and self.forecast == self.forecast_was


@dataclass(frozen=True, kw_only=True)
class DatesMove:
    """Requirements by reference: an assurance date passed since, or is passed no longer.

    What commissioners said of dates since, and took back, comes with the purpose of the date.
    """

    passed: tuple[str, ...]
    settled: tuple[str, ...]
    ruled: tuple[str, ...]
    taken_back: tuple[str, ...]
    not_shown: tuple[str, ...]  # with a date over, and not shown whether it is assured (24e)


def statuses_moved(plan: PlanFacts, last: PlanFacts) -> tuple[StatusMove, ...]:
    """Return the indicators with another status, those off target now first."""
    if TARGETS in plan.not_kept or TARGETS in last.not_kept:
        return ()
    was = {line.ref: line for line in _lines(last)}
    moves = [_moved(was[line.ref], line) for line in _lines(plan) if line.ref in was]
    return tuple(
        sorted((move for move in moves if move), key=lambda move: (not move.is_worse, move.ref))
    )


def indicators_moved(plan: PlanFacts, last: PlanFacts) -> IndicatorsMove:
    """Return which indicators came into the plan since the last pack, and which left it."""
    now, was = ({indicator.ref for indicator in month.indicators} for month in (plan, last))
    return IndicatorsMove(added=tuple(sorted(now - was)), gone=tuple(sorted(was - now)))


def _lines(plan: PlanFacts) -> list[IndicatorLine]:
    measured = Measured.month_end(plan.period.month)
    return [indicator_line(facts, measured=measured) for facts in plan.indicators]


def _moved(was: IndicatorLine, now: IndicatorLine) -> StatusMove | None:
    if was.status == now.status:
        return None
    return StatusMove(
        ref=now.ref,
        name=now.name,
        was=was.status.label if was.status else "no status",
        now=now.status.label if now.status else "no status",
        is_worse=now.is_off_target,
    )


def savings_moved(plan: PlanFacts, last: PlanFacts) -> SavingsMove | None:
    """Return how the savings of the month's financial year moved; None where nothing compares."""
    year = financial_year(plan.period.month)
    now, was = _position(plan, year), _position(last, year)
    if now is None or was is None:
        return None
    return SavingsMove(
        year=year,
        validated_was=was[0],
        validated=now[0],
        forecast_was=was[1],
        forecast=now[1],
    )


def _position(plan: PlanFacts, year: int) -> tuple[Decimal, Decimal] | None:
    if plan.money is None:
        return None
    measured = Measured.month_end(plan.period.month)
    found = money_position(plan.money, plan.receipts, year=year, measured=measured).now
    return (found.validated, found.forecast) if found else None


def dates_moved(
    now: Sequence[RequirementLine], was: Sequence[RequirementLine], *, keeps_rulings: bool
) -> DatesMove:
    """Return whose dates have passed, not yet assured, since the last pack, and whose no longer.

    `keeps_rulings` says that both months kept what commissioners said of dates.
    """
    passed = {line.ref for line in now if line.passed}
    before = {line.ref for line in was if line.passed}
    ruled, stood = (_ruled(lines) if keeps_rulings else set() for lines in (now, was))
    return DatesMove(
        passed=tuple(sorted(passed - before)),
        settled=tuple(sorted(before - passed)),
        ruled=tuple(f"{ref} ({purpose})" for ref, _, purpose in sorted(ruled - stood)),
        taken_back=tuple(f"{ref} ({purpose})" for ref, _, purpose in sorted(stood - ruled)),
        not_shown=tuple(sorted(line.ref for line in now if line.may_have_passed)),
    )


def _ruled(lines: Iterable[RequirementLine]) -> set[tuple[str, int, str]]:
    """Return the dates that commissioners satisfied or set aside, each by its place and purpose."""
    return {
        (line.ref, gate.number, gate.purpose.label.lower())
        for line in lines
        for gate in line.gates
        if gate.settled
    }
