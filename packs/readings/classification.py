"""What can be classified, and how it is (Rule 29). Evidence has a classification of its own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import CharField, Count, Value

from assurance.models import Evidence
from assurance.words.classification import Classification, Paragraph
from irp.models import User
from irp.prepared import rows_of
from irp.readings.statements import together
from packs.facts.classification import ClassActFacts, ClassedFacts, ClassifiableFacts
from packs.figures.classification import newest_acts
from packs.models import ItemClassification
from packs.readings.item_tables import REASON_TITLE, TABLES
from packs.rules.classification import REASON
from packs.words import ItemKind
from packs.words.edition import TextKind
from programmes.words import PointKind


def classifiable(**scope: Any) -> list[ClassifiableFacts]:
    """Return the items that can be classified, by kind and reference, in one statement.

    `scope` is by `item_ref`.
    """
    kinds = list(ItemKind)
    found = (
        ClassifiableFacts(
            kind=ItemKind(kind),
            ref=ref,
            title=_title(ItemKind(kind), title),
            programme=programme or "",
        )
        for kind, ref, title, programme in rows_of(_items, **scope)
    )
    return sorted(found, key=lambda item: (kinds.index(item.kind), item.ref))


def _title(kind: ItemKind, title: str) -> str:
    """Return what tells an item from others.

    What a point says may be of an unsigned return, and what a text says is its writer's draft.
    """
    if kind is ItemKind.POINT:
        return PointKind(title).label
    if kind is ItemKind.TEXT:
        return REASON_TITLE if title == REASON else TextKind(title).label
    return title


def _items(**scope: Any) -> Any:
    return together(
        _rows(kind, table.rows(**scope))
        .annotate(
            item_kind=Value(kind.value, output_field=CharField()),
            item_title=table.title,
            item_programme=table.programme,
        )
        .values_list("item_kind", "item_ref", "item_title", "item_programme")
        for kind, tables in TABLES.items()
        for table in tables
    )


def _rows(kind: ItemKind, rows: Any) -> Any:
    """Return rows each of which is an item.

    A test has as many as it has requirements, the reason of corrections as many as there are.
    """
    return rows.distinct() if kind in {ItemKind.TEST, ItemKind.TEXT} else rows


def class_acts(**scope: Any) -> list[ClassActFacts]:
    """Return the acts on items, those on one oldest first, by kind and reference."""
    rows = ItemClassification.objects.filter(**scope).order_by("kind", "ref", "number")
    return [
        ClassActFacts(
            classed=_classed(row),
            number=row.number,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for row in rows
    ]


def classes_now() -> tuple[ClassedFacts, ...]:
    """Return how each item is classified that is not public, by kind and reference.

    What people name by a title has the one of today: an item of after a freeze has none in it.
    """
    newest = newest_acts(class_acts()).values()
    found = [act.classed for act in newest]
    closed = [classed for classed in found if classed.classification is not Classification.PUBLIC]
    titled = any(classed.kind.is_titled for classed in closed)
    titles = {(item.kind, item.ref): item.title for item in (classifiable() if titled else ())}
    return tuple(
        replace(classed, title=titles.get((classed.kind, classed.ref), ""))
        if classed.kind.is_titled
        else classed
        for classed in closed
    )


def _classed(row: ItemClassification) -> ClassedFacts:
    return ClassedFacts(
        kind=ItemKind(row.kind),
        ref=row.ref,
        classification=Classification(row.classification),
        paragraph=Paragraph(row.paragraph) if row.paragraph else None,
        reason=row.reason,
    )


def evidence_apart(user: User) -> Mapping[str, int]:
    """Return how many pieces of evidence have each classification, of those the person may see."""
    seen = Evidence.objects.visible_to(user).order_by().values_list("classification")
    return Counter(dict(seen.annotate(count=Count("pk"))))
