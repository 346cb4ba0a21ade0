"""A programme's savings in one line, for beside its rating (Rule 26)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds
from programmes.facts.savings import SlimSaving
from programmes.rules.saving_chains import ZERO, Chain, Promise, Replaces, chains


@dataclass(frozen=True, kw_only=True)
class MoneyBeside:
    """What a programme's savings of a year come to; no target counts beside one it replaces."""

    year: int
    count: int
    promised: Decimal | None
    counted: Decimal  # validated, and no more of a chain than it promised
    forecast: Decimal

    @property
    def words(self) -> str:
        """Return it as a sentence: "£1,000,000 validated of £5,000,000 promised in 2026/27; …"."""
        of = f" of {printed_pounds(self.promised)} promised" if self.promised is not None else ""
        return (
            f"{printed_pounds(self.counted)} validated{of} in {year_words(self.year)}; "
            f"{printed_pounds(self.forecast)} forecast"
        )


def money_beside(
    own: Iterable[SlimSaving], others: Iterable[SlimSaving] = (), *, year: int
) -> MoneyBeside | None:
    """Return the line of some savings; None where none has a target or an amount.

    `others` are the savings of other programmes that replace any: a chain is counted where the
    saving is that it begins with, as on the page of savings.
    """
    known = [row for row in own if row.target is not None or row.delivered is not None]
    if not known:
        return None
    every, refs = [*known, *others], {row.ref for row in known}
    found = [chain for chain in _chains(every) if chain.root in refs]
    targets = [chain.target for chain in found if chain.target is not None]
    return MoneyBeside(
        year=year,
        count=len(known),
        promised=sum(targets, ZERO) if targets else None,
        counted=sum((chain.counted for chain in found), ZERO),
        forecast=sum((row.forecast or ZERO for row in known), ZERO),
    )


def _chains(rows: Sequence[SlimSaving]) -> Iterable[Chain]:
    """Return the chains of savings; one that makes good a saving not read begins none."""
    links = [
        Replaces(replaced=row.replaces, by=row.ref, basis=row.basis) for row in rows if row.basis
    ]
    promises = {link.replaced: Promise(ref=link.replaced) for link in links}
    promises |= {
        row.ref: Promise(
            ref=row.ref,
            target=row.target,
            delivered=row.delivered or ZERO,
            validated=min(row.validated or ZERO, row.delivered or ZERO),
        )
        for row in rows
    }
    return chains(list(promises.values()), links)
