"""Where the page of an item is that can be classified."""

from collections.abc import Mapping

from irp.addresses import address
from packs.words import ItemKind

PAGES: Mapping[ItemKind, str] = {
    ItemKind.RETURN: "programmes:programme",
    ItemKind.MILESTONE: "programmes:milestone",
    ItemKind.RISK: "programmes:raid_entry",
    ItemKind.SAVING: "programmes:saving",
    ItemKind.LOT: "programmes:lot",
    ItemKind.BENEFIT: "programmes:benefit",
    ItemKind.CHANGE: "programmes:change",
    ItemKind.POINT: "programmes:point",
    ItemKind.JUDGEMENT: "assurance:requirement",
    ItemKind.INDICATOR: "kpis:indicator",
}


def place_of_item(kind: ItemKind, ref: str) -> str:
    """Return the address of an item's own page."""
    return address(PAGES[kind], ref)
