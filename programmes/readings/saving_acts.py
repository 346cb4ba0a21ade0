"""What is in force of savings by year: targets, amounts, validations, replacements (Rule 26).

All are acts: those up to the moment are the same rows for both sources, and the newest of each
saving and year is in force.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from irp.readings import Source
from irp.rules.texts import cited
from programmes.facts.savings import AmountsFacts, ReplacementFacts, TargetVersion, ValidationFacts
from programmes.models import (
    Saving,
    SavingAmounts,
    SavingReplacement,
    SavingTarget,
    SavingValidation,
    YearTarget,
)
from programmes.words import Basis, ForecastConfidence

AMOUNTS = (
    *("year", "identified", "approved", "in_delivery", "delivered", "full_year", "forecast"),
    *("late", "note", "by_name", "at"),
)
VALIDATED = ("year", "delivered", "in_year", "full_year", "evidence", "by_name", "by_post", "at")
TARGETS = ("year", "number", "in_year", "full_year", "decided_by", "reason", "by_name", "at")


def in_force(source: Source, model: Any, **scope: Any) -> Iterable[Any]:
    """Return the newest amounts or validations of each saving and year, with their periods."""
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


def years_known(source: Source) -> set[int]:
    """Return the financial years of which targets or amounts are in the record, one statement."""
    named = [
        model.objects.filter(at__lte=source.at).order_by().values_list("year").distinct()
        for model in (SavingTarget, YearTarget, SavingAmounts)
    ]
    return {year for (year,) in named[0].union(*named[1:])}


class SavingActs(NamedTuple):
    """Everything that was decided and entered of a saving."""

    targets: list[SavingTarget]
    amounts: list[SavingAmounts]
    validations: list[SavingValidation]
    replacements: list[SavingReplacement]  # of it, and by it


def acts_of_saving(row: Saving, *, until: datetime) -> SavingActs:
    """Return the acts on a saving up to a moment, in four statements."""
    own: dict[str, Any] = {"saving": row, "at__lte": until}
    either = Q(replaced=row) | Q(by_saving=row)
    replaced = SavingReplacement.objects.filter(either, at__lte=until)
    return SavingActs(
        targets=list(SavingTarget.objects.filter(**own)),
        amounts=list(SavingAmounts.objects.filter(**own).select_related("period")),
        validations=list(SavingValidation.objects.filter(**own).select_related("period")),
        replacements=list(replaced.select_related("replaced", "by_saving")),
    )
