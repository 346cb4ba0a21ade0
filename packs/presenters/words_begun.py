"""How the words begin of what has no title: a text for a pack, an ask or a challenge (Rule 29).

Each as the person may read it: drafts are their writers', what is raised on an unsigned return its
programme's (Rule 15).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from irp.models import User
from packs.figures.classification import ItemLine, lines_with
from packs.models import EditionText
from packs.readings.edition import in_the_pack, texts_of_months
from packs.readings.found import corrections
from packs.rules.classification import pack_of, reason_ref, text_ref
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind
from programmes.readings.points import words_seen
from programmes.readings.readers import reader_of

Item = tuple[ItemKind, str]


def lines_begun(lines: Iterable[ItemLine], *, user: User) -> list[ItemLine]:
    """Return lines with how the words begin of each text, ask and challenge, as one may read it.

    It asks whether there is one among them or not: a page takes the same statements.
    """
    those = list(lines)
    asked = {(line.item.kind, line.item.ref) for line in those}
    points = words_seen(_refs(asked, ItemKind.POINT), reader=reader_of(user))
    found = {(ItemKind.POINT, ref): words for ref, words in points.items()}
    found |= _reasons()  # who sees classifications reads whole packs, which print them
    if user.has_perm("packs.see_edition"):
        found |= _texts(_refs(asked, ItemKind.TEXT), user)
    return lines_with(those, found)


def line_begun(line: ItemLine, *, user: User) -> ItemLine:
    """Return one line as above; of what has a title nothing is asked."""
    if line.item.kind not in {ItemKind.POINT, ItemKind.TEXT}:
        return line
    return lines_begun([line], user=user)[0]


def _refs(items: Iterable[Item], kind: ItemKind) -> set[str]:
    return {ref for of, ref in items if of is kind}


def _reasons() -> Mapping[Item, str]:
    """Return the reason of the newest correction of each pack, as its whole edition prints it."""
    return {
        (ItemKind.TEXT, reason_ref(Forum(row.forum), row.snapshot.period.month)): row.reason
        for row in corrections()
    }


def _texts(refs: Collection[str], user: User) -> Mapping[Item, str]:
    """Return the version of each text that its pack prints, or else its newest draft."""
    months = {month for _, month in map(pack_of, refs)}
    newest_first = texts_of_months({date.min, *months})
    writes = {kind for kind in TextKind if user.has_perm("packs.write_text", kind)}
    drafts = {_ref(row): row for row in reversed(newest_first) if row.kind in writes}
    printed = {
        _ref(row): row
        for month in months
        for forum in Forum
        for row in in_the_pack(
            text for text in newest_first if text.month_of.month == month and text.forum == forum
        )
    }
    return {(ItemKind.TEXT, ref): row.words for ref, row in (drafts | printed).items()}


def _ref(row: EditionText) -> str:
    return text_ref(Forum(row.forum), row.month_of.month, TextKind(row.kind), row.place)
