"""Which items a page or file of classification is asked for (Rule 29)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from irp.pages import SignedIn
from irp.permissions import require
from packs.facts.classification import ClassActFacts, ClassifiableFacts
from packs.figures.classification import ItemLine, item_lines
from packs.forms.classification import ClassificationFilter
from packs.readings.classification import class_acts, classifiable
from packs.words import ItemKind

SEES = "packs.see_classification"


@dataclass(frozen=True)
class AskedItems:
    """The items that can be classified, and those that the address asks for."""

    form: ClassificationFilter
    every: list[ItemLine]
    shown: list[ItemLine]


def asked_items(request: SignedIn, *, at: datetime) -> AskedItems:
    """Return the items as filtered, in two statements."""
    require(request.user, SEES, at=at)
    items = classifiable()
    every = item_lines(items, class_acts())
    programmes = {item.ref: item.title for item in items if item.kind is ItemKind.RETURN}
    form = ClassificationFilter.of(request, programmes=programmes)
    return AskedItems(form, every, [line for line in every if form.matches(line)])


def item_of(kind: str, ref: str) -> tuple[ClassifiableFacts, Sequence[ClassActFacts]]:
    """Return the item that an address names and the acts on it, oldest first. Raises Http404."""
    found = next((item for item in classifiable(item_ref=ref) if item.kind == kind), None)
    if found is None:
        raise Http404(ref)
    return found, class_acts(kind=kind, ref=ref)
