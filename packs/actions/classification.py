"""Items are classified, each by itself: every act on one is kept (Rule 29).

CPMO classifies them. Commissioners alone withhold their own results: the council does not decide
whether what they found of it is shown (Rule 24e).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from assurance.actions.withholding import one_at_a_time
from assurance.words.classification import Classification, Paragraph
from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import User
from irp.permissions import require
from packs.models import ItemClassification
from packs.permissions import right_to_classify
from packs.readings.item_tables import TABLES
from packs.rules.classification import class_faults
from packs.rules.results import published_words
from packs.snapshot.published import published_results
from packs.words import ItemKind


@dataclass(frozen=True, kw_only=True)
class Classed:
    """How an item is to be classified, and why."""

    classification: Classification
    reason: str
    paragraph: Paragraph | None = None


def classify_item(
    kind: ItemKind, ref: str, classed: Classed, *, version: int, by: User, at: datetime
) -> ItemClassification:
    """Classify an item; public again is an act as well. Packs that were created stay as they are.

    `version` is how many acts on it the person saw. Raises `Conflict`, `Faulty` by field, `Refused`
    for an item that there is not and for what changes nothing.
    """
    require(by, right_to_classify(kind), at=at)
    if faults := class_faults(classed.classification, classed.paragraph, classed.reason):
        raise Faulty(faults)
    with transaction.atomic():
        one_at_a_time()
        if _held(kind, ref) is None:
            raise Refused(f"There is no {ref} to classify.")
        acts = ItemClassification.objects.filter(kind=kind.value, ref=ref)
        newest = acts.order_by("number").last()
        hold_to_newest(newest, seen=version)
        _hold_unpublished(kind, ref, classed.classification, at=at)
        entered = {
            "classification": classed.classification.value,
            "paragraph": classed.paragraph.value if classed.paragraph else "",
            "reason": classed.reason.strip(),
        }
        if newest is None and classed.classification is Classification.PUBLIC:
            raise Refused(f"{ref} is public already.")
        if newest and all(getattr(newest, name) == value for name, value in entered.items()):
            raise Refused(f"{ref} is classified so already, for this reason.")
        return enact(
            ItemClassification,
            by=by,
            at=at,
            kind=kind.value,
            ref=ref,
            number=version + 1,
            **entered,
        )


def _hold_unpublished(
    kind: ItemKind, ref: str, classification: Classification, *, at: datetime
) -> None:
    """Refuse to withhold a result that was published (Rule 24e)."""
    if not kind.is_result or classification is Classification.PUBLIC:
        return
    if edition := published_results([(kind, ref)], until=at).get((kind, ref)):
        raise Refused(published_words(ref, edition))


def classify_alike(kind: ItemKind, ref: str, was: str, *, by: User, at: datetime) -> None:
    """Classify a new item as the one that it goes on with, within the act that makes it."""
    newest = ItemClassification.objects.filter(kind=kind.value, ref=was).order_by("number").last()
    if newest is None or newest.classification == Classification.PUBLIC:
        return
    same = {name: getattr(newest, name) for name in ("classification", "paragraph")}
    reason = f"As {was}, from which it was carried. {newest.reason}"[:1000]
    enact(
        ItemClassification, by=by, at=at, kind=kind.value, ref=ref, number=1, reason=reason, **same
    )


def _held(kind: ItemKind, ref: str) -> Any | None:
    """Return the row of an item, held so that whoever else classifies it waits; None without."""
    for table in TABLES[kind]:
        rows = table.rows(item_ref=ref).select_for_update(of=("self",), no_key=True)
        if row := rows.order_by("pk").first():
            return row
    return None
