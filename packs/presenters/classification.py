"""Where the page of an item is that can be classified, and where its result was published."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.addresses import address
from irp.rules.date_spans import printed_day
from packs.facts.classification import PlaceFacts
from packs.facts.edition import PinnedFacts
from packs.facts.publication import ShowingFacts
from packs.models import Pack
from packs.readings.found import public_editions
from packs.rules.classification import pack_of
from packs.rules.results import published_words
from packs.snapshot.codec import pinned_in
from packs.snapshot.published import published_results, was_given
from packs.snapshot.said_twice import SaidTwice, said_twice
from packs.snapshot.showing import now_withheld
from packs.words import Forum, ItemKind

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


@dataclass(frozen=True, kw_only=True)
class TwiceLine:
    """Words that an edition prints and the other board's pack withholds."""

    repeat: SaidTwice
    own_href: str  # of how each is classified
    other_href: str


def twice_in(keys: Collection[int]) -> Mapping[int, list[str]]:
    """Return of each of some public editions what it prints though the other's withholds it."""
    rows = public_editions(keys)
    editions = {pack.pk: (pack, pinned) for pack in rows if (pinned := pinned_in(pack.pinned))}
    found = said_twice(_edition(pack, pinned) for pack, pinned in editions.values())
    return {
        key: [repeat.own.ref for repeat in those]
        for key, those in zip(editions, found, strict=True)
        if those
    }


def twice_lines(pack: Pack, pinned: PinnedFacts | None) -> tuple[TwiceLine, ...]:
    """Return what a public edition prints, by what it pins, though the other board's withholds it.

    A committee's extract prints no words of a board's pack.
    """
    if pinned is None or pinned.extract:
        return ()
    (found,) = said_twice([_edition(pack, pinned)])
    return tuple(
        TwiceLine(
            repeat=repeat,
            own_href=_classification(repeat.own),
            other_href=_classification(repeat.other),
        )
        for repeat in found
    )


def _edition(pack: Pack, pinned: PinnedFacts) -> tuple[Forum, date, PinnedFacts]:
    return Forum(pack.forum), pack.snapshot.period.month, pinned


def _classification(place: PlaceFacts) -> str:
    return address("packs:classification_item", place.kind.value, place.ref)


def still_published(editions: Sequence[ShowingFacts]) -> str:
    """Return what is said of published editions once an item that they show is withheld."""
    if not editions:
        return ""
    names = "; ".join(
        f"{edition.name}, published on {printed_day(edition.on)}" for edition in editions
    )
    return f"It is still shown by what was published: {names}. Take it down on its own page."
