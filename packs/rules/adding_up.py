"""Which KPIs may add up an amount that is withheld, so that it is had by subtraction. Pure (29).

No KPI says of which savings or sales it is the sum: its unit and its words are all there is.
"""

from collections.abc import Mapping

from packs.words import ItemKind

SPOKEN: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.SAVING: ("saving",),
    ItemKind.LOT: ("receipt", "asset sale", "disposal"),
}
POUNDS = "pounds"


def may_add_up(kind: ItemKind, *, unit: str, words: str) -> bool:
    """Tell whether a KPI may be a sum of which an item of the kind is a part.

    It is in pounds, or it speaks of savings, or of receipts.
    """
    lowered = words.casefold()
    return kind in SPOKEN and (unit == POUNDS or any(word in lowered for word in SPOKEN[kind]))
