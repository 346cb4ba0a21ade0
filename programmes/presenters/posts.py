"""The page of a post: who has held it, what it is named in, what waits for it, how it passed on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from irp.models import Post, PostHandover, PostHolding
from irp.presenters import Entry, act_entry, history_entries
from irp.readings.versions import row_versions
from irp.rules.administration import is_to_come
from irp.rules.date_spans import printed_day
from irp.words import MEMBERS
from programmes.readings.post_parts import TwoParts
from programmes.readings.posts import (
    PostWork,
    handovers_of,
    holdings_of,
    namings_of,
    passed_on,
    work_of,
)


@dataclass(frozen=True, kw_only=True)
class HolderRow:
    """One holding of a post: who, from when to when, whether today, and to whom it passed on."""

    holding: PostHolding
    is_held: bool
    state: str
    passed_to: str

    @property
    def may_pass_on(self) -> bool:
        """Tell whether it may be handed over: it is not over yet, and nobody has it from here."""
        return not self.passed_to and (self.is_held or self.state.startswith("From"))


@dataclass(frozen=True, kw_only=True)
class PostPage:
    """Everything that the page of a post shows."""

    holders: tuple[HolderRow, ...]
    work: PostWork
    handovers: tuple[Entry, ...]
    namings: tuple[Entry, ...]
    may_sit: bool  # on a committee
    seats: tuple[Entry, ...]  # how the committee came to be what it is

    @property
    def is_vacant(self) -> bool:
        """Tell whether nobody holds it today."""
        return not any(row.is_held for row in self.holders)


def post_page(post: Post, *, on: date) -> PostPage:
    """Return the page of a post on a day."""
    handovers = handovers_of(post)
    may_sit = post.kind in MEMBERS
    passed = {key: passed_words(done) for key, done in passed_on(handovers).items()}
    return PostPage(
        holders=tuple(
            _holder(holding, passed_to=passed.get(holding.pk, ""), on=on)
            for holding in holdings_of(post)
        ),
        work=work_of(post, on=on),
        handovers=tuple(_handover(done) for done in handovers),
        namings=tuple(act_entry(told, what=f"{told.of}: {told.what}") for told in namings_of(post)),
        may_sit=may_sit,
        seats=tuple(_seats(post)) if may_sit else (),
    )


def _seats(post: Post) -> Iterator[Entry]:
    rows = list(row_versions(Post, id=post.pk).select_related("committee"))
    for entry in history_entries(rows, Post, ("committee",)):
        if entry.changes:
            yield entry


def passed_words(done: PostHandover) -> str:
    """Return to whom a holding has passed on, and from when."""
    return f"Handed over to {done.came.user} from {printed_day(done.starts_on)}"


def _holder(holding: PostHolding, *, passed_to: str, on: date) -> HolderRow:
    is_held = holding.user.is_active and holding.is_held_on(on)
    if is_held:
        state = "Yes"
    elif not holding.user.is_active:
        state = "No, the account is deactivated"
    elif is_to_come(holding.starts_on, on=on):
        state = f"From {printed_day(holding.starts_on)}"
    else:
        state = "No, ended"
    return HolderRow(holding=holding, is_held=is_held, state=state, passed_to=passed_to)


def _handover(done: PostHandover) -> Entry:
    how = done.came.how_held.strip()
    return act_entry(
        done,
        what=f"{done.left.user} handed over to {done.came.user}{' ' + how if how else ''} from "
        f"{printed_day(done.starts_on)}",
        why=done.reason,
    )


def two_parts_words(found: Sequence[TwoParts], *, person: str) -> list[str]:
    """Return what it means that a person would play two parts in a return, a sentence a kind."""
    sentences = []
    for prepares, signs in ((True, True), (True, False), (False, True)):
        rows = [row for row in found if (row.prepares, row.signs) == (prepares, signs)]
        if rows:
            refs = ", ".join(row.ref for row in rows)
            sentences.append(_two_parts(refs, rows, person=person))
    return sentences


def _two_parts(refs: str, rows: Sequence[TwoParts], *, person: str) -> str:
    if not (rows[0].prepares and rows[0].signs):
        does = "prepare" if rows[0].prepares else "sign"
        return (
            f"{person} would both {does} and assure returns of {refs}. A return that they {does} "
            "somebody else of CPMO has to assure."
        )
    reserves = list(dict.fromkeys(row.reserve for row in rows))
    stands_in = (
        f"the reserve signs it ({', '.join(reserves)})"
        if all(reserves)
        else "nobody else can sign it until another reserve is named"
    )
    return (
        f"{person} would both prepare and sign returns of {refs}. A return that they prepare they "
        f"cannot sign: {stands_in}."
    )
