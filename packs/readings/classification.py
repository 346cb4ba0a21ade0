"""What can be classified, and how it is (Rule 29). Evidence has a classification of its own."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat

from assurance.models import Requirement
from assurance.words.evidence import Classification, Paragraph
from irp.prepared import rows_of
from irp.readings.statements import together
from kpis.models import Indicator
from packs.facts.classification import ClassActFacts, ClassedFacts, ClassifiableFacts
from packs.figures.classification import newest_acts
from packs.models import ItemClassification
from packs.words import ItemKind
from programmes.models import (
    Action,
    Assumption,
    Benefit,
    ChangeRequest,
    Decision,
    Issue,
    Lot,
    Milestone,
    Point,
    Programme,
    Risk,
    Saving,
)
from programmes.words import PointKind

# A saving of a row of the plan is of its row's programme.
OF_A_SAVING = Coalesce("programme__ref", "milestone__programme__ref")
NONE = Value("", output_field=CharField())
OF_A_TEST = Concat(
    Value("PO"),
    Cast("outcome__number", CharField()),
    Value("-T"),
    Cast("test__number", CharField()),
    output_field=CharField(),
)
# Each kind's tables, with where a row's title and its programme's reference stand.
TABLES: Mapping[ItemKind, tuple[tuple[Any, str, Any], ...]] = {
    ItemKind.RETURN: ((Programme, "name", "ref"),),
    ItemKind.MILESTONE: ((Milestone, "title", "programme__ref"),),
    ItemKind.RISK: tuple(
        (model, "title", "programme__ref") for model in (Risk, Issue, Action, Assumption, Decision)
    ),
    ItemKind.SAVING: ((Saving, "title", OF_A_SAVING),),
    ItemKind.LOT: ((Lot, "title", "programme__ref"),),
    ItemKind.BENEFIT: ((Benefit, "title", "programme__ref"),),
    ItemKind.CHANGE: ((ChangeRequest, "reason", "programme__ref"),),
    ItemKind.POINT: ((Point, "kind", "programme__ref"),),
    ItemKind.JUDGEMENT: ((Requirement, "title", NONE),),
    ItemKind.INDICATOR: ((Indicator, "name", NONE),),
    ItemKind.RESULT: ((Requirement, "title", NONE),),
    ItemKind.TEST: ((Requirement, "outcome__title", NONE),),
    ItemKind.CPMO_VIEW: ((Requirement, "title", NONE),),
    ItemKind.OWN_VIEW: ((Requirement, "title", NONE),),
}


def named(kind: ItemKind, rows: Any) -> Any:
    """Return rows of a kind's table with the reference that the item has, as `item_ref`."""
    return rows.annotate(item_ref=OF_A_TEST if kind is ItemKind.TEST else F("ref"))


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
    return sorted(found, key=lambda one: (kinds.index(one.kind), one.ref))


def _title(kind: ItemKind, title: str) -> str:
    """Return what tells an item from others; what a point says may be of an unsigned return."""
    return PointKind(title).label if kind is ItemKind.POINT else title


def _items(**scope: Any) -> Any:
    return together(
        _rows(kind, named(kind, model._default_manager.order_by()).filter(**scope))
        .annotate(
            item_kind=Value(kind.value, output_field=CharField()),
            item_title=F(title),
            item_programme=F(programme) if isinstance(programme, str) else programme,
        )
        .values_list("item_kind", "item_ref", "item_title", "item_programme")
        for kind, tables in TABLES.items()
        for model, title, programme in tables
    )


def _rows(kind: ItemKind, rows: Any) -> Any:
    """Return rows each of which is an item; a test has as many as it has requirements."""
    return rows.distinct() if kind is ItemKind.TEST else rows


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
    """Return how each item is classified that is not public, by kind and reference."""
    newest = newest_acts(class_acts()).values()
    return tuple(
        act.classed for act in newest if act.classed.classification is not Classification.PUBLIC
    )


def _classed(row: ItemClassification) -> ClassedFacts:
    return ClassedFacts(
        kind=ItemKind(row.kind),
        ref=row.ref,
        classification=Classification(row.classification),
        paragraph=Paragraph(row.paragraph) if row.paragraph else None,
        reason=row.reason,
    )
