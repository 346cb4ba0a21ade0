"""Everything the record says of money, for pages and packs that show all of it (25 and 26)."""

from typing import NamedTuple

from irp.readings import Source
from programmes.facts.money import MoneyFacts
from programmes.facts.plan_money import ReceiptFacts
from programmes.facts.savings import SavingYear, YearFacts
from programmes.models import ReceiptTarget, SavingAmounts, SavingValidation
from programmes.readings.money import steps_of
from programmes.readings.receipts import lots, thresholds
from programmes.readings.saving_acts import (
    amounts_facts,
    in_force,
    replacements_in_force,
    resolved_targets,
    targets_in_force,
    validation_facts,
)
from programmes.readings.savings import initiatives, plan_figures, plan_fund


class WholeMoney(NamedTuple):
    """All that the record says of money, and the steps of receipts as the plan prints them."""

    facts: MoneyFacts
    steps: tuple[ReceiptFacts, ...]


def whole_money(source: Source) -> WholeMoney:
    """Return savings by year and receipts, in fifteen statements however many years there are."""
    read = initiatives(source, also=[row.milestone_id for row in source.rows(ReceiptTarget)])
    initiative = {facts.ref: facts for facts in read.facts}
    links, resolved = replacements_in_force(source, read.refs), resolved_targets(source)
    targets = targets_in_force(source)
    entered, validated = in_force(source, SavingAmounts), in_force(source, SavingValidation)
    amounts = {(row.saving_id, row.year): amounts_facts(row) for row in entered}
    checked = {(row.saving_id, row.year): validation_facts(row) for row in validated}
    years = {year for _, year in (*targets, *amounts)} | set(resolved)
    money = MoneyFacts(
        years=tuple(
            YearFacts(
                year=year,
                savings=tuple(
                    SavingYear(
                        initiative=initiative[ref],
                        target=targets.get((key, year)),
                        amounts=amounts.get((key, year)),
                        validation=checked.get((key, year)),
                    )
                    for key, ref in read.refs.items()
                ),
                links=tuple(link for link in links if link.year == year),
                resolved=resolved.get(year),
            )
            for year in sorted(years)
        ),
        figures=tuple(plan_figures(source)),
        thresholds=thresholds(source),
        lots=lots(source),
        fund=plan_fund(source),
    )
    return WholeMoney(money, tuple(steps_of(source, read.milestones)))
