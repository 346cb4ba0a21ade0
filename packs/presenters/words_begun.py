"""How the words begin of what has no title: a text for a pack, an ask or a challenge (Rule 29).

Each as the person may read it: drafts are their writers', what is raised on an unsigned return its
programme's (Rule 15).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from irp.models import User
from irp.readings import Now
from packs.facts.classification import ClassifiableFacts
from packs.models import EditionText, Pack
from packs.readings.edition import in_the_pack
from packs.readings.item_tables import IS_A_CORRECTION
from packs.rules.classification import REASON, pack_of, reason_ref, text_ref
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind
from programmes.readings.points import points
from programmes.readings.readers import reader_of
from programmes.rules.points import point_seen

Item = tuple[ItemKind, str]


def words_of_items(
    items: Iterable[ClassifiableFacts], *, user: User, at: datetime
) -> Mapping[Item, str]:
    """Return what the texts, asks and challenges among some items say, as a person may read it."""
    asked = {(one.kind, one.ref) for one in items}
    found: dict[Item, str] = {}
    if any(kind is ItemKind.POINT for kind, _ in asked):
        reader = reader_of(user)
        seen = (one for one in points(Now(at)) if point_seen(one, reader))
        found |= {(ItemKind.POINT, one.ref): one.words for one in seen}
    texts = {ref for kind, ref in asked if kind is ItemKind.TEXT}
    if any(ref.endswith(REASON) for ref in texts):  # who sees classifications reads whole packs
        found |= _reasons()
    if texts and user.has_perm("packs.see_edition"):
        found |= _texts(texts, user)
    return {item: words for item, words in found.items() if item in asked}


def _reasons() -> Mapping[Item, str]:
    """Return the reason of the newest correction of each pack, as its whole edition prints it."""
    rows = Pack.objects.filter(IS_A_CORRECTION).select_related("snapshot__period")
    newest_last = rows.defer("manifest", "pinned", "snapshot__body").order_by("number")
    return {
        (ItemKind.TEXT, reason_ref(Forum(row.forum), row.snapshot.period.month)): row.reason
        for row in newest_last
    }


def _texts(refs: Collection[str], user: User) -> Mapping[Item, str]:
    """Return the version of each text that its pack prints, or else its newest draft."""
    months = {month for _, month in map(pack_of, refs)}
    rows = EditionText.objects.filter(month_of__month__in=months).select_related("month_of")
    newest_first = list(rows.order_by("month_of", "forum", "kind", "place", "-number"))
    writes = {kind for kind in TextKind if user.has_perm("packs.write_text", kind)}
    drafts = {_ref(row): row for row in reversed(newest_first) if row.kind in writes}
    printed = {
        _ref(row): row
        for month in months
        for forum in Forum
        for row in in_the_pack(
            one for one in newest_first if one.month_of.month == month and one.forum == forum
        )
    }
    return {(ItemKind.TEXT, ref): row.words for ref, row in (drafts | printed).items()}


def _ref(row: EditionText) -> str:
    return text_ref(Forum(row.forum), row.month_of.month, TextKind(row.kind), row.place)
