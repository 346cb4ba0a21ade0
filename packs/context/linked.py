"""What of the delivery serves an outcome's requirements, and what a month says of it (Rule 28)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assurance.facts.links import LinkFacts
from assurance.words.links import LinkKind, LinkState
from irp.rules.date_spans import printed_day, printed_month
from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds
from kpis.figures import IndicatorLine, indicator_line
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from programmes.figures.milestones import MilestoneLine
from programmes.figures.savings import SavingLine, saving_lines


@dataclass(frozen=True, kw_only=True)
class LinkedRow:
    """What serves some requirements, and how it does this month, "" where it says nothing."""

    ref: str
    title: str
    requirements: tuple[str, ...]
    state: str
    is_late: bool  # a milestone that is


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What serves one outcome by links that a second person confirmed, and by others."""

    rows: tuple[LinkedRow, ...]
    proposed: tuple[LinkedRow, ...]


@dataclass(frozen=True)
class Delivery:
    """What a month says of milestones, indicators and savings, by reference."""

    milestones: dict[str, MilestoneLine]
    indicators: dict[str, IndicatorLine]
    savings: dict[str, SavingLine]  # of the newest year with amounts

    def state(self, kind: LinkKind, ref: str) -> str:
        """Return how one of them does, "" where the month says nothing of it."""
        if kind is LinkKind.MILESTONE:
            return _milestone(self.milestones.get(ref))
        if kind is LinkKind.KPI:
            return _indicator(self.indicators.get(ref))
        return _saving(self.savings.get(ref)) if kind is LinkKind.SAVING else ""

    def is_late(self, ref: str) -> bool:
        """Tell whether a milestone of that reference is late."""
        line = self.milestones.get(ref)
        return line is not None and line.is_late


def delivery_of(plan: PlanFacts, lines: Iterable[MilestoneLine], calendar: Calendar) -> Delivery:
    """Return it of a frozen month."""
    measured = calendar.measured
    years = plan.money.years if plan.money else ()
    savings = [
        line for year in years for line in saving_lines(year, measured=measured) if line.amounts
    ]
    return Delivery(
        milestones={line.ref: line for line in lines},
        indicators={
            facts.ref: indicator_line(facts, measured=measured) for facts in plan.indicators
        },
        savings={line.ref: line for line in savings},
    )


def linked_to(refs: Iterable[str], links: Sequence[LinkFacts], delivery: Delivery) -> Linked:
    """Return what serves some requirements; a link that ended serves nothing."""
    among = set(refs)
    own = [link for link in links if link.requirement in among and link.is_open]
    confirmed, proposed = (
        tuple(_rows([link for link in own if link.state is state], delivery))
        for state in (LinkState.CONFIRMED, LinkState.PROPOSED)
    )
    return Linked(rows=confirmed, proposed=proposed)


def _rows(links: Iterable[LinkFacts], delivery: Delivery) -> list[LinkedRow]:
    """Return a row for each of what serves: programmes first, then milestones and the others."""
    kinds = list(LinkKind)
    found: dict[tuple[int, str], list[LinkFacts]] = {}
    for link in links:
        found.setdefault((kinds.index(link.kind), link.ref), []).append(link)
    return [
        LinkedRow(
            ref=ref,
            title=some[0].title,
            requirements=tuple(sorted(link.requirement for link in some)),
            state=delivery.state(kinds[kind], ref),
            is_late=kinds[kind] is LinkKind.MILESTONE and delivery.is_late(ref),
        )
        for (kind, ref), some in sorted(found.items())
    ]


def _milestone(line: MilestoneLine | None) -> str:
    if line is None:
        return ""
    words = [line.status.label]
    if line.days_late:
        words.append(f"{line.days_late:,} days late")
    if line.is_done and line.actual_on:
        words.append(f"completed {printed_day(line.actual_on)}")
    return ", ".join(words)


def _indicator(line: IndicatorLine | None) -> str:
    if line is None:
        return ""
    if line.latest is None:
        return "No reading"
    status = f", {line.status.label.lower()}" if line.status else ""
    return f"{line.printed}, {printed_month(line.latest.month)}{status}"


def _saving(line: SavingLine | None) -> str:
    if line is None or line.amounts is None:
        return "No amounts entered"
    words = f"{printed_pounds(line.amounts.delivered)} delivered in {year_words(line.year)}"
    return f"{words} of {printed_pounds(line.promised)}" if line.promised else words
