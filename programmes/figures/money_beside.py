"""A programme's savings in one line, for beside its rating (Rule 26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds
from programmes.facts.savings import SlimSaving
from programmes.rules.saving_chains import ZERO


@dataclass(frozen=True, kw_only=True)
class MoneyBeside:
    """What a programme's savings of a year come to; no target counts beside one it replaces."""

    year: int
    count: int
    promised: Decimal | None
    validated: Decimal
    forecast: Decimal

    @property
    def words(self) -> str:
        """Return it as a sentence: "£1,000,000 validated of £5,000,000 promised in 2026/27; …"."""
        of = f" of {printed_pounds(self.promised)} promised" if self.promised is not None else ""
        return (
            f"{printed_pounds(self.validated)} validated{of} in {year_words(self.year)}; "
            f"{printed_pounds(self.forecast)} forecast"
        )


def money_beside(rows: Iterable[SlimSaving], *, year: int) -> MoneyBeside | None:
    """Return the line of a programme's savings; None where none has a target or an amount."""
    known = [row for row in rows if row.target is not None or row.delivered is not None]
    if not known:
        return None
    targets = [row.target for row in known if row.target is not None and not row.replaces_whole]
    return MoneyBeside(
        year=year,
        count=len(known),
        promised=sum(targets, ZERO) if targets else None,
        validated=sum((min(row.validated or ZERO, row.delivered or ZERO) for row in known), ZERO),
        forecast=sum((row.forecast or ZERO for row in known), ZERO),
    )
