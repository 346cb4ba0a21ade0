"""Where the page of an item is that can be classified, and where its result was published."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from assurance.models import Evidence
from irp.addresses import address
from irp.models import User
from irp.rules.date_spans import printed_day
from packs.facts.publication import ShowingFacts
from packs.models import Pack
from packs.rules.classification import pack_of
from packs.rules.results import published_words
from packs.snapshot.published import published_results, was_given
from packs.snapshot.showing import now_withheld
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


NOT_PUBLISHED = "No: what is in force has not been published"
NOT_GIVEN = "No: no result has been given yet"


@dataclass(frozen=True, kw_only=True)
class ResultSaid:
    """Whether a result was published, in words."""

    words: str
    is_published: bool


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


def publication_of_item(kind: ItemKind, ref: str, *, at: datetime) -> ResultSaid | None:
    """Return whether the result in force was published; None of what is no result."""
    if not kind.is_result:
        return None
    if edition := published_results([(kind, ref)], until=at).get((kind, ref)):
        return ResultSaid(words=published_words(ref, edition), is_published=True)
    is_given = was_given(kind, ref, until=at)
    return ResultSaid(words=NOT_PUBLISHED if is_given else NOT_GIVEN, is_published=False)


@dataclass(frozen=True, kw_only=True)
class ClosedLine:
    """An item that a published edition shows and that is not public any more."""

    ref: str
    href: str  # of how it is classified


def closed_lines(pack: Pack) -> tuple[ClosedLine, ...]:
    """Return what a published edition shows although it was withheld since it was asked for."""
    return tuple(
        ClosedLine(
            ref=ref,
            href=address("packs:classification_item", kind.value, ref)
            if kind
            else address("assurance:evidence_piece", ref),
        )
        for kind, ref in now_withheld(pack)
    )


def still_published(editions: Sequence[ShowingFacts]) -> str:
    """Return what is said of published editions once an item that they show is withheld."""
    if not editions:
        return ""
    names = "; ".join(f"{one.name}, published on {printed_day(one.on)}" for one in editions)
    return f"It is still shown by what was published: {names}. Taking that down is another act."


def evidence_apart(user: User) -> Mapping[str, int]:
    """Return how many pieces of evidence have each classification, of those the person may see."""
    seen = Evidence.objects.visible_to(user).order_by().values_list("classification")
    return Counter(dict(seen.annotate(count=Count("pk"))))
