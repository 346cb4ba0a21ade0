"""What stands beside a programme's ratings at a moment, slim: savings, requests, risks (7, 26)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DecimalField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from irp.prepared import rows_of
from irp.readings import Source
from programmes.facts.raid import Score
from programmes.facts.savings import SlimSaving
from programmes.models import (
    ChangeRequest,
    ChangeRow,
    Risk,
    Saving,
    SavingAmounts,
    SavingReplacement,
    SavingTarget,
    SavingValidation,
)
from programmes.words import Basis, EntryState
from programmes.words.changes import UNDECIDED

REQUEST, SAVING, OTHER, RISK = range(4)  # the kinds of the rows that one statement returns
A_SAVING = Value(SAVING)


@dataclass(frozen=True, kw_only=True)
class BesideRead:
    """A programme's savings, its milestones under an open request, and its open risks."""

    savings: tuple[SlimSaving, ...]
    others: tuple[SlimSaving, ...]  # of other programmes, that replace a saving
    requested: frozenset[str]
    risks: tuple[tuple[str, EntryState, Score | None], ...]


def programme_savings(source: Source, programme: int, *, year: int) -> BesideRead:
    """Return a programme's savings of today with what was in force at the moment of the source.

    With them, in the same statement, the references of the milestones under a request that was
    open then; no risk, which the caller has read.
    """
    return _parted(rows_of(_own_and_requests, at=source.at, programme=programme, year=year))


def beside_read(source: Source, programme: int, *, year: int) -> BesideRead:
    """Return what `programme_savings` does, and the risks that were open: one statement."""
    return _parted(rows_of(_own_and_beside, at=source.at, programme=programme, year=year))


def _parted(rows: Iterable[Sequence[Any]]) -> BesideRead:
    requested, risks = set(), []
    savings: dict[int, list[SlimSaving]] = {SAVING: [], OTHER: []}
    for kind, *row in rows:
        if kind in savings:
            savings[kind].append(_slim(row))
        elif kind == REQUEST:
            requested.add(row[0])
        else:
            ref, impact, likelihood, *_ = row
            score = None
            if likelihood:
                score = Score(impact=int(impact), likelihood=int(likelihood))
            risks.append((ref, EntryState.OPEN, score))
    return BesideRead(
        savings=tuple(sorted(savings[SAVING], key=lambda saving: saving.ref)),
        others=tuple(savings[OTHER]),
        requested=frozenset(requested),
        risks=tuple(risks),
    )


def savings_by_programme(source: Source, *, year: int) -> dict[int, list[SlimSaving]]:
    """Return the savings of every programme by its key, as `programme_savings`: one statement."""
    found = defaultdict(list)
    for _, *row, programme in rows_of(_of_all, at=source.at, year=year):
        found[programme].append(_slim(row))
    return found


def _slim(row: Sequence[Any]) -> SlimSaving:
    ref, target, delivered, forecast, validated, basis, ends, replaced = row
    return SlimSaving(
        ref=ref,
        target=target,
        delivered=delivered,
        forecast=forecast,
        validated=validated,
        replaces=replaced if basis and not ends else "",
        basis=Basis(basis) if basis and not ends else None,
    )


def _savings(
    *more: Coalesce, at: datetime, year: int, kind: Value | Case = A_SAVING
) -> QuerySet[Saving, Any]:
    scope: dict[str, Any] = {"year": year, "at__lte": at}
    own = {"saving": OuterRef("pk"), **scope}
    targets = SavingTarget.objects.filter(**own).order_by("-number")
    amounts = SavingAmounts.objects.filter(**own).order_by("-pk")
    checked = SavingValidation.objects.filter(**own).order_by("-pk")
    ties = SavingReplacement.objects.filter(by_saving=OuterRef("pk"), **scope)
    newest = ties.order_by("-at", "-pk")  # it replaces one other at most
    return Saving.objects.order_by().values_list(
        kind,
        "ref",
        Subquery(targets.values("in_year")[:1]),
        Subquery(amounts.values("delivered")[:1]),
        Subquery(amounts.values("forecast")[:1]),
        Subquery(checked.values("in_year")[:1]),
        Subquery(newest.values("basis")[:1]),
        Subquery(newest.values("ends")[:1]),
        Subquery(newest.values("replaced__ref")[:1]),
        *more,
    )


def _of_all(*, at: datetime, year: int) -> QuerySet[Saving, Any]:
    return _savings(Coalesce("milestone__programme", "programme"), at=at, year=year).order_by("ref")


def _own_and_requests(*, at: datetime, programme: int, year: int) -> QuerySet[Saving, Any]:
    own = _own(at=at, programme=programme, year=year)
    return own.union(_requests(programme, at=at), all=True)


def _own_and_beside(*, at: datetime, programme: int, year: int) -> QuerySet[Saving, Any]:
    own = _own(at=at, programme=programme, year=year)
    return own.union(_requests(programme, at=at), _risks(programme, at=at), all=True)


def _own(*, at: datetime, programme: int, year: int) -> QuerySet[Saving, Any]:
    """Return a programme's savings, and those of others that replace one."""
    own_rows = Q(programme=programme) | Q(milestone__programme=programme)
    kind = Case(When(own_rows, then=A_SAVING), default=Value(OTHER))
    ties = SavingReplacement.objects.filter(by_saving=OuterRef("pk"), year=year)
    return _savings(at=at, year=year, kind=kind).filter(own_rows | Q(Exists(ties)))


def _no_amounts(count: int) -> list[Value]:
    """Return empty columns in the places of amounts, and of what a replacement says."""
    amounts = [Value(None, output_field=DecimalField()) for _ in range(count)]
    return [
        *amounts,
        Value(None, CharField()),
        Value(None, BooleanField()),
        Value(None, CharField()),
    ]


def _requests(programme: int, *, at: datetime) -> QuerySet[ChangeRow, Any]:
    then = _then(ChangeRequest, at=at).filter(state__in=UNDECIDED, programme=programme)
    rows = ChangeRow.objects.filter(request__in=then.values("id"), milestone__isnull=False)
    return rows.order_by().values_list(Value(REQUEST), "milestone__ref", *_no_amounts(4))


def _risks(programme: int, *, at: datetime) -> QuerySet[Any, Any]:
    rows = _then(Risk, at=at).filter(state=EntryState.OPEN.value, programme=programme)
    places = ("current_impact", "current_likelihood")
    return rows.values_list(Value(RISK), "ref", *places, *_no_amounts(2))


def _then(model: type[ChangeRequest | Risk], *, at: datetime) -> QuerySet[Any]:
    """Return the version of each row that was the newest at a moment; none of them is deleted."""
    versions = model.history.filter(id=OuterRef("id"), history_date__lte=at)
    newest = versions.order_by("-history_date", "-history_id").values("history_id")[:1]
    return model.history.filter(history_id=Subquery(newest)).order_by()
