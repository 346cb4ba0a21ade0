"""The savings of programmes in a year, slim, for pages beside ratings: one statement (Rule 26)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DecimalField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from irp.readings import Source
from programmes.facts.savings import SlimSaving
from programmes.models import (
    ChangeRow,
    Saving,
    SavingAmounts,
    SavingReplacement,
    SavingTarget,
    SavingValidation,
)
from programmes.readings.watch import rows_under_request
from programmes.words import Basis


def programme_savings(
    source: Source, programme: int, *, year: int
) -> tuple[list[SlimSaving], frozenset[str]]:
    """Return a programme's savings of today with what was in force at the moment of the source.

    With them, in the same statement, the references of the milestones under an open request.
    """
    savings, refs = [], set()
    own_rows = Q(programme=programme) | Q(milestone__programme=programme)
    known = _savings(source, year=year).filter(own_rows)
    for is_saving, *row in known.union(_requests(programme), all=True):
        if is_saving:
            savings.append(_slim(row))
        else:
            refs.add(row[0])
    return sorted(savings, key=lambda one: one.ref), frozenset(refs)


def savings_by_programme(source: Source, *, year: int) -> dict[int, list[SlimSaving]]:
    """Return the savings of every programme by its key, as `programme_savings`: one statement."""
    found = defaultdict(list)
    of = Coalesce("milestone__programme", "programme")
    for _, *row, programme in _savings(source, of, year=year).order_by("ref"):
        found[programme].append(_slim(row))
    return found


def _slim(row: Sequence[Any]) -> SlimSaving:
    ref, target, delivered, forecast, validated, basis, ends = row
    return SlimSaving(
        ref=ref,
        target=target,
        delivered=delivered,
        forecast=forecast,
        validated=validated,
        replaces_whole=basis == Basis.WHOLE and not ends,
    )


def _savings(source: Source, *more: Coalesce, year: int) -> QuerySet[Saving, Any]:
    scope: dict[str, Any] = {"year": year, "at__lte": source.at}
    own = {"saving": OuterRef("pk"), **scope}
    targets = SavingTarget.objects.filter(**own).order_by("-number")
    amounts = SavingAmounts.objects.filter(**own).order_by("-pk")
    checked = SavingValidation.objects.filter(**own).order_by("-pk")
    ties = SavingReplacement.objects.filter(by_saving=OuterRef("pk"), **scope)
    newest = ties.order_by("-at", "-pk")  # it replaces one other at most
    return Saving.objects.order_by().values_list(
        Value(1),
        "ref",
        Subquery(targets.values("in_year")[:1]),
        Subquery(amounts.values("delivered")[:1]),
        Subquery(amounts.values("forecast")[:1]),
        Subquery(checked.values("in_year")[:1]),
        Subquery(newest.values("basis")[:1]),
        Subquery(newest.values("ends")[:1]),
        *more,
    )


def _requests(programme: int) -> QuerySet[ChangeRow, Any]:
    nothing = [Value(None, output_field=DecimalField()) for _ in range(4)]
    no_basis, no_end = Value(None, CharField()), Value(None, BooleanField())
    rows = rows_under_request(programme=programme).order_by()
    return rows.values_list(Value(0), "milestone__ref", *nothing, no_basis, no_end)
