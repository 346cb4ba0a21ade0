"""Savings as facts, by year, now or as at a past moment (Rule 26)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.models import Post
from irp.plan_date_columns import plan_date_of
from irp.readings import Source, periods, shown_period
from irp.rules.texts import cited
from programmes.facts.savings import (
    InitiativeFacts,
    PlanFigureFacts,
    ReplacementFacts,
    SavingYear,
    YearFacts,
)
from programmes.models import (
    Milestone,
    PlanFigure,
    Programme,
    Saving,
    SavingAmounts,
    SavingValidation,
)
from programmes.readings.saving_acts import (
    amounts_facts,
    in_force,
    replacements_in_force,
    resolved_targets,
    targets_in_force,
    validation_facts,
)
from programmes.words import Equality, Recurrence


@dataclass(frozen=True, kw_only=True)
class InitiativesRead:
    """Savings by reference, with the keys of their rows."""

    facts: tuple[InitiativeFacts, ...]
    refs: dict[int, str]
    programmes: dict[str, str]  # names by reference
    milestones: dict[int, str]  # references of the plan's rows that were read, by key


def initiatives(source: Source, *, also: Iterable[int] = ()) -> InitiativesRead:
    """Return every saving by its reference, in four statements.

    `also` are keys of other milestones whose references are wanted, read with those of savings.
    """
    rows = sorted(source.rows(Saving), key=lambda row: row.ref)
    keys = sorted({row.milestone_id for row in rows if row.milestone_id} | {*also})
    milestones = {
        key: (ref, programme)
        for key, ref, programme in source.columns(
            Milestone, "id", "ref", "programme_id", id__in=keys
        )
    }
    programmes = {row.id: row for row in source.rows(Programme)}
    titles = {row.id: row.title for row in source.rows(Post)}
    found = []
    for row in rows:
        milestone, programme = milestones.get(row.milestone_id, (None, row.programme_id))
        ref = programmes[programme].ref if programme in programmes else ""
        found.append(_initiative(row, milestone, ref, titles))
    return InitiativesRead(
        facts=tuple(found),
        refs={row.id: row.ref for row in rows},
        programmes={row.ref: row.name for row in programmes.values()},
        milestones={key: ref for key, (ref, _) in milestones.items()},
    )


def _initiative(
    row: Any, milestone: str | None, programme: str, titles: dict[int, str]
) -> InitiativeFacts:
    return InitiativeFacts(
        ref=row.ref,
        title=row.title,
        milestone=milestone,
        programme=programme,
        directorate=row.directorate or "",  # None in a version of before there was the column
        sao=titles.get(row.sao_id),
        lead_member=titles.get(row.lead_member_id),
        owner=titles.get(row.owner_id),
        recurrence=Recurrence(row.recurrence) if row.recurrence else None,
        equality=Equality(row.equality) if row.equality else None,
        equality_on=row.equality_on,
        equality_reason=row.equality_reason,
        consequences=row.consequences,
        start=plan_date_of(row, "start"),
        end=plan_date_of(row, "end"),
    )


def year_facts(source: Source, read: InitiativesRead, *, year: int) -> YearFacts:
    """Return the savings of a year as they stand, in five statements."""
    keys = list(read.refs)
    return YearFacts(
        year=year,
        savings=_savings(source, read, keys, year=year),
        links=tuple(replacements_in_force(source, read.refs, year=year)),
        resolved=resolved_targets(source).get(year),
    )


def _savings(
    source: Source, read: InitiativesRead, keys: Collection[int], **scope: Any
) -> tuple[SavingYear, ...]:
    targets = targets_in_force(source, **scope)
    amounts = {(row.saving_id, row.year): row for row in in_force(source, SavingAmounts, **scope)}
    validated = {
        (row.saving_id, row.year): row for row in in_force(source, SavingValidation, **scope)
    }
    year, found = scope["year"], {initiative.ref: initiative for initiative in read.facts}
    return tuple(
        SavingYear(
            initiative=found[read.refs[key]],
            target=targets.get((key, year)),
            amounts=amounts_facts(amounts[key, year]) if (key, year) in amounts else None,
            validation=validation_facts(validated[key, year]) if (key, year) in validated else None,
        )
        for key in keys
    )


def plan_figures(source: Source) -> list[PlanFigureFacts]:
    """Return the totals of savings that the plan prints, in their order, in one statement."""
    rows = sorted(source.rows(PlanFigure), key=lambda row: row.number)
    return [_figure(row) for row in rows if not row.is_fund]


def plan_fund(source: Source) -> PlanFigureFacts | None:
    """Return the fund that the plan has for its programmes; None where it is not in the record.

    In one statement, or in none where the plan's totals were read from the same source.
    """
    return next((_figure(row) for row in source.rows(PlanFigure) if row.is_fund), None)


def _figure(row: Any) -> PlanFigureFacts:
    return PlanFigureFacts(
        title=row.title,
        amount=row.amount,
        note=row.note,
        source=cited(row.source_document, row.source_section, row.source_row),
    )


def saving_by_year(source: Source, read: InitiativesRead, ref: str) -> dict[int, YearFacts]:
    """Return the years of one saving, the newest first, with what belongs to its chains.

    In four statements.
    """
    links = replacements_in_force(source, read.refs)
    among = _connected(ref, links)
    keys = [key for key, other in read.refs.items() if other in among]
    scope: dict[str, Any] = {"saving__in": keys}
    targets = targets_in_force(source, **scope)
    amounts = {(row.saving_id, row.year): row for row in in_force(source, SavingAmounts, **scope)}
    validated = {
        (row.saving_id, row.year): row for row in in_force(source, SavingValidation, **scope)
    }
    facts = {initiative.ref: initiative for initiative in read.facts}
    own = next(key for key, other in read.refs.items() if other == ref)
    years = {year for key, year in (*targets, *amounts, *validated) if key == own}
    years |= {link.year for link in links if ref in (link.replaced, link.by)}
    return {
        year: YearFacts(
            year=year,
            savings=tuple(
                SavingYear(
                    initiative=facts[read.refs[key]],
                    target=targets.get((key, year)),
                    amounts=amounts_facts(amounts[key, year]) if (key, year) in amounts else None,
                    validation=validation_facts(validated[key, year])
                    if (key, year) in validated
                    else None,
                )
                for key in keys
            ),
            links=tuple(link for link in links if link.year == year),
            resolved=None,
        )
        for year in sorted(years, reverse=True)
    }


def _connected(ref: str, links: Collection[ReplacementFacts]) -> set[str]:
    """Return the savings that replacements of any year tie to one, itself among them."""
    ties: dict[str, set[str]] = defaultdict(set)
    for link in links:
        ties[link.replaced].add(link.by)
        ties[link.by].add(link.replaced)
    found, new = {ref}, {ref}
    while new:
        new = set().union(*(ties[tied] for tied in new)) - found
        found |= new
    return found


def month_of_entry(source: Source) -> date | None:
    """Return the month of the open period, None where none is open.

    In no statement where the page has read the periods already.
    """
    period = shown_period(periods(source).values())
    return period.month if period and period.is_open else None
