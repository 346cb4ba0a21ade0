"""Which published editions show an item, so that nobody withholds it as if none did (Rule 29).

An edition goes on saying what it said until it is taken down, which is an act of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from assurance.words.classification import Classification
from packs.facts import PlanFacts
from packs.facts.edition import PinnedFacts
from packs.facts.publication import ShowingFacts
from packs.models import Pack, PlanSnapshot
from packs.readings.not_public import not_public
from packs.readings.publication import steps_in
from packs.rules.classification import pack_of
from packs.rules.publication import published
from packs.snapshot import codec
from packs.snapshot.along import Records, names_withheld, records
from packs.snapshot.beside import beside_of, printed_of
from packs.snapshot.extract import OF_A_BOARD, is_of_extract
from packs.snapshot.held import speaks_of
from packs.snapshot.stored import opened
from packs.words import TO_PUBLISH, Forum, ItemKind
from packs.words.publication import PublicationStep

# What is said of requirements is printed for the IRB alone; None is evidence.
OF_THE_IRB: frozenset[ItemKind | None] = frozenset({ItemKind.JUDGEMENT, ItemKind.RESPONSE, None})


@dataclass(frozen=True)
class _Month:
    """A frozen month, read as far as it is asked for."""

    body: str

    @cached_property
    def plan(self) -> PlanFacts:
        return opened(self.body).plan

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = codec.values_of(self.plan)["plan"]
        return found

    @cached_property
    def records(self) -> Records:
        return records(self.facts)


def editions_showing(kind: ItemKind | None, ref: str) -> list[ShowingFacts]:
    """Return the published editions that show an item, the newest first; None is evidence.

    Results are none of these: one that was published is never withheld (Rule 24e).
    """
    if kind is not None and kind.is_result:
        return []
    editions = [edition for edition in _published() if _may_show(edition, kind, ref)]
    bodies = _bodies(editions, kind, ref) if editions else {}
    months = {key: _Month(body) for key, body in bodies.items()}
    return [
        ShowingFacts(key=edition.pack.pk, name=str(edition.pack), on=edition.on)
        for edition in editions
        if (month := months.get(edition.pack.snapshot_id)) and _shows(edition, month, kind, ref)
    ]


@dataclass(frozen=True, kw_only=True)
class _Edition:
    pack: Pack
    pinned: PinnedFacts
    on: date


def _published() -> Iterator[_Edition]:
    """Yield the editions that are published and were not taken down, in two statements."""
    ever = Pack.objects.filter(
        audience__in=TO_PUBLISH, steps__step=PublicationStep.PUBLISHED
    ).distinct()
    rows = ever.select_related("snapshot__period", "committee").prefetch_related("steps")
    for pack in rows.defer("manifest", "snapshot__body", "snapshot__sha256").order_by(
        "-requested_at", "-pk"
    ):
        held = published(steps_in(pack.steps.all()))
        pinned = codec.pinned_in(pack.pinned)
        if held and pinned:
            yield _Edition(pack=pack, pinned=pinned, on=held.on)


def _may_show(edition: _Edition, kind: ItemKind | None, ref: str) -> bool:
    """Tell whether an edition is one that prints such items and did not withhold this one."""
    pinned = edition.pinned
    held = {(classed.kind, classed.ref) for classed in pinned.classes} | {
        (None, piece.ref) for piece in pinned.closed
    }
    held |= {(ItemKind.INDICATOR, composite.ref) for composite in pinned.composites}
    forum = Forum(edition.pack.forum)
    if (kind, ref) in held or (kind in OF_THE_IRB and forum is not Forum.IRB):
        return False
    return kind not in OF_A_BOARD or pack_of(ref)[0] is forum


def _bodies(editions: Sequence[_Edition], kind: ItemKind | None, ref: str) -> Mapping[int, str]:
    """Return the frozen months of some editions in which an item may stand, in one statement.

    What stands in a place of a pack or an agenda is told in its own month and in those after.
    """
    rows = PlanSnapshot.objects.filter(pk__in={edition.pack.snapshot_id for edition in editions})
    if kind is not None and kind.is_a_place:
        rows = rows.filter(period__month__gte=pack_of(ref)[1])
    else:
        rows = rows.filter(body__contains=f'"{ref}"')
    return dict(rows.values_list("pk", "body"))


def _shows(edition: _Edition, month: _Month, kind: ItemKind | None, ref: str) -> bool:
    pinned, forum = edition.pinned, Forum(edition.pack.forum)
    if kind is None and not _is_public(month.plan, ref):
        return False
    rows = month.records.get((kind, ref), []) if kind else []
    if pinned.extract and not is_of_extract(month.plan, pinned.extract, kind, ref, rows):
        return False
    if rows:
        return not names_withheld(rows, pinned.classes)
    of = edition.pack.snapshot.period.month
    beside = {} if pinned.extract else printed_of(beside_of(pinned, forum, of))
    return speaks_of([month.facts, beside], kind, ref)


def _is_public(plan: PlanFacts, ref: str) -> bool:
    """Tell whether a piece of evidence was public when its month was frozen."""
    pieces = (piece for piece in plan.evidence or () if piece.ref == ref)
    return any(piece.classification is Classification.PUBLIC for piece in pieces)


def now_withheld(pack: Pack) -> list[tuple[ItemKind | None, str]]:
    """Return what a published edition shows although it is not public any more, by kind and ref."""
    held, pinned = published(steps_in(pack.steps.all())), codec.pinned_in(pack.pinned)
    if held is None or pinned is None:
        return []
    edition = _Edition(pack=pack, pinned=pinned, on=held.on)
    classes, closed = not_public()
    every = [
        *((classed.kind, classed.ref) for classed in classes),
        *((None, piece.ref) for piece in closed),
    ]
    month = _Month(pack.snapshot.body)
    return [
        (kind, ref)
        for kind, ref in every
        if not (kind and kind.is_result)
        and _may_show(edition, kind, ref)
        and _shows(edition, month, kind, ref)
    ]
