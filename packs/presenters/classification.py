"""Where the page of an item is that can be classified, and where its result was published."""

import re
from collections.abc import Mapping
from datetime import datetime

from irp.addresses import address
from packs.rules.classification import pack_of
from packs.rules.results import published_words
from packs.snapshot.published import published_results
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
    ItemKind.RESULT: "assurance:requirement",
    ItemKind.CPMO_VIEW: "assurance:requirement",
    ItemKind.OWN_VIEW: "assurance:requirement",
    ItemKind.DEPENDENCY: "programmes:dependency",
    ItemKind.ACTION: "packs:board_action",
}


def place_of_item(kind: ItemKind, ref: str) -> str:
    """Return the address of an item's own page, or of the page where it stands."""
    if kind is ItemKind.TEST:
        outcome, test = re.findall("[0-9]+", ref)
        return address("assurance:cell", int(outcome), int(test))
    if kind is ItemKind.RESPONSE:
        outcome = re.findall("[0-9]+", ref)[0]  # of "PO4-C2"
        return f"{address('assurance:outcome', int(outcome))}#{ref}"
    if kind in PAGES:
        return address(PAGES[kind], ref)
    forum, month = pack_of(ref)
    place = "#agenda" if kind is not ItemKind.TEXT else ""
    return address("packs:meeting", forum.value, month) + place


def publication_of_item(kind: ItemKind, ref: str, *, at: datetime) -> str:
    """Return where the result in force was published, "" where it was not and of what is none."""
    if not kind.is_result:
        return ""
    edition = published_results([(kind, ref)], until=at).get((kind, ref))
    return published_words(ref, edition) if edition else ""
