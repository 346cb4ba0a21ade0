"""Budgets and people as lists and ratings show them: a line a programme, and their sum. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from irp.rules.date_spans import printed_month
from irp.rules.financial_years import financial_year, year_words
from irp.rules.money import brief_pounds, printed_pounds, short_pounds
from irp.rules.numbers import counted
from programmes.facts.budgets import BudgetFacts, BudgetOf
from programmes.facts.savings import PlanFigureFacts

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """A programme's newest entry as a day reads it; the money of a year before is not this year's.

    `month` is the open month, None where the page shows the past or none is open.
    """

    of: BudgetOf
    year: int
    month: date | None

    @property
    def entry(self) -> BudgetFacts | None:
        """Return the newest entry, of whichever year."""
        return self.of.entry

    @property
    def this_year(self) -> BudgetFacts | None:
        """Return the newest entry where it is of the year."""
        entry = self.of.entry
        return entry if entry and financial_year(entry.month) == self.year else None

    @property
    def is_entered(self) -> bool:
        """Tell whether the open month has an entry."""
        return self.entry is not None and self.entry.month == self.month

    @property
    def over(self) -> Decimal | None:
        """Return the forecast less the approved budget; None without an entry of the year."""
        return over_of(self.this_year) if self.this_year else None

    @property
    def over_words(self) -> str:
        """Return how the forecast compares with the budget; "" without an entry of the year."""
        return over_words(self.over) if self.over is not None else ""

    @property
    def is_over(self) -> bool:
        """Tell whether more is forecast than was approved."""
        return (self.over or ZERO) > 0

    @property
    def vacant(self) -> int | None:
        """Return how many posts are needed and not filled; None without an entry of the year."""
        return max(0, self.this_year.needed - self.this_year.filled) if self.this_year else None

    @property
    def urgency(self) -> tuple[bool, Decimal, str]:
        """Return what a list is ordered by: the furthest over first, no entry last."""
        return self.this_year is None, -(self.over or ZERO), self.of.ref


def over_of(entry: BudgetFacts) -> Decimal:
    """Return the forecast of an entry less the approved budget, negative where it is under."""
    return entry.forecast - entry.approved


def over_words(over: Decimal) -> str:
    """Return how a forecast compares with the budget: "£100,000 over", "£5,000 under"."""
    if not over:
        return "as approved"
    return f"{printed_pounds(abs(over))} {'over' if over > 0 else 'under'}"


def budget_words(entry: BudgetFacts) -> str:
    """Return an entry in a sentence, for beside a rating."""
    year = year_words(financial_year(entry.month))
    over = over_words(over_of(entry))
    return (
        f"{printed_pounds(entry.spent)} spent of {printed_pounds(entry.approved)} approved for "
        f"{year}; {printed_pounds(entry.forecast)} forecast, {over}"
    )


def people_words(entry: BudgetFacts) -> str:
    """Return an entry's posts in words: "18 of 22 posts filled"."""
    return f"{entry.filled} of {counted(entry.needed, 'post')} filled"


@dataclass(frozen=True, kw_only=True)
class BudgetPosition:
    """What the budgets of a year come to; the fund is of all years together."""

    year: int
    lines: tuple[BudgetLine, ...]
    approved: Decimal
    spent: Decimal
    forecast: Decimal
    fund: Decimal  # what is called from it
    of_fund: PlanFigureFacts | None  # the plan's figure; None where it is not in the record
    needed: int
    filled: int

    @property
    def told(self) -> int:
        """Return how many programmes have an entry of the year."""
        return len(self.entered)

    @property
    def entered(self) -> tuple[BudgetLine, ...]:
        """Return the programmes with an entry of the year, the furthest over first."""
        return tuple(line for line in self.lines if line.this_year)

    @property
    def silent(self) -> tuple[BudgetLine, ...]:
        """Return the programmes of which nothing is entered for the year."""
        return tuple(line for line in self.lines if not line.this_year)

    @property
    def n_over(self) -> int:
        """Return how many programmes forecast more than was approved."""
        return sum(line.is_over for line in self.lines)

    @property
    def over(self) -> Decimal:
        """Return the forecast less the approved budgets."""
        return self.forecast - self.approved

    @property
    def over_words(self) -> str:
        """Return how the forecast compares with the approved budgets."""
        return over_words(self.over)

    @property
    def is_beyond(self) -> bool:
        """Tell whether more is called than the plan's fund has."""
        return self.of_fund is not None and self.fund > self.of_fund.amount

    @property
    def fund_words(self) -> str:
        """Return in a sentence what is called of the plan's fund, and what is left of it."""
        called = f"{printed_pounds(self.fund)} is called"
        if self.of_fund is None:
            return f"{called} from the plan’s fund, whose amount is not in the record"
        has = self.of_fund.amount
        if self.is_beyond:
            beyond = short_pounds(self.fund - has)
            return f"{called} from the plan’s fund: {beyond} beyond the {brief_pounds(has)} fund"
        left = printed_pounds(has - self.fund)
        return f"{called} of the plan’s fund of up to {brief_pounds(has)}; {left} is left"

    @property
    def headline(self) -> str:
        """Return the first line: what is spent and forecast against what was approved."""
        if not self.told:
            return f"No budget of {year_words(self.year)} is in the record."
        return (
            f"{printed_pounds(self.spent)} spent of {printed_pounds(self.approved)} approved for "
            f"{year_words(self.year)}; {printed_pounds(self.forecast)} forecast, {self.over_words}."
        )


def budget_position(
    programmes: Iterable[BudgetOf],
    *,
    fund: PlanFigureFacts | None,
    on: date,
    month: date | None = None,
) -> BudgetPosition:
    """Return the budgets as a day reads them, the furthest over first.

    A closed programme stands in the list while it has an entry of the year; what it called from
    the fund counts for ever.
    """
    year, every = financial_year(on), list(programmes)
    lines = [BudgetLine(of=programme, year=year, month=month) for programme in every]
    lines = [line for line in lines if line.this_year or not line.of.is_closed]
    lines.sort(key=lambda line: line.urgency)
    told = [line.this_year for line in lines if line.this_year]
    return BudgetPosition(
        year=year,
        lines=tuple(lines),
        approved=_sum([entry.approved for entry in told]),
        spent=_sum([entry.spent for entry in told]),
        forecast=_sum([entry.forecast for entry in told]),
        fund=_sum([programme.entry.fund for programme in every if programme.entry]),
        of_fund=fund,
        needed=sum(entry.needed for entry in told),
        filled=sum(entry.filled for entry in told),
    )


def _sum(amounts: Sequence[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def beside_words(entry: BudgetFacts | None) -> str:
    """Return a programme's newest entry in one line, for beside its rating; "" for none."""
    if entry is None:
        return ""
    called = f"{printed_pounds(entry.fund)} called from the plan’s fund"
    month = printed_month(entry.month)
    return f"{budget_words(entry)}; {people_words(entry)}; {called} (entered for {month})"


def over_budget_words(entries: Mapping[str, BudgetFacts], *, on: date) -> dict[str, str]:
    """Return by how much programmes are over their budgets of the year, by reference.

    "£1.4m over budget", of those alone that are: for lists of ratings.
    """
    year = financial_year(on)
    return {
        ref: f"{short_pounds(over_of(entry))} over budget"
        for ref, entry in entries.items()
        if financial_year(entry.month) == year and over_of(entry) > 0
    }
