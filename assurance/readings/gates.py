"""Typed dates of requirements, now or as at a moment: whole, and as far as counting goes (12)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from assurance.facts.gates import GateDue, GateFacts, RulingFacts
from assurance.models import Gate, GateAct
from assurance.words import Purpose
from assurance.words.gates import Ruling
from irp.querysets import Keys, keys_in
from irp.readings import Now, Source, rows_of
from irp.rules.plan_dates import plan_date

PURPOSES = {purpose.value: purpose for purpose in Purpose}
NO_DATES: tuple[GateDue, ...] = ()
Alike = tuple[Sequence[Any], list[int]]  # what `DUE` names, and the requirements that have it
Ruled = dict[tuple[int, int], str]  # by requirement and number of the date
DUE = ("number", "purpose", "due_raw", "due_precision", "due_earliest", "due_latest")


def gates_of(source: Source, keys: Sequence[int] | None) -> dict[int, tuple[GateFacts, ...]]:
    """Return the typed dates of some requirements, or of all, in the document's order."""
    scope = {} if keys is None else {"requirement_id__in": keys}
    given = rulings(source, keys)
    written: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in source.columns(Gate, "requirement_id", *DUE, "words", "ongoing", "id", **scope):
        written[row[0]].append((*row[1:-1], given.get(row[-1])))
    # Many requirements have the same dates: they hold one and the same tuple.
    made: dict[tuple[Any, ...], tuple[GateFacts, ...]] = {}
    found = {}
    for key, dates in written.items():
        dates.sort()  # by their numbers, no two of which are the same
        alike = tuple(dates)
        if alike not in made:
            made[alike] = tuple(_gate(*date) for date in dates)
        found[key] = made[alike]
    return found


def rulings(source: Source, keys: Sequence[int] | None) -> dict[int, RulingFacts]:
    """Return what commissioners say of the dates of some requirements, or of all, by gate.

    A date of which nothing was said, or of which that was withdrawn, has none (Rule 13).
    """
    scope = {} if keys is None else {"gate__requirement__in": list(keys)}
    newest = {row.gate_id: row for row in source.acts(GateAct, **scope)}
    return {
        gate: RulingFacts(
            ruling=Ruling(row.ruling),
            reason=row.reason,
            evidence_cited=row.evidence_cited,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for gate, row in newest.items()
        if Ruling(row.ruling).settles
    }


def _gate(
    number: int,
    purpose: str,
    raw: str,
    precision: str,
    earliest: Any,
    latest: Any,
    words: str,
    ongoing: bool,
    ruling: RulingFacts | None,
) -> GateFacts:
    return GateFacts(
        number=number,
        ruling=ruling,
        purpose=PURPOSES[purpose],
        words=words,
        due=plan_date(raw, precision, earliest, latest),
        ongoing=ongoing,
    )


def gates_due(source: Source, keys: Sequence[int] | None = None) -> dict[int, tuple[GateDue, ...]]:
    """Return the typed dates as far as counting goes, in the document's order.

    Now, those that are alike are one row of the answer; requirements that have the same dates hold
    one and the same tuple.
    """
    if isinstance(source, Now):
        rows, ruled = _now(source, keys)
    else:
        scope = {} if keys is None else {"requirement__in": keys}
        every = source.columns(Gate, "requirement_id", *DUE, _ruling(source.at), **scope)
        rows = [(due, [key]) for key, *due, _ in every]
        ruled = {(key, due[0]): ruling for key, *due, ruling in every if ruling}
    made: dict[tuple[int, int], tuple[GateDue, ...]] = {}
    found: dict[int, tuple[GateDue, ...]] = {}
    for due, requirements in sorted(rows, key=lambda row: row[0][0]):  # by number
        number, plain = due[0], _gate_due(*due, "")
        for key in requirements:
            gate = _gate_due(*due, ruled[key, number]) if (key, number) in ruled else plain
            before = found.get(key, NO_DATES)
            both = id(before), id(gate)
            if both not in made:
                made[both] = (*before, gate)
            found[key] = made[both]
    return found


def _now(source: Now, keys: Sequence[int] | None) -> tuple[list[Alike], Ruled]:
    """Return the dates that are alike with their requirements, and what was ruled of which."""
    scope = {} if keys is None else {"keys": keys}
    told = rows_of(_alike_and_ruled, until=source.at, **scope)
    alike = [(due, keys_in(joined)) for joined, *due, ruling in told if not ruling]
    return alike, {(int(key), due[0]): ruling for key, *due, ruling in told if ruling}


def _alike_and_ruled(*, until: datetime, keys: Sequence[int] | None = None) -> QuerySet[Gate, Any]:
    """Return the dates that are alike in a row, from an index alone, and those ruled on by each."""
    scope = {} if keys is None else {"requirement__in": keys}
    alike = Gate.objects.filter(**scope).order_by().values(*DUE)
    later = GateAct.objects.filter(gate=OuterRef("gate"), at__lte=until).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    of_these = {f"gate__{name}": value for name, value in scope.items()}
    newest = GateAct.objects.filter(~Exists(later), at__lte=until, **of_these).order_by()
    return (
        alike.annotate(keys=Keys("requirement_id"), ruling=Value("", output_field=TextField()))
        .values_list("keys", *DUE, "ruling")
        .union(
            newest.values_list(
                Cast("gate__requirement_id", TextField()),
                *(f"gate__{name}" for name in DUE),
                "ruling",
            ),
            all=True,
        )
    )


def _ruling(until: datetime) -> Subquery:
    """Return a column of a gate's row: what was said of it last, looked up in its index alone."""
    acts = GateAct.objects.filter(gate=OuterRef("id"), at__lte=until).order_by("-at", "-pk")
    return Subquery(acts.values("ruling")[:1])


@lru_cache(maxsize=500)
def _gate_due(
    _number: int,
    purpose: str,
    raw: str,
    precision: str,
    earliest: date | None,
    latest: date | None,
    ruling: str,
) -> GateDue:
    due = plan_date(raw, precision, earliest, latest)
    return GateDue(PURPOSES[purpose], due, Ruling(ruling).settles if ruling else False)
