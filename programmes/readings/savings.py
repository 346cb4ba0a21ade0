"""Savings as facts, by year, now or as at a past moment (Rule 26).

Targets, amounts, validations and replacements are acts: those up to the moment are the same rows
for both sources, and the newest of each saving and year is in force.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.fields import plan_date_of
from irp.models import Post
from irp.readings import Source, periods, shown_period
from irp.rules.texts import cited
from programmes.facts.savings import (
    AmountsFacts,
    InitiativeFacts,
    PlanFigureFacts,
    ReplacementFacts,
    SavingYear,
    TargetVersion,
    ValidationFacts,
    YearFacts,
)
from programmes.models import (
    Milestone,
    PlanFigure,
    Programme,
    Saving,
    SavingAmounts,
    SavingReplacement,
    SavingTarget,
    SavingValidation,
    YearTarget,
)
from programmes.words import Basis, Equality, ForecastConfidence, Recurrence

AMOUNTS = (
    *("year", "identified", "approved", "in_delivery", "delivered", "full_year", "forecast"),
    *("late", "note", "by_name", "at"),
)
VALIDATED = ("year", "delivered", "in_year", "full_year", "evidence", "by_name", "by_post", "at")
TARGETS = ("year", "number", "in_year", "full_year", "decided_by", "reason", "by_name", "at")


@dataclass(frozen=True, kw_only=True)
class InitiativesRead:
    """Savings by reference, with the keys of their rows."""

    facts: tuple[InitiativeFacts, ...]
    refs: dict[int, str]
    programmes: dict[str, str]  # names by reference


def initiatives(source: Source) -> InitiativesRead:
    """Return every saving by its reference, in four statements."""
    rows = sorted(source.rows(Saving), key=lambda row: row.ref)
    keys = sorted(row.milestone_id for row in rows if row.milestone_id)
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
    amounts = {(row.saving_id, row.year): row for row in _in_force(source, SavingAmounts, **scope)}
    validated = {
        (row.saving_id, row.year): row for row in _in_force(source, SavingValidation, **scope)
    }
    year, found = scope["year"], {one.ref: one for one in read.facts}
    return tuple(
        SavingYear(
            initiative=found[read.refs[key]],
            target=targets.get((key, year)),
            amounts=amounts_facts(amounts[key, year]) if (key, year) in amounts else None,
            validation=validation_facts(validated[key, year]) if (key, year) in validated else None,
        )
        for key in keys
    )


def _in_force(source: Source, model: Any, **scope: Any) -> Iterable[Any]:
    rows = model.objects.in_force(at=source.at).filter(**scope)
    return rows.select_related("period").order_by("pk")


def amounts_facts(row: SavingAmounts) -> AmountsFacts:
    """Return the facts of a month's entry, read with its period."""
    return AmountsFacts(
        key=row.pk,
        month=row.period.month,
        confidence=ForecastConfidence(row.confidence),
        by=row.by_id,
        **{name: getattr(row, name) for name in AMOUNTS},
    )


def validation_facts(row: SavingValidation) -> ValidationFacts:
    """Return the facts of a validation, read with its period."""
    return ValidationFacts(
        key=row.pk, month=row.period.month, **{name: getattr(row, name) for name in VALIDATED}
    )


def targets_in_force(source: Source, **scope: Any) -> dict[tuple[int, int], TargetVersion]:
    """Return the newest version of each saving's target by saving and year, in one statement."""
    return {(row.saving_id, row.year): target_version(row) for row in _targets(source, **scope)}


def _targets(source: Source, **scope: Any) -> Iterable[SavingTarget]:
    rows = SavingTarget.objects.filter(at__lte=source.at, **scope)
    return rows.order_by("saving", "year", "number")


def target_version(row: SavingTarget) -> TargetVersion:
    """Return a version of a saving's target."""
    return TargetVersion(**{name: getattr(row, name) for name in TARGETS})


def resolved_targets(source: Source) -> dict[int, TargetVersion]:
    """Return what Council resolved by year, the newest version of each, in one statement."""
    rows = YearTarget.objects.filter(at__lte=source.at).order_by("year", "number")
    return {row.year: resolved_version(row) for row in rows}


def resolved_version(row: YearTarget) -> TargetVersion:
    """Return a version of what Council resolved for a year."""
    return TargetVersion(
        year=row.year,
        number=row.number,
        in_year=row.amount,
        full_year=None,
        decided_by=row.decided_by,
        reason=row.reason,
        by_name=row.by_name,
        at=row.at,
        source=cited(row.source_document, row.source_section, row.source_row),
    )


def replacements_in_force(
    source: Source, refs: dict[int, str], **scope: Any
) -> list[ReplacementFacts]:
    """Return the replacements that were not ended since, oldest first, in one statement."""
    standing: dict[tuple[int, int, int], SavingReplacement] = {}
    for row in source.acts(SavingReplacement, **scope):
        key = (row.replaced_id, row.by_saving_id, row.year)
        standing.pop(key, None)
        if not row.ends:
            standing[key] = row
    return [
        ReplacementFacts(
            replaced=refs[row.replaced_id],
            by=refs[row.by_saving_id],
            year=row.year,
            basis=Basis(row.basis),
            reason=row.reason,
            by_name=row.by_name,
            at=row.at,
        )
        for row in standing.values()
    ]


def plan_figures(source: Source) -> list[PlanFigureFacts]:
    """Return the totals that the plan prints, in their order, in one statement."""
    rows = sorted(source.rows(PlanFigure), key=lambda row: row.number)
    return [
        PlanFigureFacts(
            title=row.title,
            amount=row.amount,
            note=row.note,
            source=cited(row.source_document, row.source_section, row.source_row),
        )
        for row in rows
    ]


def saving_by_year(source: Source, read: InitiativesRead, ref: str) -> dict[int, YearFacts]:
    """Return the years of one saving, the newest first, with what belongs to its chains.

    In four statements.
    """
    links = replacements_in_force(source, read.refs)
    among = _connected(ref, links)
    keys = [key for key, other in read.refs.items() if other in among]
    scope: dict[str, Any] = {"saving__in": keys}
    targets = targets_in_force(source, **scope)
    amounts = {(row.saving_id, row.year): row for row in _in_force(source, SavingAmounts, **scope)}
    validated = {
        (row.saving_id, row.year): row for row in _in_force(source, SavingValidation, **scope)
    }
    facts = {one.ref: one for one in read.facts}
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
        new = set().union(*(ties[one] for one in new)) - found
        found |= new
    return found


def years_known(source: Source) -> set[int]:
    """Return the financial years of which targets or amounts are in the record, one statement."""
    named = [
        model.objects.filter(at__lte=source.at).order_by().values_list("year").distinct()
        for model in (SavingTarget, YearTarget, SavingAmounts)
    ]
    return {year for (year,) in named[0].union(*named[1:])}


def month_of_entry(source: Source) -> date | None:
    """Return the month of the open period, None where none is open.

    In no statement where the page has read the periods already.
    """
    period = shown_period(periods(source).values())
    return period.month if period and period.is_open else None
