"""What a public twin of a frozen month may say: facts in, facts out (Rules 24e and 29).

It works before any figure is made, on the facts as plain values, so that no text, count, chart,
title or file made of them can give away what is withheld. A withheld record goes with every record
that names it; a record of several rows goes with the last of them. What people wrote goes word by
word where it names a withheld record. Results of judgements, their dates and authors stay, unless
one is withheld before it is published: see `packs.snapshot.results`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from packs.facts import PlanFacts
from packs.facts.classification import (
    NOTHING_HIDDEN,
    ClassedFacts,
    ClosedFacts,
    HiddenTotals,
    WithheldCount,
)
from packs.facts.edition import PinnedFacts
from packs.snapshot.along import went_along
from packs.snapshot.beside import beside_of, printed_of
from packs.snapshot.codec import pinned_of, plan_in, values_of
from packs.snapshot.copies import Copyable, hush_copies
from packs.snapshot.held import Held, composites_in, counted, held_in, those_in
from packs.snapshot.hushing import SHORTEST_TITLE, WITHHELD, Names, titles, without
from packs.snapshot.results import hidden_results, of_tests, take_results
from packs.snapshot.spoken import hush_spoken, hush_what_followed
from packs.words import Forum


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPlan:
    """A frozen month without what is withheld, and what is, by kind and ground.

    With it come the month that it is compared with and what the edition prints beside its
    snapshot, without the same.
    """

    plan: PlanFacts
    withheld: tuple[WithheldCount, ...]
    last: PlanFacts | None = None
    pinned: PinnedFacts | None = None
    hidden: HiddenTotals = NOTHING_HIDDEN
    not_shown: HiddenResults = ALL_SHOWN


def not_public(
    plan: PlanFacts,
    classes: Iterable[ClassedFacts],
    *,
    closed: Iterable[ClosedFacts] | None = None,
    pinned: PinnedFacts | None = None,
    forum: Forum | None = None,
    along: PinnedFacts | None = None,
) -> tuple[WithheldCount, ...]:
    """Return what of a frozen month is not public, by kind and ground: its whole edition says it.

    `along` is what an edition pinned that goes without it: what goes with it is counted too.

    `pinned` is what the edition prints beside it, of the pack of a board. `closed` is the evidence
    that is not public, as it was pinned where it is not given; what was not when the month was
    frozen is none either. What neither speaks of is not counted.
    """
    held = held_in(classes, _closed(closed, pinned), plan)
    if not held:
        return ()
    facts = values_of(plan)["plan"]
    held += composites_in(held, along)
    those = those_in([facts, printed_of(beside_of(pinned, forum, plan.period.month))], held)
    return counted([*those, *(went_along([facts], held) if along else ())])


def closed_since(
    plan: PlanFacts,
    pinned: PinnedFacts,
    classes: Iterable[ClassedFacts],
    *,
    closed: Iterable[ClosedFacts],
    forum: Forum,
) -> tuple[str, ...]:
    """Return what a public edition of the month prints that is not public any more, by reference.

    `pinned` is what stood when it was asked for, `classes` and `closed` what stands now.
    """
    gone = held_in(pinned.classes, pinned.closed, plan)
    then = {(item.kind, item.ref) for item in [*gone, *composites_in(gone, pinned)]}
    now = [item for item in held_in(classes, closed, plan) if (item.kind, item.ref) not in then]
    if not now:
        return ()
    facts = values_of(plan)["plan"]
    return tuple(
        item.ref
        for item in those_in([facts, printed_of(beside_of(pinned, forum, plan.period.month))], now)
    )


def public_plan(
    plan: PlanFacts,
    classes: Iterable[ClassedFacts],
    *,
    closed: Iterable[ClosedFacts] | None = None,
    last: PlanFacts | None = None,
    pinned: PinnedFacts | None = None,
    forum: Forum | None = None,
) -> PublicPlan:
    """Return the facts that may be published, with what is withheld from them.

    `last` is the month that it is compared with: what is withheld now is withheld from it too, so
    that nothing reads as closed or removed. `pinned` is what the edition prints beside it, of the
    pack of a board: `forum`. `closed` is as above.
    """
    held = held_in(classes, _closed(closed, pinned), plan, last)
    held += composites_in(held, pinned)
    if not held:
        return PublicPlan(plan=plan, withheld=(), last=last, pinned=pinned)
    months = [values_of(facts) for facts in (plan, last) if facts is not None]
    whole = [month["plan"] for month in months]
    rows = {
        item.ref: item.takes_along for item in held if not item.is_of_words and not item.is_result
    }
    beside = beside_of(pinned, forum, plan.period.month)
    refs = {(item.kind, item.ref) for item in held}
    not_shown = hidden_results(refs)
    along = went_along(whole, held)
    withheld_words = hush_spoken([*whole, beside], refs | of_tests(not_shown), rows)
    take_results(whole, beside, not_shown)
    names = Names(
        rows, [*_titles_of(held), *(title for facts in whole for title in titles(facts, rows))]
    )
    for month in months:
        month["plan"] = _shown(month["plan"], rows, names)
        hush_copies(month["plan"], withheld_words)
    shown = [plan_in(month) for month in months]
    pairs = [(plan, shown[0]), *([(last, shown[1])] if last else [])]
    return PublicPlan(
        plan=shown[0],
        last=shown[1] if last else None,
        pinned=_pinned(pinned, beside, rows, names, withheld_words) if pinned else None,
        withheld=counted([*those_in([*whole, printed_of(beside)], held), *along]),
        hidden=hidden_totals(pairs),
        not_shown=not_shown,
    )


def hidden_totals(months: Iterable[tuple[PlanFacts, PlanFacts]]) -> HiddenTotals:
    """Return what cannot be added up of months, each whole and as it is shown, the newest first."""
    pairs = list(months)
    money = [(was.money, now.money) for was, now in pairs if was.money and now.money]
    return HiddenTotals(
        years=frozenset(
            year.year
            for was, now in money
            for year, left in zip(was.years, now.years, strict=True)
            if len(left.savings) < len(year.savings)
        ),
        receipts=any(len(now.lots) < len(was.lots) for was, now in money),
        originals=sum(len(was.published) - len(now.published) for was, now in pairs[:1]),
    )


def _titles_of(held: Iterable[Held]) -> list[str]:
    """Return what withheld rows are called, which a month of before them does not say."""
    return [item.title for item in held if len(item.title) >= SHORTEST_TITLE]


def _closed(
    given: Iterable[ClosedFacts] | None, pinned: PinnedFacts | None
) -> Iterable[ClosedFacts]:
    if given is not None:
        return given
    return pinned.closed if pinned else ()


def _shown(facts: Mapping[str, Any], rows: Mapping[str, bool], names: Names) -> Any:
    """Return a month's facts without the withheld ones, as plain values.

    Council's target for a year of which a saving is withheld goes with it: what its other savings
    promise, taken from it, would give the amount away.
    """
    found = without(facts, rows, names)
    if facts["money"]:
        for was, now in zip(facts["money"]["years"], found["money"]["years"], strict=True):
            if len(now["savings"]) < len(was["savings"]):
                now["resolved"] = None
    if facts["boards"]:
        hush_what_followed(facts["boards"], found["boards"], rows)
    return found


def _pinned(
    pinned: PinnedFacts,
    values: dict[str, Any],
    rows: Mapping[str, bool],
    names: Names,
    withheld_words: Copyable,
) -> PinnedFacts:
    """Return what an edition prints beside its snapshot; an act on a withheld item is left out."""
    values["since"] = [act for act in values["since"] if not names.are_in(act["what"])]
    shown = without(values, rows, names)
    hush_copies(shown, withheld_words)
    shown["since"] = [act for act in shown["since"] if act["what"] != WITHHELD]
    same = {name: getattr(pinned, name) for name in ("classes", "closed", "composites")}
    return replace(pinned_of(shown), **same)
