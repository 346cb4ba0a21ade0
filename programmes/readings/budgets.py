"""Budgets and people as facts, now or as at a past moment; entries are acts."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from irp.readings import Source, rows_of
from programmes.facts.budgets import BudgetFacts, BudgetOf
from programmes.models import BudgetEntry, Programme, Return

PREFIX = "budget_"  # of what is read with a return
SAID = ("approved", "spent", "forecast", "fund", "needed", "filled", "note")
READ = {"key": "pk", "month": "period__month"} | {
    name: name for name in (*SAID, "by_name", "by_post", "at")
}


def budget_facts(row: BudgetEntry) -> BudgetFacts:
    """Return the facts of an entry, read with its period."""
    return BudgetFacts(
        key=row.pk,
        month=row.period.month,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
        **{name: getattr(row, name) for name in SAID},
    )


def with_budgets(
    rows: QuerySet[Any], *, programme: str = "programme", at: datetime | None = None
) -> QuerySet[Any]:
    """Return rows with their programmes' entries in force, of a moment or now, in one statement.

    `programme` is the rows' column of it. Pages of a programme and of its return read as much as
    a page may.
    """
    scope = {} if at is None else {"at__lte": at}
    newest = BudgetEntry.objects.filter(programme=OuterRef(programme), **scope).order_by("-pk")
    read = {f"{PREFIX}{name}": Subquery(newest.values(of)[:1]) for name, of in READ.items()}
    return rows.annotate(**read)


def programme_row(ref: str, *, at: datetime) -> Programme | None:
    """Return the programme of a reference with its entry in force, None where there is none."""
    return next(iter(rows_of(_programme, ref=ref, at=at)), None)


def _programme(*, ref: str, at: datetime) -> QuerySet[Programme]:
    rows = Programme.objects.filter(ref=ref).select_related("aim", "sao", "rdl")
    return with_budgets(rows, programme="pk", at=at)


def budget_with(row: Return | Programme) -> BudgetFacts | None:
    """Return the entry that was read with a row; None where there is none."""
    read = {name: getattr(row, f"{PREFIX}{name}") for name in READ}
    return BudgetFacts(**read) if read["key"] else None


def newest_budgets(*, at: datetime, among: Collection[int] | None = None) -> dict[int, BudgetEntry]:
    """Return the entries in force of some programmes or of all, by programme; one statement."""
    scope = {} if among is None else {"programme__in": list(among)}
    rows = BudgetEntry.objects.in_force(at=at).filter(**scope).select_related("period")
    return {row.programme_id: row for row in rows}


def budgets_among(source: Source, refs: Mapping[int, str]) -> dict[str, BudgetFacts]:
    """Return the entries in force of programmes whose references are known, in one statement."""
    newest = newest_budgets(at=source.at)
    return {refs[key]: budget_facts(row) for key, row in newest.items() if key in refs}


def budgets(source: Source) -> list[BudgetOf]:
    """Return every programme in the plan's order with its entry in force, in two statements."""
    rows = sorted(source.rows(Programme), key=lambda row: row.number)
    newest = newest_budgets(at=source.at)
    return [
        BudgetOf(
            ref=row.ref,
            name=row.name,
            is_closed=row.closed_on is not None,
            entry=budget_facts(newest[row.id]) if row.id in newest else None,
        )
        for row in rows
    ]


def budget_entries(source: Source, programme: int) -> list[BudgetFacts]:
    """Return every entry of a programme, the newest first, in one statement."""
    rows = BudgetEntry.objects.filter(programme=programme, at__lte=source.at)
    return [budget_facts(row) for row in rows.select_related("period").order_by("-pk")]
