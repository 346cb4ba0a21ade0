"""The same words in the packs of both boards, each pack's classified by itself (Rule 29).

CPMO names one risk to both boards; an ask goes from one to the other. Where one pack withholds the
words and the other prints them, the two public editions of a month do not agree. The product says
so by name and decides nothing: what one board may read in public another may not.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from packs.facts.classification import ClassActFacts, PlaceFacts
from packs.facts.edition import PinnedFacts
from packs.figures.classification import ground_of, newest_acts
from packs.models import AgendaItem, EditionText
from packs.readings.classification import class_acts
from packs.readings.edition import in_the_pack
from packs.rules.classification import item_ref, pack_of, text_ref
from packs.snapshot.copies import SHORTEST, repeats
from packs.snapshot.hushing import folded
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind

OF_A_PACK = (ItemKind.TEXT, ItemKind.ITEM)
ASKED = ("ask", "options", "recommendation", "without")


@dataclass(frozen=True, kw_only=True)
class SaidTwice:
    """A place of a pack that prints what the other board's pack withholds."""

    own: PlaceFacts
    other: PlaceFacts
    ground: str  # on which the other one is withheld


def said_elsewhere(kind: ItemKind, ref: str) -> list[PlaceFacts]:
    """Return the places of the other board's pack of the month that say the same now.

    In two statements; of what is in no pack nothing is asked.
    """
    if kind not in OF_A_PACK:
        return []
    forum, month = pack_of(ref)
    there = _places({month})
    return [
        other
        for own in there
        if (own.kind, own.ref) == (kind, ref)
        for other in there
        if pack_of(other.ref)[0] is not forum
        and (_say_the_same(own, other) or _say_the_same(other, own))  # either may be withheld
    ]


def said_twice(
    editions: Iterable[tuple[Forum, date, PinnedFacts]],
) -> list[list[SaidTwice]]:
    """Return for each edition what it prints although the other board's pack withholds it now.

    An edition is its board, its month and what it pinned. What it is itself without, or what was
    withheld from it since, is none of it. In three statements, however many editions.
    """
    those = list(editions)
    acts = _withheld() if those else {}
    months = {month for _, month, _ in those} & {pack_of(ref)[1] for _, ref in acts}
    there = (
        [place for place in _places(months) if (place.kind, place.ref) in acts] if months else []
    )
    return [list(_of_edition(*edition, there, acts)) for edition in those]


def _of_edition(
    forum: Forum,
    month: date,
    pinned: PinnedFacts,
    there: Collection[PlaceFacts],
    acts: dict[tuple[ItemKind, str], ClassActFacts],
) -> Iterator[SaidTwice]:
    gone = {(classed.kind, classed.ref) for classed in pinned.classes} | acts.keys()
    others = [place for place in there if pack_of(place.ref)[1] == month]
    for own in _pinned(forum, month, pinned):
        for other in others:
            is_other = pack_of(other.ref)[0] is not forum and (own.kind, own.ref) not in gone
            if is_other and _say_the_same(own, other):
                classed = acts[other.kind, other.ref].classed
                ground = ground_of(classed.classification, classed.paragraph)
                yield SaidTwice(own=own, other=other, ground=ground)


def _withheld() -> dict[tuple[ItemKind, str], ClassActFacts]:
    found = newest_acts(class_acts(kind__in=OF_A_PACK))
    return {item: act for item, act in found.items() if act.classed.classification != "public"}


def _say_the_same(own: PlaceFacts, other: PlaceFacts) -> bool:
    texts = [folded(text) for text in own.words]
    return any(
        len(words) >= SHORTEST and len(theirs) >= SHORTEST and repeats(words, theirs)
        for words in texts
        for theirs in map(folded, other.words)
    )


def _pinned(forum: Forum, month: date, pinned: PinnedFacts) -> Iterator[PlaceFacts]:
    for text in pinned.texts:
        yield _text(forum, month, text.kind, text.place, (text.words, text.way_back))
    for item in pinned.items:
        words = tuple(getattr(item, name) for name in ASKED)
        yield _asked(forum, month, item.number, words)


def _places(months: Collection[date]) -> list[PlaceFacts]:
    """Return the texts that packs of some months print, and what their boards are asked."""
    rows = EditionText.objects.filter(month_of__month__in=months).select_related("month_of")
    newest_first = list(rows.order_by("month_of", "forum", "kind", "place", "-number"))
    by_pack: dict[tuple[Forum, date], list[EditionText]] = {}
    for row in newest_first:
        by_pack.setdefault((Forum(row.forum), row.month_of.month), []).append(row)
    texts = [
        _text(forum, month, TextKind(row.kind), row.place, (row.words, row.way_back))
        for (forum, month), those in by_pack.items()
        for row in in_the_pack(those)
    ]
    items = AgendaItem.objects.filter(meeting__cycle__month__in=months)
    columns = ("meeting__forum", "meeting__cycle__month", "number", *ASKED)
    rows_of_items = items.order_by("meeting__forum", "number").values_list(*columns)
    return texts + [
        _asked(Forum(forum), month, number, tuple(words))
        for forum, month, number, *words in rows_of_items
    ]


def _text(
    forum: Forum, month: date, kind: TextKind, place: int, words: tuple[str, ...]
) -> PlaceFacts:
    ref = text_ref(forum, month, kind, place)
    return PlaceFacts(kind=ItemKind.TEXT, ref=ref, title=kind.named(place), words=words)


def _asked(forum: Forum, month: date, number: int, words: tuple[str, ...]) -> PlaceFacts:
    ref = item_ref(forum, month, number)
    return PlaceFacts(kind=ItemKind.ITEM, ref=ref, title=f"Decision sought {number}", words=words)
