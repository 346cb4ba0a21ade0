"""Which results were published, and so what a public edition may go without (Rules 24e and 29)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from assurance.models import Assessment, AssessmentWithdrawal, CellAct
from assurance.words import Speaker
from irp.words import Oversight
from packs.facts.classification import ClassedFacts, ClosedFacts
from packs.facts.publication import PublishedFacts
from packs.models import Pack, PackStep
from packs.readings.not_public import not_public
from packs.rules.results import that_print
from packs.snapshot.codec import pinned_in
from packs.snapshot.extract import for_committee
from packs.snapshot.stored import opened
from packs.snapshot.words_of import cell_ref
from packs.words import TO_PUBLISH, ItemKind
from packs.words.publication import PublicationStep

Item = tuple[ItemKind, str]


def to_withhold(*, at: datetime) -> tuple[tuple[ClassedFacts, ...], tuple[ClosedFacts, ...]]:
    """Return what an edition of what stood at a moment goes without in public.

    It is what is not public now, but for results that were published as they stood then.
    """
    classes, closed = not_public()
    results = {(classed.kind, classed.ref) for classed in classes if classed.kind.is_result}
    published = published_results(results, until=at)
    return tuple(
        classed for classed in classes if (classed.kind, classed.ref) not in published
    ), closed


def published_results(items: Collection[Item], *, until: datetime) -> Mapping[Item, PublishedFacts]:
    """Return an edition that published each result as it stood at a moment.

    A result that none has published is left out. What an extract speaks of is read where it counts.
    """
    editions = _published() if items else []
    if not editions:
        return {}
    moments, printed = _moments_given(items), cache(_printed)
    found = {}
    for kind, ref in items:
        for edition in that_print(kind, ref, moments[kind, ref], editions, until=until):
            if edition.extract is None or ref in printed(edition.key):
                found[kind, ref] = edition
                break
    return found


def was_given(kind: ItemKind, ref: str, *, until: datetime) -> bool:
    """Tell whether a result was given up to a moment, be it withdrawn since."""
    return any(at <= until for at in _moments_given([(kind, ref)])[kind, ref])


def _published() -> list[PublishedFacts]:
    """Return the editions that were ever published, in the order it was recorded."""
    steps = (
        PackStep.objects.filter(step=PublicationStep.PUBLISHED, pack__audience__in=TO_PUBLISH)
        .select_related("pack__snapshot__period", "pack__committee")
        .defer("pack__manifest", "pack__snapshot__body", "pack__snapshot__sha256")
        .order_by("at", "pk")
    )
    return [_edition(step) for step in steps]


def _edition(step: PackStep) -> PublishedFacts:
    pack = step.pack
    pinned = pinned_in(pack.pinned)
    assert pinned  # what is published has what it was asked for with
    return PublishedFacts(
        key=pack.pk,
        name=str(pack),
        on=step.on,
        frozen_at=pack.snapshot.at,
        told_until=pack.snapshot.at if pinned.extract else pinned.at,
        withheld=frozenset(
            (classed.kind, classed.ref) for classed in pinned.classes if classed.kind.is_result
        ),
        extract=pinned.extract,
    )


def _printed(key: int) -> set[str]:
    """Return the requirements and tests that a committee's extract speaks of, by reference."""
    pack = Pack.objects.select_related("snapshot").get(pk=key)
    pinned = pinned_in(pack.pinned)
    assert pinned and pinned.extract
    if pinned.extract.oversight is Oversight.AUDIT:  # its contents print no judgement
        return set()
    rows = for_committee(opened(pack.snapshot.body).plan, pinned.extract).requirements
    tests = {cell_ref(outcome=row.outcome, test=row.test) for row in rows}
    return {row.ref for row in rows} | tests


def _moments_given(items: Collection[Item]) -> Mapping[Item, list[datetime]]:
    """Return the moments at which each result was given or withdrawn, in three statements."""
    kinds = {Speaker(kind.speaker): kind for kind in ItemKind if kind.speaker}
    refs = sorted({ref for kind, ref in items if kind.speaker})
    found: dict[Item, list[datetime]] = defaultdict(list)
    of: Any = {"requirement__ref__in": refs, "issued": True}
    issued = Assessment.objects.filter(**of)
    for ref, speaker, at in issued.values_list("requirement__ref", "speaker", "at"):
        found[kinds[Speaker(speaker)], ref].append(at)
    withdrawn = AssessmentWithdrawal.objects.filter(assessment__requirement__ref__in=refs)
    columns = ("assessment__requirement__ref", "assessment__speaker", "at")
    for ref, speaker, at in withdrawn.values_list(*columns):
        found[kinds[Speaker(speaker)], ref].append(at)
    for outcome, test, at in CellAct.objects.values_list("outcome__number", "test__number", "at"):
        found[ItemKind.TEST, cell_ref(outcome=outcome, test=test)].append(at)
    return found
