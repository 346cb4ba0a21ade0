"""What an edition prints beside its month, as plain values."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from packs.facts.edition import PinnedFacts
from packs.snapshot.codec import plain_values, text_of
from packs.words import Forum


def beside_of(pinned: PinnedFacts | None, forum: Forum | None, month: date) -> dict[str, Any]:
    """Return it, with which pack it is of; nothing where nothing was pinned."""
    if pinned is None:
        return {}
    if forum is None:
        raise ValueError("What is pinned is of the pack of a board.")
    of = {"forum": forum.value, "month": month.isoformat()}
    return plain_values(text_of(pinned)) | {"classes": [], "closed": [], "composites": []} | of


def printed_of(beside: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is printed of it: what became of an item of its agenda is not."""
    items = [item | {"ends": []} for item in beside.get("items", ())]
    return {**beside, **({"items": items} if items else {})}


def words_mark(beside: PinnedFacts) -> str:
    """Return what tells the words of an edition from others: its frozen month stays the same.

    An extract keeps when it was asked for, which says nothing of its words.
    """
    marked = replace(beside, at=datetime.min.replace(tzinfo=UTC)) if beside.extract else beside
    return hashlib.sha256(text_of(marked).encode()).hexdigest()
