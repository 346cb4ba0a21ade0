"""What is published beside an item and may give it away, where it is classified (Rule 29)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from irp.addresses import address
from irp.readings import Now
from kpis.readings.compositions import compositions
from packs.facts.classification import ClassifiableFacts, PlaceFacts
from packs.figures.classification import ground_of, newest_acts
from packs.readings.classification import class_acts
from packs.readings.gives_away import (
    benefits_of_saving,
    kpis_named,
    kpis_with_words,
    milestone_of_saving,
)
from packs.rules.adding_up import may_add_up
from packs.snapshot.said_twice import OF_A_PACK, said_elsewhere
from packs.words import ItemKind


@dataclass(frozen=True, kw_only=True)
class BesideLine:
    """Something that may give an item away: what it is, and how it is classified now."""

    ref: str
    title: str
    ground: str
    href: str  # of its classification


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What may give an item away, and what goes with it by itself."""

    look_at: tuple[BesideLine, ...]  # the product does not know: somebody looks
    along: tuple[BesideLine, ...]  # withheld with it
    stays: tuple[BesideLine, ...]  # a milestone that has its title
    again: tuple[BesideLine, ...] = ()  # what says the same in the other board's pack


NOTHING_BESIDE = Beside(look_at=(), along=(), stays=())


def beside_item(item: ClassifiableFacts, *, at: datetime) -> Beside:
    """Return what stands beside a saving, a sale, a KPI or words of a pack; else nothing."""
    if item.kind in OF_A_PACK:
        return replace(NOTHING_BESIDE, again=_again(said_elsewhere(item.kind, item.ref)))
    if item.kind is ItemKind.INDICATOR:
        made = compositions(Now(at))
        counting = [ref for ref, composition in made.items() if item.ref in composition.members]
        return Beside(look_at=(), along=_kpis(kpis_named(counting)), stays=())
    if not item.kind.is_of_money:
        return NOTHING_BESIDE
    kpis = {
        ref: name
        for ref, name, unit, *words in kpis_with_words()
        if may_add_up(item.kind, unit=unit, words=" ".join([name, *words]))
    }
    return Beside(look_at=_kpis(kpis), along=_benefits(item), stays=_milestones(item))


def _kpis(names: Mapping[str, str]) -> tuple[BesideLine, ...]:
    return _lines(ItemKind.INDICATOR, names)


def _benefits(item: ClassifiableFacts) -> tuple[BesideLine, ...]:
    """Return the benefits that a saving is the money of: they name it, so they go with it."""
    if item.kind is not ItemKind.SAVING:
        return ()
    return _lines(ItemKind.BENEFIT, benefits_of_saving(item.ref))


def _milestones(item: ClassifiableFacts) -> tuple[BesideLine, ...]:
    """Return the milestone that a saving is of: both may have one title."""
    if item.kind is not ItemKind.SAVING:
        return ()
    return _lines(ItemKind.MILESTONE, milestone_of_saving(item.ref))


def _again(places: Sequence[PlaceFacts]) -> tuple[BesideLine, ...]:
    return tuple(
        line
        for of in OF_A_PACK
        for line in _lines(of, {place.ref: place.title for place in places if place.kind is of})
    )


def _lines(kind: ItemKind, titles: Mapping[str, str]) -> tuple[BesideLine, ...]:
    acts = newest_acts(class_acts(kind=kind.value, ref__in=list(titles))) if titles else {}
    return tuple(
        BesideLine(
            ref=ref,
            title=title,
            ground=ground_of(act.classed.classification, act.classed.paragraph)
            if (act := acts.get((kind, ref)))
            else "Public",
            href=address("packs:classification_item", kind.value, ref),
        )
        for ref, title in titles.items()
    )
