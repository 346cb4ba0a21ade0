"""What people say of requirements that are not met, of those alone that a page tells (21, 24a)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from assurance.facts.considered import considered_facts
from assurance.facts.missing import SaidFacts
from assurance.models import Requirement
from assurance.readings.judgements import newest_column
from assurance.words import Speaker
from irp.readings import Now, Source, rows_of


def said_of(source: Source, refs: Sequence[str]) -> dict[str, SaidFacts]:
    """Return what is said of some requirements by reference, in one statement."""
    if isinstance(source, Now):
        rows = rows_of(_stated, refs=list(refs), until=source.at)
    else:
        rows = source.columns(Requirement, "ref", *_columns(source.at), ref__in=list(refs))
    return {
        ref: SaidFacts(considered_facts(considered or ()), cited or "")
        for ref, considered, cited in rows
    }


def _stated(*, refs: Sequence[str], until: datetime) -> QuerySet[Requirement, Any]:
    rows = Requirement.objects.filter(ref__in=refs).order_by()
    return rows.values_list("ref", *_columns(until))


def _columns(until: datetime) -> tuple[Subquery, Subquery]:
    return (
        newest_column(Speaker.COMMISSIONER, "considered", until=until),
        newest_column(Speaker.COUNCIL, "evidence_cited", until=until),
    )
