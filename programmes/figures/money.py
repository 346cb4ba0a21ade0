"""What all money comes to: savings by year and by programme, and capital receipts (25 and 26)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from irp.rules.measuring import Measured
from programmes.facts.money import MoneyFacts
from programmes.facts.plan_money import ReceiptFacts
from programmes.facts.receipts import ReceiptsFacts
from programmes.facts.savings import InitiativeFacts, PlanFigureFacts, YearFacts
from programmes.figures.lots import LotLine, lot_lines
from programmes.figures.receipts import ReceiptsPosition, receipts_position
from programmes.figures.saving_years import YearPosition, positions_of, year_position
from programmes.figures.savings import SavingLine, saving_lines


@dataclass(frozen=True, kw_only=True)
class MoneyPosition:
    """What pages and packs say first of money."""

    years: tuple[YearPosition, ...]  # the newest first
    now: YearPosition | None  # of the financial year asked for; None where nothing is said of it
    programmes: tuple[tuple[str, YearPosition], ...]  # of it, by reference; the largest gap first
    directorates: tuple[tuple[str, YearPosition], ...]  # of it, by name, "" for none; likewise
    short: tuple[SavingLine, ...]  # of it, those that lack the most first
    figures: tuple[PlanFigureFacts, ...]
    receipts: ReceiptsPosition
    open_lots: tuple[LotLine, ...]  # the late first, then the largest


def money_position(
    money: MoneyFacts, steps: Iterable[ReceiptFacts], *, year: int, measured: Measured
) -> MoneyPosition:
    """Return what money comes to, as measured; of savings, `year` is looked at more closely."""
    positions = {
        facts.year: year_position(facts, measured=measured) for facts in reversed(money.years)
    }
    own = next((facts for facts in money.years if facts.year == year), None)
    lines = saving_lines(own, measured=measured) if own else []
    facts = ReceiptsFacts(steps=tuple(steps), thresholds=money.thresholds, lots=money.lots)
    lots = [line for line in lot_lines(money.lots, measured=measured) if line.is_open]
    return MoneyPosition(
        years=tuple(positions.values()),
        now=positions.get(year),
        programmes=_by(attrgetter("programme"), own, measured=measured) if own else (),
        directorates=_by(attrgetter("directorate"), own, measured=measured) if own else (),
        short=tuple(
            sorted((line for line in lines if line.lacking), key=lambda line: line.urgency)
        ),
        figures=money.figures,
        receipts=receipts_position(facts, measured=measured),
        open_lots=tuple(sorted(lots, key=lambda line: line.urgency)),
    )


def _by(
    name: Callable[[InitiativeFacts], str], facts: YearFacts, *, measured: Measured
) -> tuple[tuple[str, YearPosition], ...]:
    """Return what the savings of one name each come to, those with the largest gap first."""
    refs: dict[str, list[str]] = {}
    for saving in facts.savings:
        if saving.target or saving.amounts:
            refs.setdefault(name(saving.initiative), []).append(saving.ref)
    found = zip(refs, positions_of(facts, refs.values(), measured=measured), strict=True)
    return tuple(sorted(found, key=lambda pair: (-(pair[1].gap or 0), pair[0])))
