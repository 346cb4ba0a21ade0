"""The texts of an edition as its page shows them: what is in, drafts, and every version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irp.models import ReportingPeriod, User
from packs.models import EditionText
from packs.readings.edition import in_the_pack, versions
from packs.rules.classification import text_ref
from packs.words import Forum
from packs.words.edition import TextKind, TextStage

OF_BOARD = {
    Forum.TIB: (TextKind.HEADLINE, TextKind.OPINION, TextKind.WORRY),
    Forum.IRB: (TextKind.HEADLINE, TextKind.OPINION, TextKind.STATEMENT, TextKind.WORRY),
}


@dataclass(frozen=True, kw_only=True)
class TextPart:
    """One text: the version that the pack prints, the newest, and all of them."""

    kind: TextKind
    place: int
    printed: EditionText | None
    newest: EditionText | None
    history: tuple[EditionText, ...]  # that the person may read, newest first
    may_write: bool

    @property
    def name(self) -> str:
        """Return what it is called: "Risk to name 2"."""
        return self.kind.named(self.place)

    def ref(self, forum: Forum, month: date) -> str:
        """Return what it is called where it is classified: "TIB-2026-10-OPINION"."""
        return text_ref(forum, month, self.kind, self.place)

    @property
    def draft(self) -> EditionText | None:
        """Return the draft that is newer than what the pack prints, None where there is none."""
        row = self.newest
        return row if row and row.stage == TextStage.DRAFT and self.may_write else None


def text_parts(period: ReportingPeriod, forum: Forum, *, user: User) -> list[TextPart]:
    """Return the texts of a board's pack, those without a version too; rights on the user's day.

    Of the risks to name as many as there are, and one more. A draft is read by who may write it.
    """
    rows = versions(period, forum)
    printed = {(row.kind, row.place): row for row in in_the_pack(rows)}
    return [
        _part(kind, place, rows, printed.get((kind.value, place)), user)
        for kind in OF_BOARD[forum]
        for place in range(1, _places(kind, rows) + 1)
    ]


def _places(kind: TextKind, rows: Sequence[EditionText]) -> int:
    used = max((row.place for row in rows if row.kind == kind), default=0)
    return min(kind.places, used + 1)


def _part(
    kind: TextKind,
    place: int,
    rows: Sequence[EditionText],
    printed: EditionText | None,
    user: User,
) -> TextPart:
    own = [row for row in rows if (row.kind, row.place) == (kind, place)]
    writes = bool(user.has_perm("packs.write_text", kind))
    return TextPart(
        kind=kind,
        place=place,
        printed=printed,
        newest=own[0] if own else None,
        history=tuple(row for row in own if writes or row.stage != TextStage.DRAFT),
        may_write=writes,
    )
